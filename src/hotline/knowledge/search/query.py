"""A query taken apart."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .cutting import STOP_WORDS, Cutter, Dictionary, is_chinese, phrase_in, text_folded, word_stem

_PAIR_WEIGHT = 0.35
_MEANING_WEIGHT = 0.5
_PREFIX_WEIGHT = 0.6
_SENTENCE_WORDS = 4
_ENDS = "?？。.!！,，、 "


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: folded text, the same without common words, and terms with their weights.

    `asked` are the words the query itself has; other terms are what these may mean, or what a half-typed word begins.
    """

    text: str
    squeezed: str
    asked: frozenset[str]
    pairs: frozenset[str]
    terms: Mapping[str, float]
    is_sentence: bool


def query_read(text: str, *, cutter: Cutter, dictionary: Dictionary, vocabulary: Collection[str]) -> Query:
    """Take a query apart. `vocabulary` are the terms there are: the last English word may be the beginning of one."""
    text = text_folded(text).strip(_ENDS)
    words = cutter.words(text)
    asked = frozenset(cutter.terms(text))
    pairs = frozenset(cutter.pairs(text))
    terms = dict.fromkeys(asked, 1.0)
    for weight, more in (
        (_PAIR_WEIGHT, pairs),
        (_MEANING_WEIGHT, _meanings(text, cutter, dictionary)),
        (_PREFIX_WEIGHT, _begun_by(text, vocabulary)),
    ):
        for term in more:
            terms.setdefault(term, weight)
    return Query(
        text=text,
        squeezed=("" if is_chinese(text) else " ").join(words),
        asked=asked,
        pairs=pairs,
        terms=terms,
        is_sentence=len(words) >= _SENTENCE_WORDS,
    )


def _meanings(text: str, cutter: Cutter, dictionary: Dictionary) -> list[str]:
    meant = [other for word, others in dictionary.meanings.items() if phrase_in(word, text) for other in others]
    return [term for other in meant for term in cutter.terms(other)]


def _begun_by(text: str, vocabulary: Collection[str]) -> list[str]:
    last = re.search(r"[a-z0-9]{3,}$", text)
    if last is None or last[0] in STOP_WORDS:
        return []
    begun = word_stem(last[0])
    return [term for term in vocabulary if term.startswith(begun)]
