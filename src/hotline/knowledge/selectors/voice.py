"""What a version gives: its voice script piece by piece, as the switchboard asks for it, and the proof of a wording."""

import uuid
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from hotline.kernel import clock
from hotline.knowledge.filling import entry_filled, is_naming
from hotline.knowledge.kinds import Level
from hotline.knowledge.models import EntryVersion
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.renderings import card_script, voice_script, wording_digest

from .entries import entries_written
from .parameters import parameter_book

Rendering = Literal["voice", "card"]
"""The forms in which a version is given to a citizen."""

_SCRIPTS: Final[dict[Rendering, Callable[[EntryAsOf, str, str], tuple[str, ...]]]] = {
    "voice": voice_script,
    "card": card_script,
}


def voice_script_length(*, version_id: uuid.UUID | str, language: str = "zh", level: str = Level.PLAIN.value) -> int:
    """How many pieces there are to hear: title, paragraphs, basis. The same in both languages.

    Raises `LookupError` when there is no such version.
    """
    return len(voice_script(_written(str(version_id)), language, level))


def voice_paragraph(
    *,
    version_id: uuid.UUID | str,
    index: int,
    language: str,
    level: str = Level.PLAIN.value,
    day: date | None = None,
) -> str:
    """The piece to be read, counted from 0, with the parameters of `day` (today when omitted).

    Raises `LookupError` when there is no such version or piece.
    """
    if index < 0:
        raise IndexError(f"pieces are counted from 0: {index}")
    return voice_script(_on(str(version_id), day), language, level)[index]


def version_digest(
    *,
    version_id: uuid.UUID | str,
    language: str,
    rendering: Rendering,
    level: str = Level.PLAIN.value,
    day: date | None = None,
) -> str:
    """SHA-256, hexadecimal, over what this rendering gives of this version on that day: proof of the wording.

    Raises `LookupError` when there is no such version.
    """
    return wording_digest(_SCRIPTS[rendering](_on(str(version_id), day), language, level))


def _on(version_id: str, day: date | None) -> EntryAsOf:
    entry = _written(version_id)
    # Most entries name no parameter: these need no look at the database.
    return entry_filled(entry, book=parameter_book(), day=day or clock.local_day()) if is_naming(entry) else entry


@lru_cache(maxsize=512)
def _written(version_id: str) -> EntryAsOf:
    # Versions never change, so what was read once stays right.
    entry = next(iter(entries_written(EntryVersion.objects.filter(pk=uuid.UUID(version_id)))), None)
    if entry is None:
        raise LookupError(f"there is no entry version {version_id}")
    return entry
