"""The web process lends its connections: each comes back, whatever became of the request; dead ones are replaced."""

import asyncio
import gc
import time
from collections.abc import Iterator
from typing import Any, cast

import psycopg
import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg_pool import ConnectionPool

from hotline.accounts.models import Staff
from hotline.config.asgi import application
from hotline.config.database import pooled
from hotline.desk.tickets import live_ticket
from hotline.kernel.pool import pool_close, pool_renew

from .views_to_break import BrokenOffError

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("hotline.config.tests.views_to_break")]


@pytest.fixture
def li(transactional_db: None) -> Staff:
    """An adviser."""
    return Staff.objects.create(username="li", display_name="Li", work_number="1001")


@pytest.fixture
def pool(transactional_db: None) -> Iterator[ConnectionPool[Any]]:
    """The pool of a web process, opened, beside the connection that the test itself has."""
    settings = connections.settings["default"]
    before = dict(settings)
    connection.close()
    settings.update(pooled(before))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()
    yield cast(DatabaseWrapper, connections["default"]).pool
    connection.close()
    pool_close()
    settings.clear()
    settings.update(before)


class Visit:
    """One request as the server hands it to the application; `leave` is the browser going away."""

    def __init__(self, path: str, *, query: str = "") -> None:
        self._gone = asyncio.Event()
        self._is_asked = False
        self.answered = asyncio.Event()
        self.status = 0
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"host", b"testserver")],
        }

    async def __call__(self) -> None:
        """The whole visit."""
        await application(self._scope, self._receive, self._send)

    def leave(self) -> None:
        """Close the connection."""
        self._gone.set()

    async def _receive(self) -> dict[str, Any]:
        if not self._is_asked:
            self._is_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message.get("body"):
            self.answered.set()


def _lent(pool: ConnectionPool[Any]) -> int:
    stats = pool.get_stats()
    return stats["pool_size"] - stats["pool_available"]


async def _all_given_back(pool: ConnectionPool[Any]) -> bool:
    """Wait for what a thread still has in hand; a connection that leaked never comes."""
    limit = time.monotonic() + 5
    while _lent(pool) and time.monotonic() < limit:
        await asyncio.sleep(0.02)
    return _lent(pool) == 0


async def test_a_whole_visit_gives_its_connection_back(pool: ConnectionPool[Any]) -> None:
    visits = [Visit("/quick") for _ in range(30)]
    await asyncio.gather(*(visit() for visit in visits))
    assert [visit.status for visit in visits] == [200] * 30
    assert await _all_given_back(pool)
    assert pool.get_stats()["pool_size"] <= pool.max_size


async def test_who_goes_away_while_the_page_is_made_leaves_nothing_lent(pool: ConnectionPool[Any]) -> None:
    visits = [Visit("/slow") for _ in range(8)]
    going = [asyncio.create_task(visit()) for visit in visits]
    await asyncio.sleep(0.1)
    for visit in visits:
        visit.leave()
    await asyncio.gather(*going)
    assert [visit.status for visit in visits] == [0] * 8
    assert await _all_given_back(pool)


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
async def test_a_response_that_breaks_off_leaves_nothing_lent(pool: ConnectionPool[Any]) -> None:
    for _ in range(3):
        with pytest.raises(BrokenOffError):
            await Visit("/breaking")()
    assert await _all_given_back(pool)
    gc.collect()  # Django leaves the request's body, an empty file, to the collector: here, not in another test


async def test_a_stream_that_is_closed_leaves_nothing_lent(li: Staff, pool: ConnectionPool[Any]) -> None:
    streams = [Visit("/live", query=f"ticket={live_ticket(staff_id=li.id)}") for _ in range(6)]
    going = [asyncio.create_task(stream()) for stream in streams]
    await asyncio.gather(*(asyncio.wait_for(stream.answered.wait(), 10) for stream in streams))
    for stream in streams:
        stream.leave()
    await asyncio.gather(*going)
    assert await _all_given_back(pool)


def _end_all_sessions() -> None:
    params = {name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"}
    with psycopg.connect(**params) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


async def test_after_the_server_went_down_every_page_answers_again(pool: ConnectionPool[Any]) -> None:
    await asyncio.gather(*(Visit("/slow", query="seconds=0.1")() for _ in range(6)))
    await asyncio.to_thread(_end_all_sessions)
    pool_renew()
    visits = [Visit("/quick") for _ in range(20)]
    await asyncio.gather(*(visit() for visit in visits))
    assert [visit.status for visit in visits] == [200] * 20
    assert await _all_given_back(pool)


async def test_a_dead_connection_is_not_lent_though_nobody_told_the_pool(pool: ConnectionPool[Any]) -> None:
    await asyncio.to_thread(_end_all_sessions)
    visit = Visit("/quick")
    await visit()
    assert visit.status == 200
