"""A stand-in for the engine: its REST interface and event stream on loopback, with what a test puts into it."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from hotline.telephony.ari import Ari

PASSWORD = "stand-in"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `what` is method and path; `query` and `body` as they came."""

    what: str
    query: dict[str, str]
    body: Any


class StandIn:
    """An engine with only what the switchboard looks at."""

    def __init__(self) -> None:
        self.channels: dict[str, dict[str, Any]] = {}
        self.bridges: list[str] = []
        self.joined: dict[str, list[str]] = {}
        """The legs in each bridge."""
        self.playbacks: set[str] = set()
        self.recordings: set[str] = set()
        self.endpoints: dict[str, str] = {}
        self.started_at = datetime(2026, 11, 24, tzinfo=UTC)
        self.asked: list[Asked] = []
        self.answers: dict[str, int] = {}
        """Status to answer with, by method and path: instead of doing it."""
        self.hanging: set[str] = set()
        """Method and path that get no answer."""
        self.sockets: list[web.WebSocketResponse] = []
        self.url = ""
        self._over = asyncio.Event()
        self._runner: web.AppRunner | None = None

    def whats(self, *, method: str = "") -> list[str]:
        """Method and path of everything asked, in order."""
        return [asked.what for asked in self.asked if asked.what.startswith(method)]

    def with_us(self, leg_id: str, *args: str, number: str = "") -> None:
        """A channel that is in our application, having come with these arguments."""
        dialplan = {"app_name": "Stasis", "app_data": ",".join(("hotline", *args))}
        self.channels[leg_id] = {"id": leg_id, "caller": {"number": number}, "dialplan": dialplan}

    def elsewhere(self, leg_id: str, *, app: str = "MusicOnHold") -> None:
        """A channel that the dialplan serves by itself."""
        self.channels[leg_id] = {"id": leg_id, "caller": {}, "dialplan": {"app_name": app, "app_data": "default"}}

    async def start(self) -> None:
        """Begin to listen on a free port of loopback."""
        app = web.Application()
        app.router.add_get("/ari/events", self._events)
        app.router.add_route("*", "/ari/{path:.*}", self._request)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/ari"

    async def stop(self) -> None:
        """Be gone, as after a kill."""
        self._over.set()
        for socket in self.sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()

    def ari(self) -> Ari:
        """A connection to it, not opened yet."""
        return Ari(url=self.url, password=PASSWORD)

    async def say(self, *events: dict[str, Any]) -> None:
        """Send events to whoever listens."""
        for event in events:
            for socket in self.sockets:
                await socket.send_str(json.dumps(event))

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        async for _ in socket:
            pass
        return socket

    async def _request(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/ari")
        what = f"{request.method} {path}"
        body = await request.json() if request.can_read_body else None
        self.asked.append(Asked(what, dict(request.query), body))
        if what in self.hanging:
            await self._over.wait()
        if what in self.answers:
            return web.json_response({"message": "as the test wants"}, status=self.answers[what])
        if request.method == "GET":
            return self._get(path.strip("/").split("/"))
        if request.method == "DELETE":
            return self._delete(path.strip("/").split("/"))
        return web.json_response({}) if request.method == "PUT" else web.Response(status=204)

    def _get(self, parts: list[str]) -> web.Response:
        found: Any = None
        match parts:
            case ["channels"]:
                found = list(self.channels.values())
            case ["channels", leg_id]:
                found = self.channels.get(leg_id)
            case ["bridges"]:
                found = [{"id": name, "channels": self.joined.get(name, [])} for name in self.bridges]
            case ["asterisk", "info"]:
                found = {"status": {"startup_time": self.started_at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")}}
            case ["playbacks", playback_id] if playback_id in self.playbacks:
                found = {"id": playback_id}
            case ["recordings", "live", name] if name in self.recordings:
                found = {"name": name}
            case ["endpoints", "PJSIP", extension] if extension in self.endpoints:
                found = {"resource": extension, "state": self.endpoints[extension]}
        return web.json_response(found, status=404 if found is None else 200)

    def _delete(self, parts: list[str]) -> web.Response:
        match parts:
            case ["channels", leg_id] if leg_id in self.channels:
                del self.channels[leg_id]
            case ["bridges", bridge_id] if bridge_id in self.bridges:
                self.bridges.remove(bridge_id)
            case _:
                return web.json_response({"message": "not found"}, status=404)
        return web.Response(status=204)
