"""Call states, written by compare-and-set."""

import json
import uuid
from typing import Any

from django.db import connection


class OwnershipLostError(Exception):
    """Another switchboard has taken this call: this one must not touch it any more."""


def state_open(*, interaction_id: uuid.UUID, node: str, epoch: int, schema: int, state: dict[str, Any]) -> None:
    """The first state of a call. Raises OwnershipLostError where the call has an owner already."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO call_state (interaction_id, node, epoch, seq, schema, state) VALUES (%s, %s, %s, 0, %s, %s)
            ON CONFLICT (interaction_id) DO UPDATE SET state = excluded.state
            WHERE call_state.epoch = excluded.epoch AND call_state.seq = 0
            """,
            [interaction_id, node, epoch, schema, json.dumps(state)],
        )
        if cursor.rowcount == 0:
            raise OwnershipLostError(str(interaction_id))


def state_change(*, interaction_id: uuid.UUID, epoch: int, seq: int, state: dict[str, Any]) -> None:
    """From state number `seq - 1` to `seq`; doing it again changes nothing. Raises OwnershipLostError."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE call_state SET state = %s, seq = %s
            WHERE interaction_id = %s AND epoch = %s AND seq IN (%s, %s)
            """,
            [json.dumps(state), seq, interaction_id, epoch, seq - 1, seq],
        )
        if cursor.rowcount == 0:
            raise OwnershipLostError(str(interaction_id))


def state_close(*, interaction_id: uuid.UUID) -> None:
    """The call is over."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM call_state WHERE interaction_id = %s", [interaction_id])
