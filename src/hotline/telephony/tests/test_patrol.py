"""What the patrol finds: ends that were lost on the way, places that are gone, legs of no call."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hotline.acd.models import Offer, QueueItem
from hotline.inquiries.models import Interaction
from hotline.ivr.vocabulary import Prompt
from hotline.telephony.ari import AriRefusedError
from hotline.telephony.machine import Call, Phase, events, writes
from hotline.telephony.machine.effects import Play
from hotline.telephony.models import CallState
from hotline.telephony.services.nodes import node_take
from hotline.telephony.switchboard import patrol, voice
from hotline.telephony.switchboard.units import Units
from hotline.telephony.switchboard.voice import Media

from .scene import ADVISER, CITIZEN, Scene
from .stage import NODE, Line, adviser_make, centre_make
from .stand_in import StandIn
from .surroundings import Surroundings, surroundings


@pytest.fixture
async def here(engine: StandIn, units: Units, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Surroundings]:
    monkeypatch.setattr(voice, "media_of", lambda **_: Media("sound:x", 9.0))
    await units.run(centre_make)
    async with surroundings(engine, units, epoch=1) as made:
        yield made


def _at_message() -> Call:
    scene = Scene().arrived()
    scene.happen(events.KeyPressed("4"))
    while scene.call.phase is not Phase.MESSAGE:
        scene.speech_ends()
    return scene.call


async def test_a_citizen_who_is_gone(engine: StandIn, here: Surroundings) -> None:
    told = here.listen(Scene().arrived().call)
    await here.patrol.look()
    assert told == [events.LegGone(CITIZEN, 0)]


async def test_a_citizen_whom_the_dialplan_has(engine: StandIn, here: Surroundings) -> None:
    engine.elsewhere(CITIZEN)
    told = here.listen(Scene().arrived().call)
    await here.patrol.look()
    assert told == [events.LegGone(CITIZEN, 0)]


async def test_a_speech_whose_end_was_lost(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    call = Scene().arrived().call
    told = here.listen(call)
    await here.patrol.look()
    assert told == [events.SpeechEnded(call.speech_id)]


async def test_nobody_asks_after_a_speech_that_cannot_be_over(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    call = Scene().arrived().call
    told = here.listen(call)
    await here.engine.perform(Play(CITIZEN, call.speech_id, (Prompt("welcome"),), "zh"))
    await here.patrol.look()
    assert told == []
    assert [what for what in engine.whats() if "playbacks" in what] == []


async def test_a_message_whose_end_was_lost(engine: StandIn, here: Surroundings, settings: Any, tmp_path: Path) -> None:
    settings.HOTLINE_SPOOL = tmp_path
    engine.with_us(CITIZEN, "citizen", "12333")
    call = _at_message()
    told = here.listen(call)
    await here.patrol.look()
    assert told == [events.MessageRecorded(call.message_name, 0.0)]
    written = tmp_path / "recording" / f"{call.message_name}.wav"
    written.parent.mkdir()
    written.write_bytes(bytes(40_000))
    await here.patrol.look()
    assert told[1:] == [events.MessageRecorded(call.message_name, 2.5)]


@pytest.mark.parametrize(
    ("scene", "event"),
    [
        (Scene().ringing(), events.LegGone(ADVISER, 0)),
        (Scene().talking(), events.LegGone(ADVISER, 16)),
    ],
)
async def test_an_adviser_whose_end_was_lost(
    engine: StandIn, here: Surroundings, scene: Scene, event: events.Event
) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    told = here.listen(scene.call)
    await here.patrol.look()
    assert told == [event]


async def test_a_hang_up_that_never_came_through_is_asked_again(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    told = here.listen(replace(Scene().arrived().call, phase=Phase.LEAVING, is_speaking=False))
    await here.patrol.look()
    assert CITIZEN not in engine.channels
    assert told == []


async def test_what_goes_on_is_let_alone(engine: StandIn, here: Surroundings) -> None:
    calls = {name: replace(call, citizen_leg=name, interaction_id=str(uuid.uuid4())) for name, call in _going_on()}
    told = [here.listen(call) for call in calls.values()]
    for name, call in calls.items():
        engine.with_us(name, "citizen", "12333")
        engine.playbacks.add(call.speech_id)
        engine.recordings.add(call.message_name)
    engine.with_us(ADVISER, "agent", ADVISER)
    _in_bridge(engine, calls["talk"], "talk", ADVISER)
    for _ in range(5):
        await here.patrol.look()
    assert told == [[], [], []]
    assert [what for what in engine.whats() if "GET" not in what and "subscription" not in what] == []


def _going_on() -> list[tuple[str, Call]]:
    return [("flow", Scene().arrived().call), ("message", _at_message()), ("talk", Scene().talking().call)]


async def test_whom_the_engine_did_not_answer_is_answered(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    call = Scene().arrived().call
    engine.playbacks.add(call.speech_id)
    here.listen(call, silent_seconds=0)
    engine.channels[CITIZEN]["state"] = "Ring"
    await here.patrol.look()
    engine.channels[CITIZEN]["state"] = "Up"
    await here.patrol.look()
    answer = f"POST /channels/{CITIZEN}/answer"
    assert [what for what in engine.whats() if what == answer] == [answer]


def _in_bridge(engine: StandIn, call: Call, *legs: str) -> str:
    assert call.talk
    engine.bridges.append(call.talk.bridge_id)
    engine.joined[call.talk.bridge_id] = list(legs)
    return call.talk.bridge_id


@pytest.mark.parametrize("joined", [None, (), (ADVISER,)], ids=["no bridge", "empty", "adviser alone"])
async def test_two_who_were_not_joined_are_joined(
    engine: StandIn, here: Surroundings, joined: tuple[str, ...] | None
) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.with_us(ADVISER, "agent", ADVISER)
    call = Scene().talking().call
    assert call.talk
    if joined is not None:
        _in_bridge(engine, call, *joined)
    told = here.listen(call)
    await here.patrol.look()
    join = f"POST /bridges/{call.talk.bridge_id}"
    assert engine.whats(method="POST /bridges") == [join, f"{join}/addChannel"]
    assert engine.asked[-1].query == {"channel": f"{CITIZEN},{ADVISER}"}
    assert told == []


async def test_a_citizen_on_hold_is_left_out_of_the_bridge(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.with_us(ADVISER, "agent", ADVISER)
    scene = Scene().talking()
    scene.happen(events.HoldAsked())
    here.listen(scene.call)
    _in_bridge(engine, scene.call, ADVISER)
    await here.patrol.look()
    assert engine.whats(method="POST /bridges") == []


async def test_a_bridge_that_stayed_behind_goes(engine: StandIn, here: Surroundings) -> None:
    engine.bridges = ["talk-stale", "conference"]
    await here.patrol.look()
    assert engine.bridges == ["conference"]


async def test_a_call_that_was_heard_of_lately_is_not_asked_after(engine: StandIn, here: Surroundings) -> None:
    told = here.listen(Scene().arrived().call, silent_seconds=1)
    await here.patrol.look()
    assert told == []
    assert engine.whats(method="GET") == ["GET /channels", "GET /bridges"]


async def test_who_waits_without_a_place_is_told(engine: StandIn, here: Surroundings) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    line = await here.read(lambda: Line().queued())
    told = here.listen(_waiting(line))
    await here.patrol.look()
    assert told == []
    await here.read(lambda: QueueItem.objects.update(state="gave_up", closed_at=line.interaction.started_at))
    await here.patrol.look()
    assert told == [events.QueueGaveUp()]


async def test_who_waits_and_was_offered_is_rung_for(engine: StandIn, here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    line = await here.read(lambda: Line().queued())
    engine.with_us(CITIZEN, "citizen", "12333")
    await here.phones.push_all()
    told = here.listen(_waiting(line))
    await here.patrol.look()
    offer = await here.read(Offer.objects.get)
    assert told == [events.OfferMade(str(offer.id), str(staff.id), staff.extension, 20)]


async def test_whom_it_rings_for_already_is_let_alone(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: Line().queued())
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.elsewhere(ADVISER)
    await here.phones.push_all()
    told = here.listen(replace(_waiting(line), ringing=Scene().ringing().call.ringing))
    await here.patrol.look()
    await here.patrol.ring_again()
    assert told == []


async def test_after_a_restart_it_rings_at_once_for_what_was_heard_of_before(here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: Line().queued())
    await here.phones.push_all()
    told = here.listen(_waiting(line), silent_seconds=0)
    await here.patrol.ring_again()
    assert [type(event) for event in told] == [events.OfferMade]


async def test_a_call_that_was_let_go_of_is_closed_once_the_record_is_back(here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: Line().queued())
    await here.patrol.look()
    assert await here.read(CallState.objects.count) == 0
    assert await here.read(lambda: line.interaction.end_reason) == "trouble"
    assert await here.read(lambda: line.offer.state) == "withdrawn"


async def test_calls_of_other_owners_are_not_closed(here: Surroundings) -> None:
    await here.read(lambda: Line().queued())
    await here.read(lambda: node_take(node=NODE))
    await here.patrol.look()
    assert await here.read(CallState.objects.count) == 1


async def test_a_citizen_whose_arrival_was_lost_is_begun_in_the_second_turn(
    engine: StandIn, here: Surroundings
) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    await here.patrol.look()
    assert here.owners == []
    await here.patrol.look()
    await here.until_read(Interaction.objects.count, 1)
    assert [owner.call.citizen_leg for owner in here.owners] == [CITIZEN]
    await here.patrol.look()
    assert await here.read(Interaction.objects.count) == 1


async def test_a_leg_of_no_call_is_hung_up_in_the_second_turn(engine: StandIn, here: Surroundings) -> None:
    engine.elsewhere("adviser-late", app="AppDial2")
    engine.with_us("odd", "fax", "1")
    engine.elsewhere("foreign")
    await here.patrol.look()
    assert len(engine.channels) == 3
    await here.patrol.look()
    assert set(engine.channels) == {"foreign"}


async def test_a_leg_that_is_new_each_time_is_let_alone(engine: StandIn, here: Surroundings) -> None:
    for turn in ("a", "b", "c"):
        engine.channels.clear()
        engine.with_us(turn, "citizen", "12333")
        await here.patrol.look()
    assert here.owners == []


async def test_a_citizen_with_whom_no_call_can_be_begun_goes_to_the_fallback(
    engine: StandIn, here: Surroundings
) -> None:
    engine.with_us(CITIZEN, "citizen", "12333")
    await here.read(lambda: Line().opened().write(writes.CloseInteraction("trouble"), phase=Phase.ENDED))
    for _ in range(4):
        await here.patrol.look()
        await here.until(lambda: here.owners == [])
    assert engine.whats().count(f"POST /channels/{CITIZEN}/continue") == 1
    assert f"POST /channels/{CITIZEN}/answer" not in engine.whats()


async def test_the_spool_is_taken_in_on_the_way(here: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(patrol, "spool_take_in", lambda *, is_channel_alive: asked.append(is_channel_alive("x")))
    await here.patrol.look()
    assert asked == [False]


async def test_a_fault_does_not_end_the_patrol(
    engine: StandIn, here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = 0

    async def look() -> None:
        nonlocal turns
        turns += 1
        if turns == 1:
            raise ZeroDivisionError
        if turns == 2:
            raise AriRefusedError(503, "GET", "/channels")

    monkeypatch.setattr(patrol, "PATROL_SECONDS", 0.001)
    monkeypatch.setattr(here.patrol, "look", look)
    walking = asyncio.create_task(here.patrol.walk())
    await here.until(lambda: turns > 3)
    walking.cancel()


def _waiting(line: Line) -> Call:
    """In the queue with music: nothing sounds whose end could be lost."""
    return replace(Scene().queued().call, interaction_id=str(line.id), is_speaking=False, is_music_on=True)
