"""The gate to the engine for browsers: SIP over WebSocket on our own origin, with a ticket, within limits.

The engine's own socket stays on loopback. Frames pass unread and unlogged: they carry what people say and who calls.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import aiohttp
from django.conf import settings
from starlette.websockets import WebSocket, WebSocketDisconnect

from .sip_accounts import sip_ticket_account

SUBPROTOCOL = "sip"
LARGEST_FRAME_BYTES = 32_768
FRAMES_A_SECOND = 30
FRAMES_AT_ONCE = 120
"""A browser sends some ten frames a call; this leaves room for a reconnect and stops a flood."""
CONNECT_LIMIT_SECONDS = 5.0

NO_TICKET = 4401
TOO_MUCH = 1008
TOO_LARGE = 1009
ENGINE_GONE = 1013


class RateLimit:
    """A bucket of frames that fills again with time."""

    def __init__(self, *, a_second: float, at_once: float, now: Callable[[], float] = time.monotonic) -> None:
        self._a_second = a_second
        self._at_once = at_once
        self._left = at_once
        self._now = now
        self._seen = now()

    def take(self) -> bool:
        """Whether one more frame may pass."""
        now = self._now()
        self._left = min(self._at_once, self._left + (now - self._seen) * self._a_second)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


async def sip_gate(browser: WebSocket) -> None:
    """Serve one browser: refuse without a ticket, then carry frames both ways until either side ends."""
    if sip_ticket_account(browser.query_params.get("ticket", "")) is None:
        await browser.close(NO_TICKET)
        return
    if SUBPROTOCOL not in browser.scope["subprotocols"]:
        await browser.close(TOO_MUCH)
        return
    await browser.accept(subprotocol=SUBPROTOCOL)
    try:
        async with aiohttp.ClientSession() as client, await _engine_connect(client) as engine:
            code = await _carry(browser, engine)
    except (aiohttp.ClientError, TimeoutError, OSError):
        code = ENGINE_GONE
    # The browser may have gone first: then there is nobody left to tell.
    with contextlib.suppress(RuntimeError, WebSocketDisconnect):
        await browser.close(code)


async def _engine_connect(client: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    async with asyncio.timeout(CONNECT_LIMIT_SECONDS):
        return await client.ws_connect(
            settings.HOTLINE_ASTERISK_WS_URL, protocols=(SUBPROTOCOL,), max_msg_size=LARGEST_FRAME_BYTES, autoping=True
        )


async def _carry(browser: WebSocket, engine: aiohttp.ClientWebSocketResponse) -> int:
    """Run both directions; the first that ends decides the closing code and ends the other."""
    directions: list[Awaitable[int]] = [_browser_to_engine(browser, engine), _engine_to_browser(engine, browser)]
    tasks = [asyncio.ensure_future(direction) for direction in directions]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _browser_to_engine(browser: WebSocket, engine: aiohttp.ClientWebSocketResponse) -> int:
    limit = RateLimit(a_second=FRAMES_A_SECOND, at_once=FRAMES_AT_ONCE)
    while True:
        message = await browser.receive()
        if message["type"] == "websocket.disconnect":
            return 1000
        frame: str | bytes = message.get("text") or message.get("bytes") or ""
        if not limit.take():
            return TOO_MUCH
        if len(frame) > LARGEST_FRAME_BYTES:
            return TOO_LARGE
        if isinstance(frame, str):
            await engine.send_str(frame)
        else:
            await engine.send_bytes(frame)


async def _engine_to_browser(engine: aiohttp.ClientWebSocketResponse, browser: WebSocket) -> int:
    async for message in engine:
        if message.type is aiohttp.WSMsgType.TEXT:
            await browser.send_text(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY:
            await browser.send_bytes(message.data)
    return ENGINE_GONE
