"""What the tests of the switchboard share."""

import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hotline.telephony.switchboard.units import THREADS, Units

from .stand_in import StandIn

# Units have connections of their own, so a test cannot simply be rolled back; and to truncate every table of the centre
# after each test would take longer than the test. Without foreign keys and triggers only what is there has to go.
_EMPTY = """
    DO $$
    DECLARE
        known text;
        is_used boolean;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR known IN SELECT tablename FROM pg_tables
            WHERE schemaname = 'public' AND tablename NOT LIKE 'django_%' AND tablename NOT LIKE 'auth_%'
        LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %I)', known) INTO is_used;
            IF is_used THEN
                EXECUTE format('DELETE FROM %I', known);
            END IF;
        END LOOP;
    END $$
"""


@pytest.fixture
def record(db: None) -> Iterator[None]:
    """The database for what runs on threads: what they write is committed, and emptied afterwards.

    The test's own thread is in a transaction that is rolled back; it has nothing to write.
    """
    yield
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(_empty).result(timeout=10)


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
    connection.close()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Puts the machine's own clock forward by so many seconds."""
    monotonic, ahead = time.monotonic, [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + sum(ahead))
    return ahead.append


@pytest.fixture
async def engine() -> AsyncIterator[StandIn]:
    """A stand-in engine that listens."""
    standing = StandIn()
    await standing.start()
    yield standing
    await standing.stop()


@pytest.fixture
async def units(record: None) -> AsyncIterator[Units]:
    """Threads with connections of their own, closed at the end."""
    running = Units(repeat_for_seconds=1.0, stuck_seconds=1.0)
    yield running
    together = threading.Barrier(THREADS)

    def close() -> None:
        connection.close()
        together.wait(timeout=5)

    for closed in [running._pool.submit(close) for _ in range(THREADS)]:
        closed.result(timeout=10)
    running.close()
