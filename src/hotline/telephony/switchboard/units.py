"""Units of work: services on a small thread pool of their own, repeated when the database fails for a moment."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import InterfaceError, InternalError, OperationalError, close_old_connections, connection, transaction

log = logging.getLogger(__name__)
T = TypeVar("T")

THREADS = 8
REPEAT_FOR_SECONDS = 10.0
STUCK_SECONDS = 5.0
"""A unit that is still running so long after its last repeat hangs in a database that neither answers nor refuses."""
_FIRST_PAUSE_SECONDS = 0.02
_LONGEST_PAUSE_SECONDS = 0.5


class RecordUnreachableError(Exception):
    """The database could not carry out a unit in its time."""


class Units:
    """Runs units one after the other on whichever thread is free. Each thread keeps one connection."""

    def __init__(self, *, repeat_for_seconds: float = REPEAT_FOR_SECONDS, stuck_seconds: float = STUCK_SECONDS) -> None:
        self._pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="unit")
        self._repeat_for_seconds = repeat_for_seconds
        self._stuck_seconds = stuck_seconds

    async def run(self, unit: Callable[[], T], *, in_transaction: bool = True) -> T:
        """The unit's result. It is repeated with the same ids on connection loss, serialization failure and deadlock.

        Raises RecordUnreachableError after ten seconds, waiting for a thread included; other errors as they come. A
        unit that was given up may still be carried out.
        """
        # Counted from here, not from when a thread is free: with hundreds waiting, the last one waits no longer.
        give_up_at = time.monotonic() + self._repeat_for_seconds
        work = asyncio.get_running_loop().run_in_executor(
            self._pool, lambda: _repeated(unit, give_up_at=give_up_at, in_transaction=in_transaction)
        )
        try:
            async with asyncio.timeout(self._repeat_for_seconds + self._stuck_seconds) as limit:
                return await work
        except TimeoutError as error:
            if limit.expired():
                raise RecordUnreachableError from error
            raise

    def close(self) -> None:
        """Let running units end and start no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _repeated(unit: Callable[[], T], *, give_up_at: float, in_transaction: bool) -> T:
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            if not in_transaction:
                return unit()
            with transaction.atomic():
                return unit()
        except (OperationalError, InterfaceError, InternalError) as error:
            # Deadlock and serialization failure are OperationalError in Django as well; the end of a session that
            # hung in its transaction is InternalError.
            _drop_dead_connection()
            if time.monotonic() + pause > give_up_at:
                raise RecordUnreachableError from error
            log.warning("unit repeated after %s", type(error).__name__)
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)


def _drop_dead_connection() -> None:
    if not connection.is_usable():
        connection.close()
    close_old_connections()
