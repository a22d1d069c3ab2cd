"""The record does not take a new call for a while: the caller is asked to wait until it does."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from harness.centre import Centre
from harness.citizen import Citizen

ASKED_SECONDS = 5.0


@contextmanager
def record_locked(centre: Centre) -> Iterator[None]:
    """Nobody can write an interaction inside this block."""
    with psycopg.connect(centre.places.database) as connection:
        connection.execute("lock table interaction in access exclusive mode")
        yield


def test_answered_and_asked_to_wait_then_welcomed(citizen: Citizen) -> None:
    with record_locked(citizen.centre):
        call = citizen.dials()
        # Spoken by the engine's own file, which in a test centre is a voice and no tone.
        call.hears_music(limit=ASKED_SECONDS)
        assert call.heard == []
    call.hears_then_skips("menu_open")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "caller_hung_up"
    assert record.segments == ["flow"]
