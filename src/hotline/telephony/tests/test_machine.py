"""The way of a call, event by event."""

import pytest

from hotline.telephony.machine import Phase, codec, effects, events, writes
from hotline.telephony.machine.adviser import outcome_of

from .scene import ADVISER, CITIZEN, NUMBER, OFFER, SECOND_OFFER, STAFF, Scene, said


def kinds(things: tuple[object, ...]) -> list[type]:
    return [type(thing) for thing in things]


def test_an_arriving_call_is_written_then_answered_then_welcomed() -> None:
    scene = Scene()
    decision = scene.happen(events.Arrived("12333", NUMBER))
    assert decision.writes[0] == writes.OpenInteraction(CITIZEN, "12333", NUMBER)
    assert decision.effects[0] == effects.Answer(CITIZEN)
    assert scene.heard == ["welcome", "welcome_english_hint", "recording_notice"]


def test_the_number_is_in_no_repr() -> None:
    assert NUMBER not in repr(Scene().happen(events.Arrived("12333", NUMBER)))


def test_a_key_stops_the_speech_that_sounds() -> None:
    scene = Scene().arrived()
    sounding = scene.call.speech_id
    decision = scene.happen(events.KeyPressed("2"))
    assert effects.StopPlay(sounding) in decision.effects
    assert scene.heard == ["topic_ask_code"]


def test_the_end_of_a_stopped_speech_changes_nothing() -> None:
    scene = Scene().arrived()
    stopped = scene.call.speech_id
    before = scene.happen(events.KeyPressed("2")).call
    decision = scene.happen(events.SpeechEnded(stopped))
    assert (decision.call, decision.writes, decision.effects) == (before, (), ())


def test_a_timer_that_was_replaced_changes_nothing() -> None:
    scene = Scene().arrived()
    scene.speech_ends()
    old = scene.call.timer_n
    scene.happen(events.KeyPressed("2"))
    scene.speech_ends()
    before = scene.call
    assert scene.call.timer_n != old
    assert scene.happen(events.TimeUp(old)).call == before


def test_what_is_heard_keeps_the_day_by_which_it_was_looked_up() -> None:
    scene = Scene().arrived()
    scene.happen(events.KeyPressed("2"), *(events.KeyPressed(key) for key in "1001"))
    heard = [write for write in scene.last.writes if isinstance(write, writes.HearPassage)]
    assert heard == [writes.HearPassage(STAFF, 0, "zh", "2026-11-24")]


def test_zero_joins_the_queue() -> None:
    scene = Scene().arrived()
    scene.happen(events.KeyPressed("0"))
    while not scene.is_waiting:
        scene.speech_ends()
    joined = [write for write in scene.last.writes if isinstance(write, writes.JoinQueue)]
    assert [(write.queue, write.n) for write in joined] == [("main", 1)]


def test_an_offer_rings_while_the_citizen_goes_on_hearing_the_queue() -> None:
    scene = Scene().queued()
    speaking = scene.call.is_speaking
    decision = scene.happen(events.OfferMade(OFFER, STAFF, "a1001", 20))
    assert decision.effects == (effects.Ring(ADVISER, "a1001", 20),)
    assert decision.writes == (writes.OpenLeg(ADVISER),)
    assert scene.call.is_speaking is speaking


def test_a_second_offer_does_not_ring_beside_the_first() -> None:
    scene = Scene().ringing()
    decision = scene.happen(events.OfferMade(SECOND_OFFER, STAFF, "a1002", 20))
    assert (decision.writes, decision.effects) == ((), ())


def test_an_answering_adviser_is_first_decided_by_the_record() -> None:
    scene = Scene().ringing()
    decision = scene.happen(events.LegUp(ADVISER))
    assert decision.writes == (writes.AcceptOffer(OFFER, ADVISER),)
    assert decision.effects == ()


def test_accepted_joins_both_and_records() -> None:
    scene = Scene().talking()
    assert scene.call.phase is Phase.TALK
    assert effects.Join(f"talk-{OFFER}", (CITIZEN, ADVISER)) in scene.last.effects
    assert scene.last.effects[-1] == effects.StartRecording(CITIZEN, scene.call.recording_name)
    assert (scene.call.is_speaking, scene.call.is_music_on, scene.call.timer_seconds) == (False, False, None)


