"""An inverted index in memory: by term, which documents hold it and how heavily, scored by BM25.

Numbers are packed, so that 100,000 passages fit beside a model: an entry of a list is four bytes, the document's number
and the weight with which it holds the term. Documents are added at any time; one that goes only leaves a mark.
"""

import math
from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

_K1 = 1.2
_WEIGHT_BITS = 8
_STEPS = 4
"""A weight is kept in quarters, up to 63.75: what is beyond says no more."""
_MOST_WEIGHT = (1 << _WEIGHT_BITS) - 1
_COMMON_SHARE, _FEW = 0.25, 2_000
"""In a large index, a term that a quarter of the documents hold costs much and tells next to nothing."""


class Postings:
    """Terms of numbered documents. `b`: how much a long document has to hold more (0 not at all, 1 fully)."""

    def __init__(self, *, b: float) -> None:
        self._b = b
        self._lists: dict[str, array[int]] = {}
        self._lengths = np.zeros(64, dtype=np.float32)
        self._whole = 0.0
        self._count = 0
        self._gone = 0

    def add(self, number: int, weights: Mapping[str, float]) -> None:
        """Take in a document. Numbers only grow."""
        for term, weight in weights.items():
            packed = number << _WEIGHT_BITS | min(_MOST_WEIGHT, max(1, round(weight * _STEPS)))
            self._lists.setdefault(term, array("I")).append(packed)
        if number >= len(self._lengths):
            self._lengths = np.concatenate([self._lengths, np.zeros(len(self._lengths) + number, dtype=np.float32)])
        self._lengths[number] = sum(weights.values())
        self._whole += float(self._lengths[number])
        self._count = max(self._count, number + 1)

    def remove(self, number: int) -> None:
        """Forget a document's length; its terms stay until the index is built anew, callers mask its number."""
        self._whole -= float(self._lengths[number])
        self._gone += 1

    def __contains__(self, term: object) -> bool:
        return term in self._lists

    def terms(self) -> Iterable[str]:
        """All terms there are."""
        return self._lists

    def size(self) -> int:
        """How many terms there are."""
        return len(self._lists)

    def rarity(self, term: str) -> float:
        """How much a term tells: the fewer documents hold it the more; 0 where none does."""
        held = len(self._lists.get(term, ()))
        present = self._count - self._gone
        return math.log(1 + max(0.5, present - held + 0.5) / (held + 0.5)) if held else 0.0

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """BM25 of every document for these weighted terms, by number."""
        scores: Scores = np.zeros(self._count, dtype=np.float32)
        norms = self._norms()
        for term, weight in terms.items():
            numbers, held = self._held(term)
            if self._count > _FEW and len(numbers) > _COMMON_SHARE * self._count and len(terms) > 1:
                continue
            gain = weight * self.rarity(term) * (_K1 + 1)
            scores[numbers] += gain * held / (held + norms[numbers])
        return scores

    def held_by(self, terms: Mapping[str, float], among: Numbers) -> Scores:
        """For these documents (numbers ascending): the summed weight of the terms that each holds at all."""
        sums: Scores = np.zeros(len(among), dtype=np.float32)
        for term, weight in terms.items():
            numbers, _ = self._held(term)
            if len(numbers):
                places = np.minimum(np.searchsorted(numbers, among), len(numbers) - 1)
                sums += np.where(numbers[places] == among, np.float32(weight), np.float32(0))
        return sums

    def _held(self, term: str) -> tuple[Numbers, Scores]:
        packed = np.array(self._lists.get(term, ()), dtype=np.uint32)
        weights = (packed & np.uint32(_MOST_WEIGHT)) / np.float32(_STEPS)
        return (packed >> np.uint32(_WEIGHT_BITS)).astype(np.int64), weights.astype(np.float32)

    def _norms(self) -> Scores:
        mean = self._whole / max(1, self._count - self._gone) or 1.0
        norms: Scores = (_K1 * (1 - self._b + self._b * self._lengths[: self._count] / mean)).astype(np.float32)
        return norms
