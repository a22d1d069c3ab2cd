"""The stream: whole snapshots, at once, after each change, after each gap."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError, connections
from django.test import Client
from starlette.requests import Request
from starlette.responses import StreamingResponse

from hotline.accounts.models import Staff
from hotline.desk.live import LiveStreams
from hotline.desk.selectors import Snapshots, snapshot
from hotline.desk.tickets import live_ticket
from hotline.kernel.bus import Listener

from .stage import MASKED, NUMBER, call_arrives, call_taken, callback_asked, send

pytestmark = pytest.mark.django_db(transaction=True)
_Result = TypeVar("_Result")


async def in_thread(work: Callable[[], _Result]) -> _Result:
    """Run in a thread of its own, as another process would, and leave no connection behind."""

    def whole() -> _Result:
        try:
            return work()
        finally:
            connections.close_all()

    return await sync_to_async(whole, thread_sensitive=False)()


@pytest.fixture
async def streams() -> AsyncIterator[LiveStreams]:
    """Streams over a listener that listens."""
    listener = Listener()
    listening = asyncio.create_task(listener.run(), name="listener")
    serving = LiveStreams(listener=listener)
    yield serving
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await asyncio.to_thread(serving.close)


async def opened(streams: LiveStreams, ticket: str, *, view: str = "desk") -> Any:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/live",
        "query_string": f"view={view}&ticket={ticket}".encode(),
        "headers": [],
    }
    return await streams.serve(Request(scope))


class Heard:
    """The events of one stream, parsed."""

    def __init__(self, response: StreamingResponse) -> None:
        self._events = aiter(response.body_iterator)

    async def next(self, *, within_seconds: float = 10.0) -> tuple[str, dict[str, Any]]:
        """The next event and its data."""
        async with asyncio.timeout(within_seconds):
            raw = str(await anext(self._events))
        name, data = raw.strip().split("\n", 1)
        return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    async def desk(self, *, within_seconds: float = 10.0) -> dict[str, Any]:
        """The next snapshot."""
        while True:
            name, data = await self.next(within_seconds=within_seconds)
            if name == "desk":
                return data

    async def close(self) -> None:
        """Go away, as a browser does."""
        await self._events.aclose()  # type: ignore[attr-defined]  # the iterator is our generator


@pytest.mark.parametrize("ticket", ["", "forged", "eyJhIjoxfQ:1abc:xyz"])
async def test_no_stream_without_a_ticket(streams: LiveStreams, ticket: str) -> None:
    assert (await opened(streams, ticket)).status_code == 401


async def test_the_first_word_is_the_whole_desk(streams: LiveStreams, li: Staff) -> None:
    heard = Heard(await opened(streams, live_ticket(staff_id=li.id)))
    desk = await heard.desk()
    assert (desk["me"]["state"], desk["offer"], desk["work"], desk["context"]) == ("ready", None, None, None)
    assert (desk["centre"]["waiting"], desk["centre"]["ready"]) == (0, 1)
    await heard.close()


async def test_an_offer_is_told(streams: LiveStreams, li: Staff) -> None:
    heard = Heard(await opened(streams, live_ticket(staff_id=li.id)))
    await heard.desk()
    interaction_id = await in_thread(call_arrives)
    desk = await heard.desk()
    while desk["offer"] is None:
        desk = await heard.desk()
    assert (desk["offer"]["interaction"], desk["offer"]["queue"]["zh"]) == (str(interaction_id), "综合咨询")
    assert desk["context"]["citizen"]["number"] == MASKED
    assert NUMBER not in json.dumps(desk)
    await heard.close()


async def test_after_a_gap_the_whole_desk_again(streams: LiveStreams, li: Staff) -> None:
    ticket = live_ticket(staff_id=li.id)
    first = Heard(await opened(streams, ticket))
    await first.desk()
    await first.close()
    interaction_id = await in_thread(call_taken)
    second = Heard(await opened(streams, ticket))
    desk = await second.desk()
    assert (desk["me"]["state"], desk["work"]["interaction"]) == ("talking", str(interaction_id))
    await second.close()


async def test_what_is_left_to_do_is_told_as_it_comes(streams: LiveStreams, li: Staff) -> None:
    heard = Heard(await opened(streams, live_ticket(staff_id=li.id), view="todo"))
    name, empty = await heard.next()
    assert (name, empty["callbacks"], empty["messages"], empty["callbacks_open"]) == ("todo", [], [], 0)
    await in_thread(callback_asked)
    while not empty["callbacks"]:
        name, empty = await heard.next()
    assert (name, empty["callbacks_open"], empty["callbacks"][0]["citizen"]) == ("todo", 1, MASKED)
    assert NUMBER not in json.dumps(empty)
    await heard.close()


async def test_a_view_that_is_none_has_no_stream(streams: LiveStreams, li: Staff) -> None:
    assert (await opened(streams, live_ticket(staff_id=li.id), view="wall")).status_code == 404


async def test_silence_while_the_database_is_away(
    streams: LiveStreams, li: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(await opened(streams, live_ticket(staff_id=li.id)))
    await heard.desk()

    def fail(**_: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as away:
        away.setattr(snapshot, "desk_state", fail)
        with pytest.raises(TimeoutError):
            await heard.next(within_seconds=2.5)


async def test_a_question_that_hangs_is_given_up(
    streams: LiveStreams, li: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(**_: Any) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_sleep(3600)")

    # As the web process does it for all its connections, only shorter; the threads that read connect after this.
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "options", "-c statement_timeout=1s")
    with monkeypatch.context() as hung:
        hung.setattr(snapshot, "desk_state", hang)
        assert await streams._read(Snapshots(staff_id=li.id).take) is None
    desk = await streams._read(Snapshots(staff_id=li.id).take)
    assert desk is not None
    assert desk["me"]["state"] == "ready"


def test_the_elder_mark_reaches_the_screen_at_once(li: Staff) -> None:
    interaction_id = call_taken()
    snapshots = Snapshots(staff_id=li.id)
    before = snapshots.take()["context"]
    browser = Client()
    browser.force_login(li)
    send(browser, "/desk/elder", {"interaction": str(interaction_id), "elder": True})
    after = snapshots.take()["context"]
    assert (before["citizen"]["elder"], after["citizen"]["elder"]) == (False, True)
