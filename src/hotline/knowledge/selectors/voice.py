"""What a version gives: its voice script piece by piece, as the switchboard asks for it, and the proof of a wording."""

import uuid
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.renderings import card_script, voice_script, wording_digest

from .entries import entry_of_version

Rendering = Literal["voice", "card"]
"""The forms in which a version is given to a citizen."""

_SCRIPTS: Final[dict[Rendering, Callable[[EntryAsOf, str], tuple[str, ...]]]] = {
    "voice": voice_script,
    "card": card_script,
}


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


def version_digest(*, version_id: uuid.UUID | str, language: str, rendering: Rendering) -> str:
    """SHA-256, hexadecimal, over what this rendering gives of this version in this language: proof of the wording.

    Raises `LookupError` when there is no such version.
    """
    return wording_digest(_script(str(version_id), language, rendering))


@lru_cache(maxsize=512)
def _script(version_id: str, language: str, rendering: Rendering = "voice") -> tuple[str, ...]:
    # Versions never change, so what was read once stays right.
    entry = entry_of_version(version_id=uuid.UUID(version_id))
    if entry is None:
        raise LookupError(f"there is no entry version {version_id}")
    return _SCRIPTS[rendering](entry, language)
