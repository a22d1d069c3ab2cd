"""The time line of an interaction."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hotline.kernel import clock
from hotline.kernel.sql import prepared

# Counting in the interaction's row orders writers: numbers have no gap and no double, and nobody has to repeat.
_ADD = """
    WITH counted AS (
        UPDATE interaction SET last_step_seq = last_step_seq + %(count)s WHERE id = %(interaction)s
        RETURNING last_step_seq - %(count)s AS before
    )
    INSERT INTO step (interaction_id, seq, at, kind, data)
    SELECT %(interaction)s, counted.before + added.n, %(at)s, added.kind, added.data
    FROM counted, unnest(%(kinds)s::text[], %(data)s::jsonb[]) WITH ORDINALITY AS added (kind, data, n)
"""


def step_add(
    *, interaction_id: uuid.UUID, kind: str, data: Mapping[str, Any] | None = None, at: datetime | None = None
) -> None:
    """Add one step at the end of the time line. `data` is never personal."""
    steps_add(interaction_id=interaction_id, steps=[(kind, data or {})], at=at)


def steps_add(
    *, interaction_id: uuid.UUID, steps: Sequence[tuple[str, Mapping[str, Any]]], at: datetime | None = None
) -> None:
    """Add several steps of one instant, in their order."""
    if not steps:
        return
    prepared(
        _ADD,
        {
            "interaction": interaction_id,
            "count": len(steps),
            "kinds": [kind for kind, _ in steps],
            "data": [json.dumps(data, default=str, ensure_ascii=False) for _, data in steps],
            "at": at or clock.now(),
        },
    )
