"""Text as people write it -> text as people say it. Pure: no files, no settings, no voice."""

from hotline.speech.normalize.sentences import Run, Sentence, runs_of, sentences_of
from hotline.speech.normalize.text import speakable

__all__ = ["Run", "Sentence", "runs_of", "sentences_of", "speakable"]