def test_too_late_hangs_the_adviser_up_and_the_citizen_waits_on() -> None:
    scene = Scene().ringing()
    scene.happen(events.LegUp(ADVISER))
    decision = scene.happen(events.OfferDecided(OFFER, is_accepted=False))
    assert decision.effects == (effects.HangUpLeg(ADVISER),)
    assert (scene.call.phase, scene.call.ringing, scene.call.talk) == (Phase.QUEUE, None, None)


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [(17, "declined"), (21, "declined"), (19, "no_answer"), (16, "no_answer"), (20, "unreachable"), (3, "unreachable")],
)
def test_what_an_unanswered_telephone_means(cause: int, outcome: str) -> None:
    assert outcome_of(cause) == outcome
    scene = Scene().ringing()
    decision = scene.happen(events.LegGone(ADVISER, cause))
    assert decision.writes == (writes.CloseLeg(ADVISER), writes.RejectOffer(OFFER, outcome))
    assert (decision.effects, scene.call.phase) == ((), Phase.QUEUE)


def test_the_citizen_leaving_while_it_rings_stops_the_ringing() -> None:
    scene = Scene().ringing()
    decision = scene.happen(events.LegGone(CITIZEN, 16))
    assert effects.HangUpLeg(ADVISER) in decision.effects
    assert kinds(decision.writes) == [writes.LeaveQueue, writes.CloseLeg, writes.CloseInteraction]
    assert decision.writes[-1] == writes.CloseInteraction("abandoned_in_queue")
    assert scene.call.phase is Phase.ENDED


def test_a_withdrawn_offer_stops_ringing() -> None:
    scene = Scene().ringing()
    assert scene.happen(events.OfferWithdrawn(OFFER)).effects == (effects.HangUpLeg(ADVISER),)
    assert scene.call.ringing is None


def test_the_withdrawal_of_another_offer_changes_nothing() -> None:
    scene = Scene().ringing()
    assert scene.happen(events.OfferWithdrawn(SECOND_OFFER)).effects == ()


def test_an_unreachable_adviser_is_passed_over_at_once() -> None:
    scene = Scene().ringing()
    decision = scene.happen(events.AdviserLost(STAFF))
    assert writes.RejectOffer(OFFER, "unreachable") in decision.writes
    assert effects.HangUpLeg(ADVISER) in decision.effects


def test_signalling_lost_for_a_moment_does_not_end_a_talk() -> None:
    scene = Scene().talking()
    decision = scene.happen(events.AdviserLost(STAFF))
    assert (decision.writes, decision.effects, scene.call.phase) == ((), (), Phase.TALK)


def test_the_adviser_hanging_up_leads_to_the_survey() -> None:
    scene = Scene().talking()
    decision = scene.happen(events.LegGone(ADVISER, 16))
    assert writes.EndService() in decision.writes
    assert writes.FinishRecording(scene.call.recording_name) in decision.writes
    assert effects.DropBridge(f"talk-{OFFER}") in decision.effects
    assert scene.heard == ["survey_ask"]
    # Whoever hears the question was asked, whether or not he answers.
    assert decision.writes.count(writes.OfferSurvey()) == 1


@pytest.mark.parametrize(("key", "level"), [("1", 5), ("3", 3), ("5", 1)])
def test_the_mark_is_turned_to_the_records_scale(key: str, level: int) -> None:
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 16))
    assert writes.AnswerSurvey(level) in scene.happen(events.KeyPressed(key)).writes


def test_a_lost_adviser_sends_the_citizen_to_the_front_of_the_queue() -> None:
    scene = Scene().talking()
    decision = scene.happen(events.LegGone(ADVISER, 44))
    assert writes.ReturnToQueue() in decision.writes
    assert writes.EndService() not in decision.writes
    assert scene.call.phase is Phase.QUEUE
    assert said(decision) == [("adviser_lost_please_wait",)]


def test_a_citizen_sent_back_can_be_served_again() -> None:
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 44))
    scene.happen(events.OfferMade(SECOND_OFFER, STAFF, "a1002", 20))
    scene.happen(events.LegUp(f"adviser-{SECOND_OFFER}"), events.OfferDecided(SECOND_OFFER, is_accepted=True))
    assert scene.call.talk
    assert scene.call.recording_name.endswith("talk2")


