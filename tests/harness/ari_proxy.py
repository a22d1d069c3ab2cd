"""A real HTTP proxy before the engine's control interface, which refuses the requests it is told to."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import aiohttp
from aiohttp import web
from yarl import URL

from harness.waiting import soon

START_SECONDS = 10
_PASSED_ON = {"authorization", "content-type"}


@dataclass
class Refusal:
    """Requests that are answered with `status` and not passed on; the first `left` of them, None for all."""

    method: str
    path: re.Pattern[str]
    status: int
    left: int | None
    met: int = 0

    def takes(self, request: web.BaseRequest) -> bool:
        """Whether this request is to be refused; it is counted then."""
        is_meant = request.method == self.method and self.path.fullmatch(request.path.removeprefix("/ari"))
        if not is_meant or self.met == self.left:
            return False
        self.met += 1
        return True


class AriProxy:
    """Listens on an address of its own, at the engine's port, from `with` to its end. Events pass through."""

    def __init__(self, *, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._engine = f"http://127.0.0.1:{port}"
        self._refusals: list[Refusal] = []
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)

    @property
    def url(self) -> str:
        """What the switchboard is to take for the engine."""
        return f"http://{self._host}:{self._port}/ari"

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(START_SECONDS):
            raise AssertionError(f"the proxy does not listen on {self.url}")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._loop.close()

    @contextmanager
    def refuses(self, method: str, path: str, *, status: int, times: int | None = None) -> Iterator[Refusal]:
        """Refuse requests whose path below `/ari` matches, so many `times` or as long as the block lasts.

        Fails the test where none was refused: then the scenario has not shown what it says.
        """
        refusal = Refusal(method, re.compile(path), status, times)
        self._refusals.append(refusal)
        try:
            yield refusal
            soon(lambda: refusal.met, what=f"{method} {path} to be asked")
        finally:
            self._refusals.remove(refusal)

    async def _serve(self) -> None:
        async with aiohttp.ClientSession() as self._session:
            runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=0)
            await runner.setup()
            await web.TCPSite(runner, self._host, self._port, reuse_address=True).start()
            self._started.set()
            await self._stopping.wait()
            await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        for refusal in self._refusals:
            if refusal.takes(request):
                return web.json_response({"message": "refused by the test"}, status=refusal.status)
        headers = {name: value for name, value in request.headers.items() if name.lower() in _PASSED_ON}
        to = URL(self._engine + request.raw_path, encoded=True)
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._pass_events(request, to=to, headers=headers)
        async with self._session.request(request.method, to, headers=headers, data=await request.read()) as answer:
            body = await answer.read()
            return web.Response(status=answer.status, body=body, content_type=answer.content_type)

    async def _pass_events(self, request: web.BaseRequest, *, to: URL, headers: dict[str, str]) -> web.StreamResponse:
        ours = web.WebSocketResponse(max_msg_size=2**22)
        async with self._session.ws_connect(to, headers=headers, max_msg_size=2**22) as engine:
            await ours.prepare(request)
            listening = asyncio.create_task(_until_closed(ours))
            passing = asyncio.create_task(_pass(engine, ours))
            await asyncio.wait({listening, passing}, return_when=asyncio.FIRST_COMPLETED)
            await engine.close()
            await ours.close()
            await asyncio.gather(listening, passing, return_exceptions=True)
        return ours


async def _pass(engine: aiohttp.ClientWebSocketResponse, ours: web.WebSocketResponse) -> None:
    async for message in engine:
        if message.type is aiohttp.WSMsgType.TEXT:
            await ours.send_str(message.data)


async def _until_closed(socket: web.WebSocketResponse) -> None:
    async for _ in socket:
        pass
