"""The voice script of a version, piece by piece, as the switchboard asks for it."""

import hashlib
import uuid
from functools import lru_cache

from hotline.knowledge.renderings import voice_script

from .entries import entry_of_version


def voice_script_length(*, version_id: uuid.UUID | str, language: str = "zh") -> int:
    """How many pieces there are to hear: title, paragraphs, basis. The same in both languages.

    Raises `LookupError` when there is no such version.
    """
    return len(_script(str(version_id), language))


def voice_paragraph(*, version_id: uuid.UUID | str, index: int, language: str) -> str:
    """The piece to be read, counted from 0. Raises `LookupError` when there is no such version or piece."""
    if index < 0:
        raise IndexError(f"pieces are counted from 0: {index}")
    return _script(str(version_id), language)[index]


def version_digest(*, version_id: uuid.UUID | str, language: str) -> str:
    """SHA-256, hexadecimal, over what is heard of this version in this language: proof of the wording given."""
    return hashlib.sha256("\n".join(_script(str(version_id), language)).encode()).hexdigest()


@lru_cache(maxsize=512)
def _script(version_id: str, language: str) -> tuple[str, ...]:
    # Versions never change, so what was read once stays right.
    entry = entry_of_version(version_id=uuid.UUID(version_id))
    if entry is None:
        raise LookupError(f"there is no entry version {version_id}")
    return voice_script(entry, language)
