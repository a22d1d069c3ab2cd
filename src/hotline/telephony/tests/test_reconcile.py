"""After a connect: what the record has is compared with what the engine has."""

import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from hotline.acd.models import Callback, QueueItem
from hotline.inquiries.models import Engagement, Interaction
from hotline.kernel import clock
from hotline.kernel.ids import derived_id
from hotline.telephony.ari import AriRefusedError
from hotline.telephony.machine import Call, Phase, events
from hotline.telephony.machine import resume as machine_resume
from hotline.telephony.models import CallState, Leg
from hotline.telephony.services.nodes import node_take
from hotline.telephony.switchboard import reconcile, voice
from hotline.telephony.switchboard.units import Units
from hotline.telephony.switchboard.voice import Media

from .scene import CITIZEN, NUMBER, Scene
from .stage import NODE, Line, adviser_make, centre_make, everything
from .stand_in import StandIn
from .surroundings import Surroundings, phases, surroundings

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def here(engine: StandIn, units: Units, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Surroundings]:
    monkeypatch.setattr(voice, "media_of", lambda **_: Media("sound:x", 9.0))
    engine.started_at = LONG_AGO
    await units.run(centre_make)
    async with surroundings(engine, units, epoch=await units.run(lambda: node_take(node=NODE))) as made:
        yield made


def _left_behind(prepare: Callable[[Line], Any], scene: Scene) -> Line:
    """A call as a former switchboard left it: its rows by `prepare`, its state that of the scene."""
    line = Line(epoch=2)
    prepare(line)
    call = replace(scene.call, interaction_id=str(line.id), citizen_leg=line.call.citizen_leg)
    if call.talk or call.ringing:
        offer_id, staff_id = str(line.offer.id), str(line.offer.staff_id)
        parts: dict[str, Any] = {"offer_id": offer_id, "staff_id": staff_id, "leg_id": f"adviser-{offer_id}"}
        call = replace(
            call,
            ringing=replace(call.ringing, **parts) if call.ringing else None,
            talk=replace(call.talk, **parts, bridge_id=f"talk-{offer_id}") if call.talk else None,
        )
    line.call = call
    line.write()
    return line


async def test_with_nothing_anywhere_nothing_happens(engine: StandIn, here: Surroundings) -> None:
    await here.reconcile()
    assert here.owners == []
    assert engine.whats(method="POST") + engine.whats(method="DELETE") == []


async def test_a_call_goes_on_where_it_was(engine: StandIn, here: Surroundings) -> None:
    line = await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.playbacks.add(line.call.speech_id)
    await here.reconcile()
    await here.until(lambda: "POST /channels/" + CITIZEN + "/answer" in engine.whats())
    assert [owner.call for owner in here.owners] == [line.call]
    assert not any("/play/" in what for what in engine.whats())


async def test_a_speech_that_ended_meanwhile_is_spoken_again(engine: StandIn, here: Surroundings) -> None:
    line = await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.with_us(CITIZEN, "citizen", "12333")
    await here.reconcile()
    await here.until(lambda: any("/play/" in what for what in engine.whats()))
    assert here.owners[0].call.speech_n == line.call.speech_n + 1
    state = await here.read(CallState.objects.get)
    assert (state.epoch, state.seq) == (2, line.ownership.seq + 1)


async def test_a_citizen_who_hung_up_meanwhile_is_closed(here: Surroundings) -> None:
    await here.read(lambda: _left_behind(Line.queued, Scene().queued()))
    await here.reconcile()
    await here.until_read(CallState.objects.count, 0)
    assert await here.read(lambda: Interaction.objects.get().end_reason) == "abandoned_in_queue"
    assert await here.read(lambda: QueueItem.objects.get().state) == "left"
    assert await here.read(Callback.objects.count) == 0
    await here.until(lambda: here.owners == [])


