"""Text cut into sentences, each of one language, and a sentence cut into runs of one script."""

import re
from dataclasses import dataclass
from typing import Final

from hotline.speech.languages import Language

HAN: Final = "㐀-䶿一-鿿〇"
_HAN: Final = re.compile(f"[{HAN}]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
# An English full stop ends a sentence only before a space, and not after a short form.
_END: Final = re.compile(
    r"(?<=[。！？；!?;])[”’」』）)]*\s*"
    r"|(?<=[.])(?<!\bNo\.)(?<!\bArt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)\s+"
    r"(?=[A-Z0-9“\"'(" + HAN + r"])"
    r"|\s*\n+\s*"
)
# Latin letters with what stands between them; a lone apostrophe or space never opens a run.
_LATIN_RUN: Final = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ'’.,\- ]*[A-Za-zÀ-ɏ])?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the language whose voice says it."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one script, pronounced by the rules of one language."""

    text: str
    language: Language


def sentences_of(text: str, language: Language) -> list[Sentence]:
    """Cut `text`, which is in `language`, into sentences; one that is wholly in the other language is marked so.

    Full stops, question and exclamation marks, semicolons and line ends end a sentence. Blank ones are left out.
    """
    parts = (part.strip() for part in _END.split(text))
    return [Sentence(part, _language(part, language)) for part in parts if part]


def runs_of(text: str, language: Language) -> list[Run]:
    """Cut one sentence into runs: Latin letters are English, everything else belongs to `zh`.

    An English sentence without Chinese characters is one run.
    """
    if language == "en" and not _HAN.search(text):
        return [Run(text, "en")]
    runs: list[Run] = []
    at = 0
    for match in _LATIN_RUN.finditer(text):
        _append(runs, text[at : match.start()], "zh")
        _append(runs, match.group(), "en")
        at = match.end()
    _append(runs, text[at:], "zh")
    return runs


def _append(runs: list[Run], text: str, language: Language) -> None:
    if not text.strip():
        return
    has_words = language == "en" or bool(_HAN.search(text))
    if has_words or not runs:
        runs.append(Run(text, language))
    else:
        # Nothing but marks: they stay with the run before, whose tune they end.
        runs[-1] = Run(runs[-1].text + text, runs[-1].language)


def _language(sentence: str, language: Language) -> Language:
    has_han = bool(_HAN.search(sentence))
    if language == "zh" and not has_han and len(_LATIN_WORD.findall(sentence)) >= 2:
        return "en"
    if language == "en" and has_han and not _LATIN_WORD.search(sentence):
        return "zh"
    return language
