"""Text as written -> text as said."""

import re
from typing import Final

from hotline.speech.languages import Language
from hotline.speech.normalize import english, mandarin
from hotline.speech.normalize.sentences import sentences_of

_LINE_END: Final = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Nothing that has no sound reaches a voice: control signs, direction marks, marks without width.
_SILENT: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def speakable(text: str, language: Language) -> str:
    """`text` as it is said in `language`: no figures, no signs, sentences closed by their marks.

    A sentence that is wholly in the other language is read by that language's rules. Doing it again changes nothing, so
    the result is what a voice and the cache are given. Empty where there is nothing to say.
    """
    spoken: list[str] = []
    text = _SILENT.sub("", _LINE_END.sub("\n", text))
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
