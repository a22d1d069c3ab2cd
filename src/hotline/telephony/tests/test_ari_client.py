"""Requests and the event stream, against a stand-in server."""

import asyncio

import pytest
from aiohttp import web

from hotline.telephony.ari import Ari, AriGoneError, AriRefusedError, AriUnreachableError, client

from .stand_in import PASSWORD, StandIn

NOWHERE = "http://127.0.0.1:9/ari"


async def test_an_answer_is_its_json(engine: StandIn) -> None:
    engine.with_us("leg", "citizen", "12333")
    async with engine.ari() as ari:
        assert (await ari.get("/channels/leg"))["id"] == "leg"


async def test_no_content_is_none(engine: StandIn) -> None:
    async with engine.ari() as ari:
        assert await ari.post("/channels/leg/answer") is None


async def test_parameters_go_into_the_query_and_the_body_is_json(engine: StandIn) -> None:
    async with engine.ari() as ari:
        await ari.post("/channels", body={"variables": {"A": "b&c"}}, endpoint="PJSIP/a1", timeout="20")
    assert engine.asked[0].query == {"endpoint": "PJSIP/a1", "timeout": "20"}
    assert engine.asked[0].body == {"variables": {"A": "b&c"}}


async def test_not_found_is_gone(engine: StandIn) -> None:
    async with engine.ari() as ari:
        with pytest.raises(AriGoneError):
            await ari.get("/channels/leg")


@pytest.mark.parametrize("status", [400, 401, 409, 422, 500, 503])
async def test_other_refusals_tell_their_status(engine: StandIn, status: int) -> None:
    engine.answers["POST /channels/leg/answer"] = status
    async with engine.ari() as ari:
        with pytest.raises(AriRefusedError) as refused:
            await ari.post("/channels/leg/answer")
    assert refused.value.status == status


async def test_what_was_asked_is_not_in_the_error(engine: StandIn) -> None:
    engine.answers["POST /channels"] = 500
    async with engine.ari() as ari:
        with pytest.raises(AriRefusedError) as refused:
            await ari.post("/channels", callerId="13800138000")
    assert "13800138000" not in str(refused.value)


async def test_no_answer_within_the_limit_is_unreachable(engine: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "REQUEST_LIMIT_SECONDS", 0.05)
    engine.hanging.add("GET /channels")
    async with engine.ari() as ari:
        with pytest.raises(AriUnreachableError):
            await ari.get("/channels")


async def test_nobody_there_is_unreachable() -> None:
    async with Ari(url=NOWHERE, password=PASSWORD) as ari:
        with pytest.raises(AriUnreachableError):
            await ari.get("/channels")
        with pytest.raises(AriUnreachableError):
            async with ari.stream():
                pass


HALF = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"


@pytest.mark.parametrize("answer", [b"", HALF, b"nonsense\r\n\r\n"])
async def test_a_connection_that_breaks_off_is_unreachable(answer: bytes) -> None:
    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(break_off, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/ari"
    async with server, Ari(url=url, password=PASSWORD) as ari:
        with pytest.raises(AriUnreachableError):
            await ari.post("/channels/leg/answer")


async def test_json_that_is_cut_short_is_unreachable(engine: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    half = web.Response(text='{"id": ', content_type="application/json")
    monkeypatch.setattr(engine, "_get", lambda _parts: half)
    async with engine.ari() as ari:
        with pytest.raises(AriUnreachableError):
            await ari.get("/channels")


async def test_events_come_in_their_order_and_end_with_the_engine(engine: StandIn) -> None:
    async with engine.ari() as ari, ari.stream() as stream:
        await engine.say({"n": 1}, {"n": 2})
        await engine.sockets[0].close()
        assert [event async for event in stream] == [{"n": 1}, {"n": 2}]


async def test_only_kinds_of_use_are_sent(engine: StandIn) -> None:
    async with engine.ari() as ari:
        await ari.hear_only(("StasisStart", "ChannelDestroyed"))
    assert engine.whats() == ["PUT /applications/hotline/eventFilter"]
    assert engine.asked[0].body == {"allowed": [{"type": "StasisStart"}, {"type": "ChannelDestroyed"}]}


async def test_the_end_of_every_leg_is_asked_for_once(engine: StandIn) -> None:
    async with engine.ari() as ari:
        await ari.hear_of_every_leg()
    assert [(asked.what, asked.query) for asked in engine.asked] == [
        ("POST /applications/hotline/subscription", {"eventSource": "channel:"})
    ]


async def test_events_are_taken_from_the_socket_while_nobody_listens(engine: StandIn) -> None:
    text = "x" * 4000
    async with engine.ari() as ari, ari.stream() as stream:
        # More than the buffers on the way hold: this would not return if they were only read on demand.
        async with asyncio.timeout(5):
            await engine.say(*({"n": n, "text": text} for n in range(3000)))
        await engine.sockets[0].close()
        assert [event["n"] async for event in stream] == list(range(3000))


async def test_a_heartbeat_without_an_answer_ends_the_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "HEARTBEAT_SECONDS", 0.1)

    async def deaf(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        await asyncio.sleep(5)
        return socket

    app = web.Application()
    app.router.add_get("/ari/events", deaf)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/ari"
    async with asyncio.timeout(3), Ari(url=url, password=PASSWORD) as ari, ari.stream() as stream:
        assert [event async for event in stream] == []
    await runner.cleanup()


async def test_outside_its_context_it_says_so() -> None:
    with pytest.raises(RuntimeError):
        await Ari(url=NOWHERE, password=PASSWORD).get("/channels")