async def test_a_citizen_lost_with_the_engine_is_called_back(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.read(lambda: _left_behind(Line.talking, Scene().talking()))
    engine.started_at = clock.now() + timedelta(seconds=5)
    await here.reconcile()
    await here.until_read(CallState.objects.count, 0)
    assert await here.read(lambda: Interaction.objects.get().end_reason) == "lost_in_crash"
    assert await here.read(lambda: list(Callback.objects.values_list("source", "state"))) == [("crash", "open")]
    assert await here.read(lambda: Engagement.objects.get().served_to is not None)
    assert await here.read(lambda: Leg.objects.filter(closed_at__isnull=True).count()) == 0


async def test_an_engine_that_runs_longer_than_the_call_has_lost_nobody(engine: StandIn, here: Surroundings) -> None:
    await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.started_at = clock.now() - timedelta(minutes=5)
    await here.reconcile()
    await here.until_read(CallState.objects.count, 0)
    assert await here.read(lambda: Interaction.objects.get().end_reason) == "caller_hung_up"
    assert await here.read(Callback.objects.count) == 0


async def test_a_talk_goes_on_in_its_bridge(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: _left_behind(Line.talking, Scene().talking()))
    talk = line.call.talk
    assert talk
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.with_us(talk.leg_id, "agent", talk.leg_id)
    engine.bridges = [talk.bridge_id, "talk-stale", "conference"]
    await here.reconcile()
    await here.until(lambda: f"POST /bridges/{talk.bridge_id}/addChannel" in engine.whats())
    assert engine.bridges == [talk.bridge_id, "conference"]
    assert set(engine.channels) == {CITIZEN, talk.leg_id}
    assert await here.read(phases) == {CITIZEN: Phase.TALK}


async def test_a_leg_that_the_dialplan_serves_is_not_with_us(engine: StandIn, here: Surroundings) -> None:
    await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.elsewhere(CITIZEN)
    await here.reconcile()
    await here.until_read(CallState.objects.count, 0)
    assert set(engine.channels) == {CITIZEN}


async def test_a_citizen_the_record_lacks_is_begun(engine: StandIn, here: Surroundings) -> None:
    engine.with_us("fresh", "citizen", "12333", number=NUMBER)
    await here.reconcile()
    await here.until(lambda: "POST /channels/fresh/answer" in engine.whats())
    interaction = await here.read(Interaction.objects.select_related("inquiry").get)
    assert (interaction.id, interaction.called_number) == (derived_id("call", "fresh"), "12333")
    assert interaction.inquiry.citizen_id is not None


@pytest.mark.parametrize("args", [("agent", "adviser-1"), ("agent",), (), ("citizen",), ("fax", "1")])
async def test_any_other_leg_the_record_lacks_is_hung_up(
    engine: StandIn, here: Surroundings, args: tuple[str, ...]
) -> None:
    engine.with_us("stale", *args)
    engine.elsewhere("other")
    engine.channels["foreign"] = {"id": "foreign", "dialplan": {"app_name": "Stasis", "app_data": "otherapp"}}
    await here.reconcile()
    assert set(engine.channels) == {"other", "foreign"}
    assert here.owners == []


async def test_an_advisers_telephone_that_rings_goes_on_ringing(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: _left_behind(Line.queued, Scene().ringing()))
    ringing = line.call.ringing
    assert ringing
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.elsewhere(ringing.leg_id, app="AppDial2")
    await here.reconcile()
    await here.until(lambda: "POST /channels/" + CITIZEN + "/answer" in engine.whats())
    assert here.owners[0].call.ringing == ringing
    assert await here.read(lambda: line.offer.state) == "open"


@pytest.mark.parametrize(
    "spoil",
    [
        {"schema": 99},
        {"state": {"phase": "flow"}},
        {"state": {}},
        {"state": []},
        {"state": None},
        {"run": {"word": "Run", "flow": "main", "version": 77}},
        {"run": {"word": "Walk"}},
        {"run": []},
        {"phase": "dreaming"},
        {"talk": {"offer": 1}},
    ],
)
async def test_a_state_that_cannot_be_read_goes_to_the_fallback(
    engine: StandIn, here: Surroundings, spoil: dict[str, Any]
) -> None:
    good = await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    leg = f"{CITIZEN}-bad"

    def spoiled() -> uuid.UUID:
        line = Line(leg_id=leg, epoch=2).opened()
        row = CallState.objects.get(pk=line.id)
        for name, value in spoil.items():
            if name in {"schema", "state"}:
                setattr(row, name, value if value is not None else "null")
            else:
                row.state[name] = value
        if isinstance(row.state, dict):
            row.state["citizen_leg"] = leg
        row.save()
        return line.id

    bad = await here.read(spoiled)
    for each in (CITIZEN, leg):
        engine.with_us(each, "citizen", "12333")
    engine.playbacks.add(good.call.speech_id)
    await here.reconcile()
    assert await here.read(lambda: Interaction.objects.get(pk=bad).end_reason) == "trouble"
    assert await here.read(lambda: list(CallState.objects.values_list("interaction_id", flat=True))) == [good.id]
    assert [owner.call.citizen_leg for owner in here.owners if owner.call.citizen_leg == CITIZEN] == [CITIZEN]
    if spoil.get("state", {}) == {}:
        assert f"POST /channels/{leg}/continue" in engine.whats()
        assert f"POST /channels/{leg}/answer" not in engine.whats()


@pytest.mark.parametrize("status", [404, 409])
async def test_an_unreadable_call_that_is_gone_or_away_stops_nobody(
    engine: StandIn, here: Surroundings, status: int
) -> None:
    await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    await here.read(lambda: CallState.objects.update(schema=99))
    engine.answers[f"POST /channels/{CITIZEN}/continue"] = status
    await here.reconcile()
    assert await here.read(CallState.objects.count) == 0


async def test_a_call_that_cannot_be_resumed_stops_no_other(
    engine: StandIn, here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(flow: Any, call: Call, snapshot: Any) -> Any:
        if call.citizen_leg == "broken":
            raise ZeroDivisionError
        return machine_resume(flow, call, snapshot)

    monkeypatch.setattr(reconcile, "resume", broken)

    def two() -> None:
        for leg in ("broken", CITIZEN):
            line = Line(leg_id=leg, epoch=2).opened()
            line.call = replace(Scene().arrived().call, interaction_id=str(line.id), citizen_leg=leg)
            line.write()

    await here.read(two)
    for leg in ("broken", CITIZEN):
        engine.with_us(leg, "citizen", "12333")
    await here.reconcile()
    assert [owner.call.citizen_leg for owner in here.owners] == [CITIZEN]
    assert "POST /channels/broken/continue" in engine.whats()


async def test_calls_of_another_node_are_let_alone(here: Surroundings) -> None:
    def elsewhere() -> None:
        node_take(node="n2")
        line = Line(epoch=1)
        line.ownership = replace(line.ownership, node="n2")
        line.opened()

    await here.read(elsewhere)
    await here.reconcile()
    assert here.owners == []
    assert await here.read(CallState.objects.count) == 1


async def test_twice_in_a_row_changes_nothing_more(
    engine: StandIn, here: Surroundings, units: Units, settings: LazySettings, tmp_path: Path
) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: _left_behind(Line.talking, Scene().talking()))
    assert line.call.talk
    settings.HOTLINE_SPOOL = tmp_path
    (tmp_path / "monitor").mkdir()
    (tmp_path / "monitor" / f"{line.call.recording_name}.raw").touch()
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.with_us(line.call.talk.leg_id, "agent", line.call.talk.leg_id)
    engine.bridges = [line.call.talk.bridge_id]
    await here.reconcile()
    await here.until(lambda: any("addChannel" in what for what in engine.whats()))
    before = await here.read(everything)
    await here.reconcile()
    async with surroundings(engine, units, epoch=2) as again:
        await again.reconcile()
        await again.until(lambda: sum("addChannel" in what for what in engine.whats()) >= 2)
        assert await here.read(everything) == before
    assert set(engine.channels) == {CITIZEN, line.call.talk.leg_id}
    assert engine.bridges == [line.call.talk.bridge_id]


async def test_the_former_owner_of_a_call_cannot_write_any_more(
    engine: StandIn, here: Surroundings, units: Units
) -> None:
    line = await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.playbacks.add(line.call.speech_id)
    await here.reconcile()
    former = here.owners[0]
    async with surroundings(engine, units, epoch=await here.read(lambda: node_take(node=NODE))) as there:
        await there.reconcile()
        former.post(events.KeyPressed("2"))
        await here.until(lambda: here.owners == [])
        assert len(there.owners) == 1
        there.owners[0].post(events.KeyPressed("2"))
        await there.until(lambda: any("/play/" in what for what in engine.whats()))
    assert await here.read(lambda: CallState.objects.get().epoch) == 3
    assert not any("/continue" in what for what in engine.whats())


@pytest.mark.parametrize("what", ["GET /channels", "GET /asterisk/info"])
async def test_an_engine_that_cannot_answer_leaves_everything_to_the_next_connect(
    engine: StandIn, here: Surroundings, what: str
) -> None:
    await here.read(lambda: _left_behind(Line.opened, Scene().arrived()))
    engine.answers[what] = 503
    with pytest.raises(AriRefusedError):
        await here.reconcile()
    assert await here.read(phases) == {CITIZEN: Phase.FLOW}
