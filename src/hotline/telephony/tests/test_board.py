"""Which call an event belongs to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from hotline.kernel.ids import derived_id
from hotline.telephony.machine import Call, Decision, Phase, effects, events, writes
from hotline.telephony.switchboard import board as board_module
from hotline.telephony.switchboard import owner as owner_module
from hotline.telephony.switchboard.board import Board, ReplacedError
from hotline.telephony.switchboard.owner import CallOwner

from .hands import InlineUnits, Ledger, RecordingEngine
from .scene import ADVISER, CITIZEN, INTERACTION, NUMBER, STAFF, Scene, main_flow


def arrival(leg_id: str = CITIZEN, *args: str) -> dict[str, Any]:
    channel = {"id": leg_id, "caller": {"number": NUMBER}}
    return {"type": "StasisStart", "args": list(args or ("citizen", "12333")), "channel": channel}


def about(kind: str, leg_id: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "channel": {"id": leg_id}, **fields}


class Stage:
    """A board and what its calls are told."""

    def __init__(self, group: asyncio.TaskGroup, units: InlineUnits) -> None:
        self.engine = RecordingEngine()
        self.board = Board(flow=main_flow(), node="n1", epoch=7, units=units, engine=self.engine, group=group)

    def listen(self, call: Call) -> list[Any]:
        """A call that is only listened to: what it is told."""
        owner = self.board.adopt(call=call, flow=main_flow(), seq=3)
        return self.heard(owner)

    @staticmethod
    def heard(owner: CallOwner) -> list[Any]:
        """What is posted to this owner from now on, instead of being handled."""
        told: list[Any] = []
        owner.post = told.append  # type: ignore[assignment, method-assign]  # a list takes whatever it is told
        return told


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    kept = Ledger()
    monkeypatch.setattr(owner_module, "decision_write", kept.write)
    monkeypatch.setattr(owner_module, "call_abandon", kept.abandon)
    return kept


@asynccontextmanager
async def staged(units: InlineUnits | None = None) -> AsyncIterator[Stage]:
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        here = asyncio.current_task()
        yield Stage(group, units or InlineUnits())
        for task in asyncio.all_tasks() - {here}:
            if task.get_name().startswith(("call:", "watch:", "consult:", "stale:")):
                task.cancel()


async def _turns(n: int = 50) -> None:
    for _ in range(n):
        await asyncio.sleep(0)


async def test_a_citizen_begins_a_call_with_an_id_of_his_leg(ledger: Ledger) -> None:
    async with staged() as stage:
        stage.board.receive(arrival())
        await _turns()
        opened = ledger.written[0]
        assert opened[0].interaction_id == str(derived_id("call", CITIZEN))
        assert opened[1][0] == writes.OpenInteraction(CITIZEN, "12333", NUMBER)
        assert (opened[2].epoch, opened[2].seq) == (7, 0)
        assert stage.engine.kinds() == ["Answer", "Play"]


class StuckUnits(InlineUnits):
    """A record that does not answer until `answers` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()

    async def run(self, unit: Callable[[], Any], *, in_transaction: bool = True) -> Any:
        """The unit's result, late."""
        await self.answers.wait()
        return await super().run(unit, in_transaction=in_transaction)


async def test_a_citizen_whom_the_record_does_not_take_is_asked_to_wait_until_it_does(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "ASK_TO_WAIT_AFTER_SECONDS", 0.01)
    monkeypatch.setattr(board_module, "ASK_AGAIN_AFTER_SECONDS", 0.01)
    units = StuckUnits()
    async with staged(units) as stage:
        stage.board.receive(arrival())
        while len(stage.engine.asked_to_wait) < 3:
            await asyncio.sleep(0.001)
        assert set(stage.engine.asked_to_wait) == {CITIZEN}
        assert stage.engine.asked == []
        units.answers.set()
        await stage.engine.asked_for(effects.Play)
        asked_before = len(stage.engine.asked_to_wait)
        await asyncio.sleep(0.05)
        assert len(stage.engine.asked_to_wait) == asked_before
        assert ledger.kinds()[0] == "OpenInteraction"


