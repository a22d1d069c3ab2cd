"""Facts on their way: written with the change, read in order, at least once.

A reader numbers what is committed and not yet numbered before it reads, so no process has to be alive for the
others to go on. Numbers are given under an advisory lock: they follow the order of becoming visible, so a reader
that has seen number N never finds a smaller one later. NOTIFY only wakes up: every reader also looks by itself.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from . import bus, clock
from .ids import new_id

_NUMBERING_LOCK = 12333001


@dataclass(frozen=True, slots=True)
class Fact:
    """One numbered row, as a reader gets it."""

    position: int
    id: uuid.UUID
    stream: str
    kind: str
    payload: dict[str, Any]
    made_at: datetime


def append(*, kind: str, stream: str, payload: dict[str, Any]) -> None:
    """Write a fact in the present transaction and wake the readers when it commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox (id, stream, kind, payload, made_at) VALUES (%s, %s, %s, %s, %s)",
            [new_id(), stream, kind, json.dumps(payload, default=str), clock.now()],
        )
        bus.wake(cursor)


def number_committed() -> None:
    """Give every visible unnumbered row its place. Does nothing while another process is at it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_NUMBERING_LOCK])
        if not cursor.fetchone()[0]:
            return
        cursor.execute(
            """
            WITH fresh AS (
                SELECT id, row_number() OVER (ORDER BY id) AS n FROM outbox WHERE position IS NULL
            ), head AS (SELECT coalesce(max(position), 0) AS last FROM outbox)
            UPDATE outbox SET position = head.last + fresh.n FROM fresh, head WHERE outbox.id = fresh.id
            """
        )


def read(*, reader: str, kinds: Sequence[str], limit: int = 200) -> list[Fact]:
    """The next facts of these kinds for this reader, oldest first. Call `advance` once they are dealt with."""
    number_committed()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT position, id, stream, kind, payload, made_at FROM outbox
            WHERE position > coalesce((SELECT position FROM outbox_cursor WHERE reader = %s), 0) AND kind = ANY(%s)
            ORDER BY position LIMIT %s
            """,
            [reader, list(kinds), limit],
        )
        return [Fact(row[0], row[1], row[2], row[3], _decoded(row[4]), row[5]) for row in cursor.fetchall()]


def advance(*, reader: str, position: int) -> None:
    """Remember that this reader has dealt with everything up to this position. Never goes back."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO outbox_cursor (reader, position) VALUES (%s, %s)
            ON CONFLICT (reader) DO UPDATE SET position = greatest(outbox_cursor.position, excluded.position)
            """,
            [reader, position],
        )


def start_at_end(*, reader: str) -> None:
    """Skip what was written before: for readers that rebuild themselves from the record when they start."""
    number_committed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM outbox")
        last: int = cursor.fetchone()[0]
    advance(reader=reader, position=last)


def forget(*, before: datetime) -> int:
    """Delete facts written before this that every reader has dealt with; returns how many.

    A reader that has stopped for good keeps all facts after its last one. The highest number stays: the next is
    counted from it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM outbox
            WHERE made_at < %s AND position <= (SELECT min(position) FROM outbox_cursor)
                AND position < (SELECT max(position) FROM outbox)
            """,
            [before],
        )
        deleted: int = cursor.rowcount
    return deleted


def _decoded(payload: Any) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(payload) if isinstance(payload, str) else payload
    return decoded
