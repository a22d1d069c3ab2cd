"""`/live`: whole snapshots of a staff page as server-sent events, after each wake-up and each second."""

import asyncio
import contextlib
import json
import logging
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hotline.kernel.bus import Listener

from .selectors import Snapshots, todo_now
from .tickets import live_ticket_staff

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
BURST_SECONDS = 0.1
"""Changes closer together than this are told together."""
BEAT_SECONDS = 2.0
STREAM_SECONDS = 300.0
"""A stream ends after this and the page comes back with a fresh ticket, so that a right taken away takes effect."""
READING_THREADS = 4
CLOSING_SECONDS = 2.0

_Result = TypeVar("_Result")
_Take = Callable[[], dict[str, Any]]

VIEWS: Mapping[str, Callable[[uuid.UUID], _Take]] = {
    "desk": lambda staff_id: Snapshots(staff_id=staff_id).take,
    "todo": lambda _staff_id: todo_now,
}
"""What a page can follow; the events of its stream carry the same name."""


class LiveStreams:
    """The streams of one web process: one listener on the bus, a small pool of threads that read."""

    def __init__(self, *, listener: Listener) -> None:
        self._listener = listener
        self._pool = ThreadPoolExecutor(READING_THREADS, thread_name_prefix="live")

    async def serve(self, request: Request) -> Response:
        """Answer one browser: 401 without a ticket, 404 for a view that is none, else the stream."""
        staff_id = live_ticket_staff(request.query_params.get("ticket", ""))
        if staff_id is None:
            return Response("登录凭据已过期。The ticket is no longer valid.", status_code=401)
        view = request.query_params.get("view", "desk")
        if view not in VIEWS:
            return Response("没有这个页面。There is no such view.", status_code=404)
        return StreamingResponse(
            self._events(view, VIEWS[view](staff_id)),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    def close(self) -> None:
        """Let the threads end, and their connections with them."""
        together = threading.Barrier(READING_THREADS)
        for _ in range(READING_THREADS):
            self._pool.submit(_close_connection, together)
        self._pool.shutdown(wait=True)

    async def _events(self, view: str, take: _Take) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()
        began = spoke = loop.time()
        told = ""
        async for _ in self._listener.changes(at_least_every_seconds=LOOK_EVERY_SECONDS):
            snapshot = await self._read(take)
            # Silence while the database is away: the page notices that no beat comes and says so.
            if snapshot is not None:
                shown = _fingerprint(snapshot)
                if shown != told:
                    told, spoke = shown, loop.time()
                    yield _event(view, snapshot)
                elif loop.time() - spoke >= BEAT_SECONDS:
                    spoke = loop.time()
                    yield _event("beat", {"at": snapshot["at"]})
            if loop.time() - began >= STREAM_SECONDS:
                yield _event("again", {})
                return
            await asyncio.sleep(BURST_SECONDS)

    async def _read(self, take: Callable[[], _Result]) -> _Result | None:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, _with_fresh_connection, take)
        except DatabaseError as error:
            log.warning("live: the database does not answer: %s", type(error).__name__)
            return None


def _with_fresh_connection(take: Callable[[], _Result]) -> _Result:
    close_old_connections()
    try:
        return take()
    finally:
        close_old_connections()


def _close_connection(together: threading.Barrier) -> None:
    # All threads at once, so that each closes the connection of its own.
    with contextlib.suppress(threading.BrokenBarrierError):
        together.wait(timeout=CLOSING_SECONDS)
    connections.close_all()


def _fingerprint(snapshot: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in snapshot.items() if name != "at"}, sort_keys=True)


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
