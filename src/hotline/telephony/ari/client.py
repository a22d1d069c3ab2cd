"""Requests to the engine and its event stream, over aiohttp."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp

APP = "hotline"
USER = "hotline"
REQUEST_LIMIT_SECONDS = 3.0
HEARTBEAT_SECONDS = 5.0
_NOT_FOUND = 404


class AriError(Exception):
    """The engine could not do what was asked."""


class AriGoneError(AriError):
    """The channel, bridge or playback is not there any more (404): usually somebody hung up, which is normal."""


class AriRefusedError(AriError):
    """The engine refused; `status` is the HTTP status."""

    def __init__(self, status: int, method: str, path: str) -> None:
        super().__init__(f"{method} {path}: {status}")
        self.status = status


class AriUnreachableError(AriError):
    """The engine does not answer in time, or there is none."""


class Ari:
    """One connection to one engine."""

    def __init__(self, *, url: str, password: str) -> None:
        self._url = url
        self._password = password
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            headers={"Authorization": aiohttp.encode_basic_auth(USER, self._password)},
            timeout=aiohttp.ClientTimeout(total=REQUEST_LIMIT_SECONDS),
            connector=aiohttp.TCPConnector(limit=100),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def get(self, path: str, **params: str) -> Any:
        """The JSON at `path`. Raises AriGoneError, AriRefusedError or AriUnreachableError."""
        return await self._request("GET", path, params)

    async def post(self, path: str, body: dict[str, Any] | None = None, **params: str) -> Any:
        """Do something. Raises as `get` does."""
        return await self._request("POST", path, params, body)

    async def put(self, path: str, body: dict[str, Any]) -> Any:
        """Set something. Raises as `get` does."""
        return await self._request("PUT", path, {}, body)

    async def delete(self, path: str, **params: str) -> Any:
        """End something. Raises as `get` does."""
        return await self._request("DELETE", path, params)

    async def hear_only(self, kinds: Iterable[str]) -> None:
        """Have the engine send our application events of these kinds alone. Raises as `get` does."""
        allowed = [{"type": kind} for kind in kinds]
        await self.put(f"/applications/{APP}/eventFilter", {"allowed": allowed})

    async def hear_of_every_leg(self) -> None:
        """Have the engine report the end of each leg, with its cause: else a leg's leaving us is all it reports.

        Asked once for all legs to come: asked leg by leg, it answers each time with the list of all of them. Raises as
        `get` does.
        """
        await self.post(f"/applications/{APP}/subscription", eventSource="channel:")

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The engine's events from this moment on; they end when the engine closes. Raises AriUnreachableError."""
        try:
            socket = await self._open().ws_connect(
                f"{self._url}/events", params={"app": APP}, heartbeat=HEARTBEAT_SECONDS, max_msg_size=2**22
            )
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise AriUnreachableError("the engine's event stream cannot be opened") from error
        async with socket:
            # Read from the first moment, whoever listens when: while nobody reads, a full buffer keeps the answers to
            # our heartbeat out, and the engine cuts off a client that does not take its events.
            waiting: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
            reading = asyncio.create_task(_read(socket, waiting), name="ari:read")
            try:
                yield _messages(waiting)
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    async def _request(self, method: str, path: str, params: dict[str, str], body: dict[str, Any] | None = None) -> Any:
        try:
            async with self._open().request(method, self._url + path, params=params, json=body) as answer:
                if answer.status == _NOT_FOUND:
                    raise AriGoneError(f"{method} {path}")
                if answer.status >= 400:
                    raise AriRefusedError(answer.status, method, path)
                return await answer.json() if answer.content_type == "application/json" else None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            # OSError: the connection broke under our hands. ValueError: an answer cut short is no JSON.
            raise AriUnreachableError(f"{method} {path}") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Ari is used outside its context")
        return self._session


async def _read(socket: aiohttp.ClientWebSocketResponse, waiting: asyncio.Queue[dict[str, Any] | None]) -> None:
    try:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                waiting.put_nowait(message.json())
    finally:
        waiting.put_nowait(None)


async def _messages(waiting: asyncio.Queue[dict[str, Any] | None]) -> AsyncIterator[dict[str, Any]]:
    while (message := await waiting.get()) is not None:
        yield message
