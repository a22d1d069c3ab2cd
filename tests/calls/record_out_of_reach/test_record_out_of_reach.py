"""The record does not answer for a while: a new caller is asked to wait until it does, and is never left in silence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from harness.centre import Centre
from harness.citizen import Citizen
from harness.waiting import soon

ASKED_SECONDS = 5.0
STARTED_SECONDS = 20.0


@contextmanager
def locked(centre: Centre, table: LiteralString) -> Iterator[None]:
    """Nobody can read or write this table inside this block."""
    with psycopg.connect(centre.places.database) as connection:
        connection.execute(f"lock table {table} in access exclusive mode")
        yield


def test_answered_and_asked_to_wait_then_welcomed(citizen: Citizen) -> None:
    with locked(citizen.centre, "interaction"):
        call = citizen.dials()
        # Spoken by the engine's own file, which in a test centre is a voice and no tone.
        call.hears_music(limit=ASKED_SECONDS)
        assert call.heard == []
    call.hears_then_skips("menu_open")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "caller_hung_up"
    assert record.segments == ["flow"]


def test_while_a_switchboard_waits_for_the_record_the_dialplan_keeps_the_caller(citizen: Citizen) -> None:
    centre = citizen.centre
    with locked(centre, "flow_version"):
        killed = centre.pid("switchboard")
        centre.kill("switchboard")
        soon(lambda: centre.pid("switchboard") not in {0, killed}, limit=STARTED_SECONDS, what="a new switchboard")
        call = citizen.dials()
        call.hears_music(limit=ASKED_SECONDS)
        assert call.heard == []
    call.hears_then_skips("menu_open", limit=STARTED_SECONDS)
    call.hangs_up()

    assert call.closed_record().end_reason == "caller_hung_up"
