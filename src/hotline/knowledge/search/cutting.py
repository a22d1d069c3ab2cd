"""Cutting Chinese and English text into terms that can be compared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import rjieba

_RUNS = re.compile(r"[一-鿿]+|[a-z0-9]+(?:[.+][a-z0-9]+)*")
_CHINESE = re.compile(r"[一-鿿]")

STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").split())
"""Words too common to tell one entry from another."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words a general dictionary does not know, and what else they may mean."""

    words: frozenset[str]
    meanings: Mapping[str, tuple[str, ...]]


def dictionary_read(text: str) -> Dictionary:
    """Read `word` and `word = other, other` lines; `#` begins a comment."""
    words: set[str] = set()
    meanings: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        word, _, others = line.partition("#")[0].partition("=")
        if not (word := text_folded(word)):
            continue
        words.add(word)
        if others:
            meanings[word] = tuple(text_folded(other) for other in others.split(",") if other.strip())
            words.update(meanings[word])
    return Dictionary(words=frozenset(words), meanings=meanings)


def dictionary_load(path: Path) -> Dictionary:
    """The dictionary in this file."""
    return dictionary_read(path.read_text(encoding="utf-8"))


def text_folded(text: str) -> str:
    """Text in the form it is compared in: full-width forms, case and surrounding space do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def is_chinese(text: str) -> bool:
    """Whether there is any Chinese character."""
    return _CHINESE.search(text) is not None


def phrase_in(phrase: str, text: str, *, begun: bool = False) -> bool:
    """Whether the phrase stands in the text; Latin phrases at word borders (only their beginning when `begun`)."""
    if is_chinese(phrase):
        return phrase in text
    end = "" if begun else r"(?![a-z0-9])"
    return re.search(rf"(?<![a-z0-9]){re.escape(phrase)}{end}", text) is not None


def word_stem(word: str) -> str:
    """An English word without its commonest endings, so that `wages`, `wage` and `firing`, `fired` meet."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + rest
    return word


class Cutter:
    """Cuts text into terms, knowing the words it was given besides the general dictionary."""

    def __init__(self, words: Iterable[str]) -> None:
        self._jieba = rjieba.Jieba()
        for word in words:
            if is_chinese(word) and len(word) > 1:
                self._jieba.add_word(word, None, None)

    def terms(self, text: str) -> list[str]:
        """The terms of the text in order: Chinese words with the shorter words inside them, English stems, numbers."""
        terms: list[str] = []
        for run in _RUNS.findall(text_folded(text)):
            if is_chinese(run):
                terms.extend(word for word in self._jieba.cut_for_search(run) if word not in STOP_WORDS)
            elif run not in STOP_WORDS:
                terms.append(word_stem(run))
        return terms

    def words(self, text: str) -> list[str]:
        """The words of the text without those that are too common to tell anything, uncut otherwise."""
        kept: list[str] = []
        for run in _RUNS.findall(text_folded(text)):
            words = self._jieba.cut(run) if is_chinese(run) else [run]
            kept.extend(word for word in words if word not in STOP_WORDS)
        return kept

    def squeezed(self, text: str) -> str:
        """The text without its common words, so that `工伤怎么赔` meets `工伤赔多少钱`."""
        return ("" if is_chinese(text) else " ").join(self.words(text))

    def pairs(self, text: str) -> list[str]:
        """Neighbouring Chinese characters, two by two: what still matches where the cutting went another way."""
        found: list[str] = []
        for run in _RUNS.findall(text_folded(text)):
            if is_chinese(run):
                found.extend(f"={run[i : i + 2]}" for i in range(len(run) - 1))
        return found
