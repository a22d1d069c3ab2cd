"""The nearest of many vectors, in little memory: first by a few coarse numbers each, then exactly among the best."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .meaning import DIMENSIONS, Vectors, vector_unpacked

_COARSE = 96
_COARSE_FROM = 20_000
_LOOKED_AT = 1_500
_SAMPLE = 2_000
_LEAST_ROOM = 256


class VectorSet:
    """Vectors that belong to numbered documents; a document may have several, and a vector may come later."""

    def __init__(self) -> None:
        self._packed = np.zeros((_LEAST_ROOM, DIMENSIONS), dtype=np.int8)
        self._owners = np.zeros(_LEAST_ROOM, dtype=np.int64)
        self._count = 0
        self._axes: Vectors | None = None
        self._coarse: Vectors = np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._sample: Vectors = np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._sampled_at = 0

    def __len__(self) -> int:
        return self._count

    def add(self, owner: int, packed: NDArray[np.int8]) -> None:
        """Give a document one more vector."""
        if self._count == len(self._packed):
            self._packed = np.concatenate([self._packed, np.zeros_like(self._packed)])
            self._owners = np.concatenate([self._owners, np.zeros_like(self._owners)])
        self._packed[self._count] = packed
        self._owners[self._count] = owner
        self._count += 1

    def rows(self) -> Iterator[tuple[int, NDArray[np.int8]]]:
        """Every vector with the number of its document."""
        for place in range(self._count):
            yield int(self._owners[place]), self._packed[place]

    def nearness(self, query: Vectors, *, documents: int) -> Vectors:
        """By document, how near its nearest vector is to the query, in standard deviations above the usual text.

        Documents without a vector, and of many those that are far away, get -1.
        """
        nearness = np.full(documents, -1.0, dtype=np.float32)
        if not self._count:
            return nearness
        self._prepare()
        usual = self._sample @ query
        rows, values = self._near(query)
        values = (values - usual.mean()) / max(1e-6, float(usual.std()))
        np.maximum.at(nearness, self._owners[rows], values.astype(np.float32))
        return nearness

    def _prepare(self) -> None:
        """Take a sample, and from a certain size on coarse axes, anew whenever the set has grown by a fifth."""
        if self._count > self._sampled_at * 1.2:
            chosen = np.random.default_rng(0).permutation(self._count)[:_SAMPLE]
            self._sample = vector_unpacked(self._packed[chosen])
            self._sampled_at = self._count
            if self._count > _COARSE_FROM:
                _, _, axes = np.linalg.svd(self._sample - self._sample.mean(axis=0), full_matrices=False)
                self._axes = np.ascontiguousarray(axes[:_COARSE].T)
                self._coarse = np.zeros((0, _COARSE), dtype=np.float32)
        if len(self._coarse) < self._count:
            parts = [self._coarse]
            for start in range(len(self._coarse), self._count, 4096):
                rows = vector_unpacked(self._packed[start : min(start + 4096, self._count)])
                parts.append(rows if self._axes is None else rows @ self._axes)
            self._coarse = np.concatenate(parts)

    def _near(self, query: Vectors) -> tuple[NDArray[np.int64], Vectors]:
        """Rows to look at and how near each is: all of them, or the best by coarse numbers looked at exactly."""
        if self._axes is None:
            return np.arange(self._count), self._coarse @ query
        near = self._coarse @ (query @ self._axes)
        rows = np.argpartition(-near, _LOOKED_AT)[:_LOOKED_AT]
        return rows, vector_unpacked(self._packed[rows]) @ query
