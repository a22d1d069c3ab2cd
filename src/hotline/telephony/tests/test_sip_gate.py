"""The gate: no ticket, no way; with one, frames both ways, within limits."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from django.conf import settings
from starlette.websockets import WebSocket

from hotline.telephony.sip_accounts import sip_password, sip_ticket, sip_ticket_account
from hotline.telephony.sip_gate import (
    ENGINE_GONE,
    FRAMES_AT_ONCE,
    LARGEST_FRAME_BYTES,
    NO_TICKET,
    TOO_LARGE,
    TOO_MUCH,
    RateLimit,
    sip_gate,
)


class Browser:
    """A browser's end of one WebSocket, as the server sees it."""

    def __init__(self, *, ticket: str, subprotocols: tuple[str, ...] = ("sip",)) -> None:
        self._to_gate: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_gate: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._to_gate.put_nowait({"type": "websocket.connect"})
        scope = {
            "type": "websocket",
            "path": "/sip",
            "query_string": f"ticket={ticket}".encode(),
            "headers": [],
            "subprotocols": list(subprotocols),
        }
        self.socket = WebSocket(scope, self._to_gate.get, self._send)

    async def _send(self, message: Any) -> None:
        self._from_gate.put_nowait(dict(message))

    def say(self, text: str) -> None:
        """Send one frame."""
        self._to_gate.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        """Close the page."""
        self._to_gate.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def hear(self) -> dict[str, Any]:
        """What the gate sends next."""
        async with asyncio.timeout(3):
            return await self._from_gate.get()


class Engine:
    """An engine that echoes, and can hang up."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.is_left = asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse(protocols=("sip",))
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.heard.append(message.data)
                if message.data == "hang up":
                    break
                await socket.send_str(f"echo {message.data}")
        await socket.close()
        self.is_left.set()
        return socket


@pytest.fixture
async def engine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    """The engine on a port of its own."""
    playing = Engine()
    application = web.Application()
    application.router.add_get("/ws", playing.serve)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(settings, "HOTLINE_ASTERISK_WS_URL", f"ws://127.0.0.1:{port}/ws")
    yield playing
    await runner.cleanup()


@pytest.mark.parametrize("ticket", ["", "forged", "a1001"])
async def test_nobody_passes_without_a_ticket(engine: Engine, ticket: str) -> None:
    browser = Browser(ticket=ticket)
    await sip_gate(browser.socket)
    closed = await browser.hear()
    assert (closed["type"], closed["code"]) == ("websocket.close", NO_TICKET)
    assert engine.heard == []


async def test_only_sip_is_spoken(engine: Engine) -> None:
    browser = Browser(ticket=sip_ticket(account="a1001"), subprotocols=())
    await sip_gate(browser.socket)
    assert (await browser.hear())["code"] == TOO_MUCH


async def test_frames_pass_both_ways_until_the_page_closes(engine: Engine) -> None:
    browser = Browser(ticket=sip_ticket(account="a1001"))
    passing = asyncio.create_task(sip_gate(browser.socket), name="gate")
    assert (await browser.hear())["subprotocol"] == "sip"
    browser.say("REGISTER")
    assert (await browser.hear())["text"] == "echo REGISTER"
    browser.leave()
    async with asyncio.timeout(3):
        await passing
        await engine.is_left.wait()
    assert engine.heard == ["REGISTER"]


async def test_the_page_hears_when_the_engine_goes(engine: Engine) -> None:
    browser = Browser(ticket=sip_ticket(account="a1001"))
    passing = asyncio.create_task(sip_gate(browser.socket), name="gate")
    await browser.hear()
    browser.say("hang up")
    closed = await browser.hear()
    assert (closed["type"], closed["code"]) == ("websocket.close", ENGINE_GONE)
    await passing


async def test_no_engine_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOTLINE_ASTERISK_WS_URL", "ws://127.0.0.1:9/ws")
    browser = Browser(ticket=sip_ticket(account="a1001"))
    await sip_gate(browser.socket)
    await browser.hear()
    assert (await browser.hear())["code"] == ENGINE_GONE


async def test_a_frame_too_large_ends_it(engine: Engine) -> None:
    browser = Browser(ticket=sip_ticket(account="a1001"))
    browser.say("x" * (LARGEST_FRAME_BYTES + 1))
    await sip_gate(browser.socket)
    await browser.hear()
    assert (await browser.hear())["code"] == TOO_LARGE
    assert engine.heard == []


async def test_a_flood_ends_it(engine: Engine) -> None:
    browser = Browser(ticket=sip_ticket(account="a1001"))
    for _ in range(FRAMES_AT_ONCE * 3):
        browser.say("x")
    await sip_gate(browser.socket)
    codes: list[int] = []
    while not codes:
        message = await browser.hear()
        codes = [message["code"]] if message["type"] == "websocket.close" else []
    assert codes == [TOO_MUCH]
    assert FRAMES_AT_ONCE <= len(engine.heard) < FRAMES_AT_ONCE * 2


def test_the_limit_fills_again_with_time() -> None:
    times = iter([0.0, 0.0, 0.0, 0.0, 0.5, 0.5])
    limit = RateLimit(a_second=2, at_once=2, now=lambda: next(times))
    assert [limit.take() for _ in range(5)] == [True, True, False, True, False]


def test_a_ticket_is_for_its_account_alone() -> None:
    assert sip_ticket_account(sip_ticket(account="a1001")) == "a1001"
    assert sip_ticket_account(sip_ticket(account="a1001")[:-1]) is None


def test_passwords_differ_by_account() -> None:
    assert len(sip_password("a1001")) == 32
    assert sip_password("a1001") == sip_password("a1001") != sip_password("a1002")
