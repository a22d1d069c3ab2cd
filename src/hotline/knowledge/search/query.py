"""A query taken apart."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .cutting import Cutter, pairs_of_folded, word_stem
from .dictionary import Dictionary, stop_words
from .folding import is_chinese, text_folded
from .postings import Postings
from .references import references_in
from .spelling import Speller

_MEANING_WEIGHT, _WHOLE_MEANING_WEIGHT = 0.5, 1.2
"""What a word may mean counts half, and a long way of saying it no more than a short one."""
_PREFIX_WEIGHT = 0.6
_SPELLING_WEIGHT = 0.8
_SENTENCE_WORDS = 4
_MOST_BEGUN = 40
_ENDS = "?？。.!！,，、 "


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: folded text, the same without common words, and terms with their weights.

    `asked` are the words the query itself has; other terms are what these may mean, or what a half-typed word begins.
    `meant` are phrases that a slip or pinyin may stand for.
    """

    text: str
    squeezed: str
    asked: frozenset[str]
    terms: Mapping[str, float]
    pairs: Mapping[str, float]
    meant: tuple[str, ...]
    references: tuple[str, ...]
    is_sentence: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes queries apart by what an index knows."""

    cutter: Cutter
    dictionary: Dictionary
    speller: Speller
    vocabulary: Postings

    def read(self, text: str, *, english: Sequence[str] = ()) -> Query:
        """Take a query apart. `english`: the index's English terms, sorted; the last word may begin one of them."""
        text = text_folded(text).strip(_ENDS)
        words = self.cutter.words(text)
        asked = frozenset(self.cutter.terms_of_folded(text))
        begun = _begun_by(text, english)
        meant = self.speller.meant(text, known=lambda piece: self._is_known(piece, begun))
        terms = dict.fromkeys(asked, 1.0)
        pairs = dict.fromkeys(pairs_of_folded(text), 1.0)
        for phrase in self._meanings(text):
            meaning = self.cutter.terms_of_folded(phrase)
            for term in meaning:
                terms.setdefault(term, min(_MEANING_WEIGHT, _WHOLE_MEANING_WEIGHT / len(meaning)))
        for phrase in meant:
            terms |= {term: _SPELLING_WEIGHT for term in self.cutter.terms_of_folded(phrase) if term not in terms}
            pairs |= {pair: _SPELLING_WEIGHT for pair in pairs_of_folded(phrase) if pair not in pairs}
        for term in begun:
            terms.setdefault(term, _PREFIX_WEIGHT)
        return Query(
            text=text,
            squeezed=("" if is_chinese(text) else " ").join(words),
            asked=asked,
            terms=terms,
            pairs=pairs,
            meant=tuple(meant),
            references=tuple(references_in(text)),
            is_sentence=len(words) >= _SENTENCE_WORDS,
        )

    def _meanings(self, text: str) -> list[str]:
        return [other for word in self.dictionary.spoken_in(text) for other in self.dictionary.meanings[word]]

    def _is_known(self, piece: str, begun: Sequence[str]) -> bool:
        if is_chinese(piece):
            return piece in self.vocabulary or piece in self.dictionary.words
        return piece in stop_words() or word_stem(piece) in self.vocabulary or bool(begun)


def _begun_by(text: str, english: Sequence[str]) -> list[str]:
    last = re.search(r"[a-z0-9]{3,}$", text)
    if last is None or last[0] in stop_words():
        return []
    begun = word_stem(last[0])
    first = bisect_left(english, begun)
    found = []
    for term in english[first : first + _MOST_BEGUN]:
        if not term.startswith(begun):
            break
        found.append(term)
    return found
