"""Cutting Chinese and English text into terms that can be compared."""

import re
from collections.abc import Iterable

import rjieba

from .dictionary import stop_words, words_to_cut_by
from .folding import is_chinese, text_folded

_RUNS = re.compile(r"[一-鿿]+|[a-z0-9]+(?:[.+][a-z0-9]+)*")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


def word_stem(word: str) -> str:
    """An English word without its commonest endings, so that `wages`, `wage` and `firing`, `fired` meet."""
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + rest
    return word


class Cutter:
    """Cuts text into terms, knowing the words it was given besides the general dictionary."""

    def __init__(self, words: Iterable[str]) -> None:
        self._jieba = rjieba.Jieba()
        self._stop = stop_words()
        self._learnt: set[str] = set()
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        for word in words_to_cut_by(words):
            if word not in self._learnt:
                self._learnt.add(word)
                self._jieba.add_word(word, None, None)

    def terms(self, text: str) -> list[str]:
        """The terms of the text in order: Chinese words with the shorter words inside them, English stems, numbers."""
        return self.terms_of_folded(text_folded(text))

    def terms_of_folded(self, text: str) -> list[str]:
        """The same for a text that is folded already."""
        terms: list[str] = []
        for run in _RUNS.findall(text):
            if is_chinese(run):
                terms.extend(word for word in self._jieba.cut_for_search(run) if word not in self._stop)
            elif run not in self._stop:
                terms.append(word_stem(run))
        return terms

    def words(self, text: str) -> list[str]:
        """The words of the text without those that are too common to tell anything, uncut otherwise."""
        kept: list[str] = []
        for run in _RUNS.findall(text_folded(text)):
            words = self._jieba.cut(run) if is_chinese(run) else [run]
            kept.extend(word for word in words if word not in self._stop)
        return kept

    def squeezed(self, text: str) -> str:
        """The text without its common words, so that `工伤怎么赔` meets `工伤赔多少钱`."""
        return ("" if is_chinese(text) else " ").join(self.words(text))


def pairs_of_folded(text: str) -> list[str]:
    """Neighbouring Chinese characters, two by two: what still matches where the cutting went another way."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if is_chinese(run):
            found.extend(f"={run[i : i + 2]}" for i in range(len(run) - 1))
    return found
