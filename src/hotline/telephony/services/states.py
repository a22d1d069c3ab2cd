"""Call states, written by compare-and-set. Each write says whether it is the first, so that a repeat can be told."""

import json
import uuid
from typing import Any

from django.db import transaction

from hotline.kernel.sql import prepared

from .nodes import NODE_LOCK

# While a switchboard takes the node, no call can be opened under its former epoch: it would belong to nobody.
_SHARE_NODE = "SELECT pg_advisory_xact_lock_shared(%(lock)s, hashtext(%(node)s))"

_OPEN = """
    WITH opened AS (
        INSERT INTO call_state (interaction_id, node, epoch, seq, schema, state)
        SELECT %(call)s, name, epoch, 0, %(schema)s, %(state)s::jsonb FROM node
        WHERE name = %(node)s AND epoch = %(epoch)s
            AND EXISTS (SELECT FROM interaction WHERE id = %(call)s AND ended_at IS NULL)
        ON CONFLICT (interaction_id) DO NOTHING
        RETURNING true AS is_first
    )
    SELECT is_first FROM opened
    UNION ALL
    SELECT false FROM call_state WHERE interaction_id = %(call)s AND epoch = %(epoch)s AND seq = 0
"""

_CHANGE = """
    UPDATE call_state SET state = %(state)s, seq = %(seq)s
    WHERE interaction_id = %(call)s AND epoch = %(epoch)s AND seq = %(seq)s - 1
    RETURNING true
"""

_CLOSE = """
    DELETE FROM call_state WHERE interaction_id = %(call)s AND epoch = %(epoch)s AND seq = %(seq)s - 1 RETURNING true
"""

_IS_CHANGED = "SELECT true FROM call_state WHERE interaction_id = %(call)s AND epoch = %(epoch)s AND seq = %(seq)s"

_IS_CLOSED = """
    SELECT true FROM interaction WHERE id = %(call)s AND ended_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM call_state WHERE interaction_id = %(call)s)
"""


class OwnershipLostError(Exception):
    """Another switchboard has taken this call: this one must not touch it any more."""


def state_open(*, interaction_id: uuid.UUID, node: str, epoch: int, schema: int, state: dict[str, Any]) -> bool:
    """The first state of a call; False where it was written before.

    Raises OwnershipLostError where the call has an owner already, the node another, or the interaction has ended.
    """
    values = {"call": interaction_id, "node": node, "epoch": epoch, "schema": schema, "state": json.dumps(state)}
    with transaction.atomic(savepoint=False):
        prepared(_SHARE_NODE, {"lock": NODE_LOCK, "node": node})
        rows = prepared(_OPEN, values)
    if not rows:
        raise OwnershipLostError(str(interaction_id))
    return bool(rows[0][0])


def state_change(*, interaction_id: uuid.UUID, epoch: int, seq: int, state: dict[str, Any]) -> bool:
    """From state number `seq - 1` to `seq`; False where it was written before. Raises OwnershipLostError."""
    values = {"call": interaction_id, "epoch": epoch, "seq": seq}
    return _is_first(_CHANGE, _IS_CHANGED, {**values, "state": json.dumps(state)})


def state_close(*, interaction_id: uuid.UUID, epoch: int, seq: int) -> bool:
    """The call is over with state number `seq`; False where that was said before. Raises OwnershipLostError."""
    return _is_first(_CLOSE, _IS_CLOSED, {"call": interaction_id, "epoch": epoch, "seq": seq})


def state_drop(*, interaction_id: uuid.UUID, epoch: int) -> bool:
    """Give the call up, whatever its state is. False where it is over, or is no longer this owner's."""
    dropped = "DELETE FROM call_state WHERE interaction_id = %(call)s AND epoch = %(epoch)s RETURNING true"
    return bool(prepared(dropped, {"call": interaction_id, "epoch": epoch}))


def _is_first(write: str, is_written: str, values: dict[str, Any]) -> bool:
    if prepared(write, values):
        return True
    if prepared(is_written, values):
        return False
    raise OwnershipLostError(str(values["call"]))
