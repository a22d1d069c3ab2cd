"""One task for each call: order, what fails, what hangs, and how it ends."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from hotline.telephony.machine import Decision, Phase, effects, events, writes
from hotline.telephony.services.states import OwnershipLostError
from hotline.telephony.switchboard import owner as owner_module
from hotline.telephony.switchboard.owner import is_for_later
from hotline.telephony.switchboard.units import RecordUnreachableError

from .hands import Ledger
from .owner_stage import ARRIVED, HUNG_UP, ledger_keep, staged
from .scene import ADVISER, CITIZEN, INTERACTION, OFFER, STAFF, Scene


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    return ledger_keep(monkeypatch)


async def test_the_record_comes_before_the_engine(ledger: Ledger) -> None:
    ledger.errors[writes.OpenInteraction] = OwnershipLostError()
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        assert stage.engine.asked == []
    ledger.errors.clear()
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        assert stage.engine.kinds() == ["Answer", "Play"]


async def test_states_are_numbered_one_after_the_other_under_one_epoch(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_queue()
        await stage.end()
    ownerships = [ownership for _, _, ownership in ledger.written]
    assert [ownership.seq for ownership in ownerships] == list(range(len(ownerships)))
    assert {(ownership.node, ownership.epoch) for ownership in ownerships} == {("n1", 7)}


async def test_what_changes_nothing_is_not_written(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        before = len(ledger.written)
        await stage.happen(events.TimeUp(999), events.LegUp("x"), events.SpeechEnded("x"), events.OfferWithdrawn(OFFER))
        assert len(ledger.written) == before


async def test_what_only_we_know_is_written_with_what_follows(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        # The end of the welcome, three questions to the record and their answers: then the menu is spoken.
        await stage.happen(events.SpeechEnded(stage.owner.call.speech_id))
        assert [[type(write).__name__ for write in todo] for _, todo, _ in ledger.written] == [
            ["OpenInteraction", "AddStep"],
            ["AddStep"] * 4,
        ]
        assert stage.engine.kinds() == ["Answer", "Play", "Play"]
        assert ledger.written[-1][0] == stage.owner.call
        # The menu waits for a key: nothing is asked of anybody.
        await stage.happen(events.SpeechEnded(stage.owner.call.speech_id))
        assert stage.owner.call.timer_seconds is not None
        assert len(ledger.written) == 2
        await stage.end()
    assert ledger.kinds()[-1] == "CloseInteraction"


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ((), False),
        ((effects.ArmTimer(1, 5.0),), True),
        ((effects.AskRecord("caller", {}), effects.ArmTimer(1, 5.0)), True),
        ((effects.ArmTimer(1, 5.0), effects.StopPlay("x")), False),
    ],
)
def test_what_is_asked_of_the_engine_is_written_first(decided: tuple[effects.Effect, ...], expected: bool) -> None:
    call = Scene().arrived().call
    assert is_for_later(Decision(call, (), decided)) is expected
    assert is_for_later(Decision(call, (writes.AddStep("key", {}),), decided)) is expected
    assert is_for_later(Decision(call, (writes.OfferSurvey(),), decided)) is False


async def test_one_event_at_a_time(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        stage.engine.slow[effects.Play] = asyncio.Event()
        await stage.happen(events.KeyPressed("2"))
        before = len(ledger.written)
        await stage.happen(HUNG_UP)
        assert len(ledger.written) == before
        stage.engine.slow[effects.Play].set()
        await stage.task
        assert ledger.kinds()[-1] == "CloseInteraction"


async def test_what_the_record_says_comes_before_what_waits_in_the_inbox(ledger: Ledger) -> None:
    async with staged(ledger, Scene().ringing().call) as stage:
        # The adviser answers, and in the same instant the citizen presses a key and hangs up.
        await stage.happen(events.LegUp(ADVISER), events.KeyPressed("1"), HUNG_UP)
    assert ledger.kinds() == [
        "AcceptOffer",
        "OpenRecording",
        "CloseLeg",
        "FinishRecording",
        "EndService",
        "CloseInteraction",
    ]


async def test_an_answered_call_is_measured_once(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_queue()
        assert len(stage.answered) == 1
        assert 0 <= stage.answered[0] < 5


async def test_an_answer_that_was_refused_is_not_measured(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        stage.engine.failing.add(effects.Answer)
        await stage.happen(ARRIVED)
        assert stage.answered == []


async def test_the_board_hears_of_new_legs(ledger: Ledger) -> None:
    async with staged(ledger, Scene().queued().call) as stage:
        await stage.happen(events.OfferMade(OFFER, STAFF, "a1001", 20))
        assert stage.legs[-1] == (CITIZEN, ADVISER)


async def test_a_play_that_fails_leads_on(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        stage.engine.failing.add(effects.Play)
        await stage.happen(ARRIVED)
        assert stage.engine.kinds().count("Play") >= 2
        assert not stage.owner.call.is_speaking
        assert stage.owner.call.timer_seconds is not None


async def test_a_message_that_cannot_be_recorded_leads_on(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        stage.engine.failing.add(effects.TakeMessage)
        await stage.to_menu()
        await stage.happen(events.KeyPressed("4"))
        while not any(isinstance(effect, effects.TakeMessage) for effect in stage.engine.asked):
            await stage.happen(events.SpeechEnded(stage.owner.call.speech_id))
        assert stage.owner.call.phase is Phase.FLOW
        assert "DiscardRecording" in ledger.kinds()


async def test_a_telephone_that_cannot_be_called_is_reported_to_the_record(ledger: Ledger) -> None:
    async with staged(ledger, Scene().queued().call) as stage:
        stage.engine.failing.add(effects.Ring)
        await stage.happen(events.OfferMade(OFFER, STAFF, "a1001", 20))
        rejected = [write for _, todo, _ in ledger.written for write in todo if isinstance(write, writes.RejectOffer)]
        assert rejected == [writes.RejectOffer(OFFER, "unreachable")]
        assert stage.owner.call.ringing is None


@pytest.mark.parametrize("kind", [effects.HangUpLeg, effects.StopPlay, effects.Join, effects.StartRecording])
async def test_other_failures_change_nothing(ledger: Ledger, kind: type) -> None:
    async with staged(ledger, Scene().ringing().call) as stage:
        stage.engine.failing.add(kind)
        await stage.happen(events.LegUp(ADVISER))
        assert stage.owner.call.phase is Phase.TALK


async def test_a_timer_reports_its_number(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(ledger) as stage:
        stage.owner._arm(effects.ArmTimer(3, 0.01))
        posted: list[Any] = []
        monkeypatch.setattr(stage.owner, "post", posted.append)
        stage.owner._arm(effects.ArmTimer(4, 0.01))
        await asyncio.sleep(0.03)
        assert posted == [events.TimeUp(4)]


async def test_a_timer_dies_with_the_call(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        await stage.happen(events.SpeechEnded(stage.owner.call.speech_id))
        timer = stage.owner._timer
        assert timer
        await stage.end()
        assert timer.cancelled()


async def test_a_fault_hands_the_citizen_to_the_fallback_and_closes_the_record(ledger: Ledger) -> None:
    ledger.errors[writes.OpenInteraction] = ZeroDivisionError()
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        assert stage.task.done()
        assert stage.engine.asked == [effects.LeaveToFallback(CITIZEN)]
    assert ledger.abandoned == [(INTERACTION, 7)]


@pytest.mark.parametrize("raising", [effects.Answer, effects.Play])
async def test_a_fault_in_an_effect_as_well(ledger: Ledger, raising: type) -> None:
    async with staged(ledger) as stage:
        stage.engine.raising.add(raising)
        await stage.happen(ARRIVED)
        assert stage.task.done()
        assert stage.engine.asked[-1] == effects.LeaveToFallback(CITIZEN)
    assert ledger.abandoned == [(INTERACTION, 7)]


async def test_a_fault_in_closing_it_ends_only_this_call(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(owner_module, "call_abandon", fail)
    ledger.errors[writes.OpenInteraction] = ZeroDivisionError()
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        await stage.task


async def test_a_fault_in_a_talk_leaves_no_adviser_alone(ledger: Ledger) -> None:
    ledger.errors[writes.AddStep] = ZeroDivisionError()
    async with staged(ledger, Scene().talking().call) as stage:
        await stage.happen(events.HoldAsked())
        assert stage.engine.asked == [
            effects.HangUpLeg(ADVISER),
            effects.DropBridge(f"talk-{OFFER}"),
            effects.StopRecording(CITIZEN),
            effects.LeaveToFallback(CITIZEN),
        ]


async def test_a_fault_while_something_sounds_is_not_talked_over(ledger: Ledger) -> None:
    ledger.errors[writes.AddStep] = ZeroDivisionError()
    call = Scene().arrived().call
    async with staged(ledger, call) as stage:
        await stage.happen(events.KeyPressed("2"))
        assert stage.engine.asked == [effects.StopPlay(call.speech_id), effects.LeaveToFallback(CITIZEN)]


async def test_music_ends_before_the_fallback_begins(ledger: Ledger) -> None:
    call = replace(Scene().queued().call, is_speaking=False, is_music_on=True)
    async with staged(ledger, call) as stage:
        ledger.errors[writes.OpenLeg] = ZeroDivisionError()
        await stage.happen(events.OfferMade(OFFER, STAFF, "a1001", 20))
        assert stage.engine.asked == [effects.StopMusic(CITIZEN), effects.LeaveToFallback(CITIZEN)]


async def test_a_record_out_of_reach_sends_the_caller_to_the_fallback(ledger: Ledger) -> None:
    ledger.errors[writes.OpenInteraction] = RecordUnreachableError()
    async with staged(ledger) as stage:
        await stage.happen(ARRIVED)
        assert stage.task.done()
        assert stage.engine.asked == [effects.LeaveToFallback(CITIZEN)]
    assert ledger.abandoned == []


async def test_a_call_that_is_no_longer_ours_ends_without_a_word(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        ledger.errors[writes.AddStep] = OwnershipLostError()
        before = stage.engine.kinds()
        await stage.happen(events.KeyPressed("2"))
        assert stage.task.done()
        assert stage.engine.kinds() == before
    assert ledger.abandoned == []


async def test_a_cancelled_owner_says_nothing_more(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        before = stage.engine.kinds()
        stage.task.cancel()
        await asyncio.gather(stage.task, return_exceptions=True)
        assert stage.engine.kinds() == before
    assert ledger.abandoned == []


async def test_a_decision_made_elsewhere_is_carried_out(ledger: Ledger) -> None:
    call = Scene().arrived().call
    async with staged(ledger, call) as stage:
        stage.owner.post(Decision(call, (writes.AddStep("resumed", {}),), (effects.Answer(CITIZEN),)))
        await stage.settle()
        assert ledger.kinds() == ["AddStep"]
        assert stage.engine.asked == [effects.Answer(CITIZEN)]


async def test_an_event_after_the_end_is_nobodys(ledger: Ledger) -> None:
    async with staged(ledger) as stage:
        await stage.to_menu()
        await stage.end()
        before = len(ledger.written)
        await stage.happen(events.KeyPressed("1"), HUNG_UP)
        assert len(ledger.written) == before