async def test_a_citizen_whom_the_record_takes_at_once_is_not_asked_to_wait(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "ASK_TO_WAIT_AFTER_SECONDS", 0.01)
    async with staged() as stage:
        stage.board.receive(arrival())
        await asyncio.sleep(0.05)
        assert stage.engine.kinds() == ["Answer", "Play"]
        assert stage.engine.asked_to_wait == []


async def test_a_citizen_who_went_to_the_fallback_is_not_asked_to_wait(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "ASK_TO_WAIT_AFTER_SECONDS", 0.01)
    ledger.errors[writes.OpenInteraction] = ValueError("refused")
    async with staged() as stage:
        stage.board.receive(arrival())
        await asyncio.sleep(0.05)
        assert stage.engine.kinds() == ["LeaveToFallback"]
        assert stage.engine.asked_to_wait == []


async def test_the_same_arrival_twice_is_one_call(ledger: Ledger) -> None:
    async with staged() as stage:
        stage.board.receive(arrival())
        stage.board.receive(arrival())
        await _turns()
        stage.board.receive(arrival())
        await _turns()
        assert ledger.kinds().count("OpenInteraction") == 1
        assert stage.engine.kinds().count("Answer") == 1


@pytest.mark.parametrize(
    ("raw", "event"),
    [
        (about("ChannelDestroyed", CITIZEN, cause=16), events.LegGone(CITIZEN, 16)),
        (about("ChannelDestroyed", ADVISER, cause=17), events.LegGone(ADVISER, 17)),
        (about("ChannelDtmfReceived", CITIZEN, digit="5"), events.KeyPressed("5")),
        (
            {"type": "PlaybackFinished", "playback": {"id": "p", "target_uri": f"channel:{CITIZEN}"}},
            events.SpeechEnded("p"),
        ),
        (
            {
                "type": "RecordingFinished",
                "recording": {"name": "m", "target_uri": f"channel:{CITIZEN}", "duration": 4},
            },
            events.MessageRecorded("m", 4.0),
        ),
        (
            {"type": "RecordingFailed", "recording": {"name": "m", "target_uri": f"channel:{CITIZEN}"}},
            events.MessageRecorded("m", 0.0),
        ),
        (arrival(ADVISER, "agent", ADVISER), events.LegUp(ADVISER)),
    ],
)
async def test_events_go_to_the_call_of_their_leg(ledger: Ledger, raw: dict[str, Any], event: events.Event) -> None:
    async with staged() as stage:
        told = stage.listen(Scene().ringing().call)
        stage.board.receive(raw)
        assert told == [event]


@pytest.mark.parametrize(
    "raw",
    [
        about("ChannelDtmfReceived", ADVISER, digit="5"),
        about("ChannelDtmfReceived", "unknown", digit="5"),
        about("ChannelDestroyed", "unknown", cause=16),
        {"type": "PlaybackFinished", "playback": {"id": "p", "target_uri": "channel:unknown"}},
        {"type": "PlaybackFinished", "playback": {"id": "p", "target_uri": "bridge:talk"}},
        {"type": "RecordingFinished", "recording": {"name": "m", "target_uri": "channel:unknown"}},
        about("StasisEnd", CITIZEN),
    ],
)
async def test_what_is_about_nobody_is_told_to_nobody(ledger: Ledger, raw: dict[str, Any]) -> None:
    async with staged() as stage:
        told = stage.listen(Scene().talking().call)
        stage.board.receive(raw)
        await _turns()
        assert told == []
        assert stage.engine.asked == []


async def test_unknown_kinds_are_counted(ledger: Ledger) -> None:
    async with staged() as stage:
        for raw in [about("StasisEnd", "x"), about("StasisEnd", "y"), {"type": "ChannelDestroyed"}, {}]:
            stage.board.receive(raw)
        assert dict(stage.board.unknown_events) == {"StasisEnd": 2, "ChannelDestroyed": 1, "": 1}