def test_hold_takes_the_citizen_out_with_music_and_silence_on_the_recording() -> None:
    scene = Scene().talking()
    decision = scene.happen(events.HoldAsked())
    assert decision.effects == (
        effects.TakeOut(f"talk-{OFFER}", CITIZEN),
        effects.StartMusic(CITIZEN),
        effects.PauseRecording(CITIZEN, is_paused=True),
    )
    assert scene.happen(events.HoldAsked()).effects == ()
    back = scene.happen(events.ResumeAsked())
    assert back.effects == (
        effects.StopMusic(CITIZEN),
        effects.Join(f"talk-{OFFER}", (CITIZEN,)),
        effects.PauseRecording(CITIZEN, is_paused=False),
    )
    assert scene.happen(events.ResumeAsked()).effects == ()


def test_the_citizen_hanging_up_on_hold_leaves_nothing_behind() -> None:
    scene = Scene().talking()
    scene.happen(events.HoldAsked())
    decision = scene.happen(events.LegGone(CITIZEN, 16))
    assert effects.HangUpLeg(ADVISER) in decision.effects
    assert decision.writes[-1] == writes.CloseInteraction("served")
    assert scene.call.talk is None


def test_keys_during_a_talk_are_nobodys_business() -> None:
    scene = Scene().talking()
    before = scene.call
    assert scene.happen(events.KeyPressed("1")).call == before


def _at_message() -> Scene:
    scene = Scene().arrived()
    scene.happen(events.KeyPressed("4"))
    while scene.call.phase is not Phase.MESSAGE:
        scene.speech_ends()
    return scene


def test_a_message_is_opened_in_the_record_before_it_is_recorded() -> None:
    scene = _at_message()
    assert writes.OpenRecording(scene.call.message_name, "message") in scene.last.writes
    assert any(isinstance(effect, effects.TakeMessage) for effect in scene.last.effects)


def test_hanging_up_ends_a_message_and_keeps_it() -> None:
    scene = _at_message()
    decision = scene.happen(events.LegGone(CITIZEN, 16))
    assert writes.FinishRecording(scene.call.message_name) in decision.writes
    assert decision.writes[-1] == writes.CloseInteraction("message_left")


def test_a_message_of_nothing_is_dropped() -> None:
    scene = _at_message()
    name = scene.call.message_name
    assert writes.DiscardRecording(name) in scene.happen(events.MessageRecorded(name, 0.2)).writes


def test_leaving_the_queue_for_a_message_ends_the_ringing() -> None:
    scene = Scene().ringing()
    while scene.call.run.waits_for.value not in {"timer", "key"} and scene.call.is_speaking:
        scene.speech_ends()
    decision = scene.happen(events.KeyPressed("1"))
    assert effects.HangUpLeg(ADVISER) in decision.effects
    assert decision.writes.index(writes.CloseLeg(ADVISER)) < decision.writes.index(
        writes.LeaveQueue("message", is_reported=True)
    )
    assert scene.call.ringing is None


def test_a_call_back_asked_for_is_the_reason_of_the_end() -> None:
    scene = Scene().queued()
    while scene.call.is_speaking:
        scene.speech_ends()
    scene.happen(events.KeyPressed("2"))
    while "callback_confirm_number" not in scene.heard:
        scene.speech_ends()
    decision = scene.happen(events.KeyPressed("1"))
    assert writes.RequestCallback("queue", None) in decision.writes
    ended = scene.happen(events.LegGone(CITIZEN, 16))
    assert ended.writes[-1] == writes.CloseInteraction("callback_requested")


def test_giving_up_leads_on() -> None:
    scene = Scene().queued()
    scene.happen(events.QueueGaveUp())
    assert scene.call.phase is Phase.FLOW
    assert "queue_gave_up" in scene.heard


def test_an_unknown_adviser_leg_is_hung_up() -> None:
    scene = Scene().queued()
    assert scene.happen(events.LegUp("adviser-of-old")).effects == (effects.HangUpLeg("adviser-of-old"),)


@pytest.mark.parametrize("place", ["arrived", "queued", "ringing", "talking"])
def test_state_survives_writing_and_reading(place: str) -> None:
    call = getattr(Scene(), place)().call
    assert codec.from_json(codec.to_json(call), schema=codec.SCHEMA) == call


def test_a_foreign_schema_is_refused() -> None:
    written = codec.to_json(Scene().arrived().call)
    with pytest.raises(codec.StateUnreadableError, match="schema 99"):
        codec.from_json(written, schema=99)
