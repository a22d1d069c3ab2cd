"""Text as written -> text as said."""

from hotline.speech.languages import Language
from hotline.speech.normalize import english, mandarin
from hotline.speech.normalize.sentences import sentences_of


def speakable(text: str, language: Language) -> str:
    """`text` as it is said in `language`: no figures, no signs, sentences closed by their marks.

    A sentence that is wholly in the other language is read by that language's rules. Doing it again changes nothing, so the
    result is what a voice and the cache are given. Empty where there is nothing to say.
    """
    spoken: list[str] = []
    for sentence in sentences_of(text, language):
        said = _read(sentence.text, sentence.language)
        if any(letter.isalnum() for letter in said):
            spoken.append(_closed(said, sentence.language))
    return ("" if language == "zh" else " ").join(spoken)


def _read(sentence: str, language: Language) -> str:
    return mandarin.read(sentence) if language == "zh" else english.read(sentence)


def _closed(sentence: str, language: Language) -> str:
    if sentence[-1] in "。！？；!?;.：:":
        return sentence
    return sentence.rstrip("，,、 ") + ("。" if language == "zh" else ".")
