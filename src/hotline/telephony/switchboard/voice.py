"""What is spoken, as files the engine can play."""

from pathlib import Path

from hotline.acd.selectors import hours_in_words
from hotline.ivr.vocabulary import Passage, Prompt, Utterance
from hotline.knowledge.selectors import voice_paragraph
from hotline.speech.cache import utterance_file
from hotline.speech.languages import language_of
from hotline.speech.prompts import prompt_file

HOURS_PROMPT = "hours_announcement"
MAIN_QUEUE = "main"


def media_of(*, utterances: tuple[Utterance, ...], language: str) -> str:
    """ARI's `media` for these: sound URIs, comma between. May render the fallback voice: not for the loop."""
    return ",".join(f"sound:{_path(utterance, language).with_suffix('')}" for utterance in utterances)


def _path(utterance: Utterance, language: str) -> Path:
    match utterance:
        case Prompt(name) if name == HOURS_PROMPT:
            return _hours(language)
        case Prompt(name):
            return prompt_file(name=name, language=language_of(language))
        case Passage():
            return _passage(utterance, language)


def _hours(language: str) -> Path:
    text = hours_in_words(queue=MAIN_QUEUE, language=language)
    return utterance_file(text=text, language=language_of(language)).path


def _passage(passage: Passage, language: str) -> Path:
    text = voice_paragraph(version_id=passage.version_id, index=passage.index, language=language)
    return utterance_file(text=text, language=language_of(language), speed=passage.speed).path
