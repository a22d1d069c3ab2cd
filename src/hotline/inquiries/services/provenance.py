"""Which entry versions an interaction used."""

import uuid
from datetime import date, datetime

from hotline.kernel import clock
from hotline.kernel.sql import script

_ADD = """
    INSERT INTO provenance (interaction_id, entry_version_id, rendering, language, level, as_of, digest, at, paragraphs)
    VALUES (%(interaction)s, %(version)s, %(rendering)s, %(language)s, %(level)s, %(as_of)s, %(digest)s, %(at)s,
            %(paragraphs)s)
    ON CONFLICT (interaction_id, entry_version_id, rendering)
    DO UPDATE SET paragraphs = greatest(provenance.paragraphs, excluded.paragraphs)
"""


def provenance_add(
    *,
    interaction_id: uuid.UUID,
    entry_version_id: uuid.UUID,
    rendering: str,
    language: str,
    level: str,
    as_of: date,
    digest: str,
    paragraphs: int = 0,
    at: datetime | None = None,
) -> None:
    """Note that this version was given in this rendering; `paragraphs` is how many of its paragraphs were.

    The same version and rendering again keeps the first note and the larger number of paragraphs.
    """
    script(
        _ADD,
        {
            "interaction": interaction_id,
            "version": entry_version_id,
            "rendering": rendering,
            "language": language,
            "level": level,
            "as_of": as_of,
            "digest": digest,
            "paragraphs": paragraphs,
            "at": at or clock.now(),
        },
    )
