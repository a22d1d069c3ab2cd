"""The live bus: an empty NOTIFY that says "look again". It carries nothing, so losing one loses nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import psycopg
from django.db import connections
from django.db.backends.utils import CursorWrapper

CHANNEL = "hotline"
RECONNECT_SECONDS = 1.0
CONNECT_LIMIT_SECONDS = 5


def wake(cursor: CursorWrapper) -> None:
    """Wake all listeners when the present transaction commits. PostgreSQL folds repeats within one transaction."""
    cursor.execute(f"NOTIFY {CHANNEL}")


class Listener:
    """Lets any number of coroutines of one process wait for the next wake-up, over one connection.

    `on_listening` is called each time that connection is there: at the start, and when a lost database is back.
    """

    def __init__(self, *, on_listening: Callable[[], None] = lambda: None) -> None:
        self._on_listening = on_listening
        self._woken = asyncio.Condition()
        self._turn = 0

    async def run(self) -> None:
        """Listen until cancelled. A lost connection is opened again; everyone is woken after a gap."""
        while True:
            with contextlib.suppress(psycopg.Error):
                await self._listen()
            await self._wake_all()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def changes(self, *, at_least_every_seconds: float) -> AsyncIterator[None]:
        """Yield now, then after each wake-up, and anyway after this time without one."""
        while True:
            seen = self._turn
            yield
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(at_least_every_seconds):
                    await self._after(seen)

    async def _after(self, seen: int) -> None:
        async with self._woken:
            await self._woken.wait_for(lambda: self._turn != seen)

    async def _listen(self) -> None:
        params = connections["default"].get_connection_params()
        settings = {key: value for key, value in params.items() if key not in _DJANGO_KEYS}
        settings |= {"autocommit": True, "connect_timeout": CONNECT_LIMIT_SECONDS}
        async with await psycopg.AsyncConnection.connect(**settings) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            self._on_listening()
            await self._wake_all()
            async for _ in listening.notifies():
                await self._wake_all()

    async def _wake_all(self) -> None:
        async with self._woken:
            self._turn += 1
            self._woken.notify_all()


_DJANGO_KEYS = frozenset({"context", "cursor_factory"})
"""What Django adds for connections of its own; the rest is the connection string and goes on in whole."""
