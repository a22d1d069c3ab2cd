"""Search by meaning in this process: only where it was begun, and never in the way of search by words."""

import logging
from pathlib import Path
from threading import Lock, Thread

from hotline.knowledge.search import Index
from hotline.knowledge.search.meaning import MODEL, Meaning, VectorFile, Vectors, model_is_there, vector_packed

log = logging.getLogger(__name__)


class _Begun:
    """The model and the file of vectors of this process."""

    def __init__(self, folder: Path) -> None:
        self.meaning = Meaning()
        self.file = VectorFile(folder / f"vectors-{MODEL}.bin")
        self.filling = Lock()


_begun: list[_Begun] = []


def search_by_meaning_begin(folder: Path) -> bool:
    """From now on, search in this process by meaning as well; vectors are kept in `folder`.

    False where the model's package is not installed: search goes on by words. Called by web processes alone.
    """
    if not model_is_there():
        return False
    _begun[:] = [_Begun(folder)]
    return True


def search_by_meaning_end() -> None:
    """Search by words alone again."""
    _begun.clear()


def meaning_of(query: str, index: Index) -> Vectors | None:
    """The vector of a query, or None: not begun, nothing to compare with yet, or two queries wait already."""
    if not _begun or not query.strip():
        return None
    begun = _begun[0]
    if index.without_vectors_any() and begun.filling.acquire(blocking=False):
        Thread(target=_fill, args=(begun, index), name="search-vectors", daemon=True).start()
    return begun.meaning.query_vector(query) if index.has_vectors() else None


def _fill(begun: _Begun, index: Index) -> None:
    """Give every document its vectors, from the file or made now, one document at a time."""
    try:
        for key, passages in index.without_vectors():
            known = begun.file.get(passages)
            if any(vector is None for vector in known):
                made = begun.meaning.passage_vectors(passages)
                if made is None:
                    return
                begun.file.put(passages, made)
                known = list(vector_packed(made))
            index.put_vectors(key, [vector for vector in known if vector is not None])
    except OSError as error:
        log.warning("vectors of the search index are not kept: %s", error.strerror)
    finally:
        begun.filling.release()