@pytest.mark.parametrize("args", [("agent", ADVISER), ("agent",), (), ("fax", "1"), ("citizen",)])
async def test_a_leg_that_nobody_waits_for_is_hung_up(ledger: Ledger, args: tuple[str, ...]) -> None:
    async with staged() as stage:
        stage.board.receive({"type": "StasisStart", "args": list(args), "channel": {"id": "late"}})
        await _turns()
        assert stage.engine.asked == [effects.HangUpLeg("late")]
        assert list(stage.board) == []


async def test_another_switchboard_ends_this_one(ledger: Ledger) -> None:
    async with staged() as stage:
        with pytest.raises(ReplacedError):
            stage.board.receive({"type": "ApplicationReplaced"})


async def test_changes_of_telephones_wait_for_who_asks(ledger: Ledger) -> None:
    async with staged() as stage:
        stage.board.receive({"type": "PeerStatusChange", "endpoint": {"resource": "a1001"}})
        assert stage.board.phones_changed.get_nowait() == "a1001"


async def test_what_is_posted_by_interaction(ledger: Ledger) -> None:
    async with staged() as stage:
        told = stage.listen(Scene().queued().call)
        stage.board.post(INTERACTION, events.QueueGaveUp())
        stage.board.post("another", events.QueueGaveUp())
        assert told == [events.QueueGaveUp()]
        assert stage.board.owner_of("another") is None


@pytest.mark.parametrize("scene", [Scene().ringing(), Scene().talking()])
async def test_a_lost_adviser_is_told_to_the_call_he_has(ledger: Ledger, scene: Scene) -> None:
    async with staged() as stage:
        told = stage.listen(scene.call)
        stage.board.lose("somebody else")
        stage.board.lose(STAFF)
        assert told == [events.AdviserLost(STAFF)]


async def test_a_lost_adviser_is_not_told_to_calls_without_him(ledger: Ledger) -> None:
    async with staged() as stage:
        told = stage.listen(Scene().queued().call)
        stage.board.lose(STAFF)
        assert told == []


async def test_legs_that_a_call_has_a_use_for(ledger: Ledger) -> None:
    async with staged() as stage:
        stage.board.adopt(call=Scene().ringing().call, flow=main_flow(), seq=3)
        await _turns()
        assert [stage.board.has(leg) for leg in (CITIZEN, ADVISER, "unknown")] == [True, True, False]
        stage.board.receive(about("ChannelDestroyed", ADVISER, cause=17))
        await _turns()
        assert [stage.board.has(leg) for leg in (CITIZEN, ADVISER)] == [True, False]


async def test_a_call_that_is_over_is_forgotten_with_its_legs(ledger: Ledger) -> None:
    async with staged() as stage:
        call = Scene().talking().call
        stage.board.adopt(call=call, flow=main_flow(), seq=3)
        stage.board.receive(about("ChannelDestroyed", CITIZEN, cause=16))
        await _turns(100)
        assert list(stage.board) == []
        assert stage.board._by_leg == {}
        # Its leg may come again with another call, and does not reach the old one.
        stage.board.receive(arrival())
        await _turns()
        assert len(list(stage.board)) == 1


async def test_a_call_is_adopted_with_what_is_due(ledger: Ledger) -> None:
    async with staged() as stage:
        call = Scene().arrived().call
        decision = Decision(call, (), (effects.Answer(CITIZEN),))
        owner = stage.board.adopt(call=call, flow=main_flow(), seq=3, decision=decision)
        await _turns()
        assert stage.engine.asked == [effects.Answer(CITIZEN)]
        owner.post(events.KeyPressed("2"))
        await _turns()
        assert [ownership.seq for _, _, ownership in ledger.written] == [4]


async def test_one_calls_fault_leaves_the_others_alone(ledger: Ledger) -> None:
    async with staged() as stage:
        ledger.errors[writes.OpenInteraction] = ZeroDivisionError()
        stage.board.receive(arrival("broken"))
        await _turns()
        ledger.errors.clear()
        stage.board.receive(arrival())
        await _turns()
        assert [owner.call.citizen_leg for owner in stage.board] == [CITIZEN]
        assert [owner.call.phase for owner in stage.board] == [Phase.FLOW]
        assert stage.engine.asked[0] == effects.LeaveToFallback("broken")
