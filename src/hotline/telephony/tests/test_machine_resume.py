"""After a restart: what the engine has is compared with what the state expects."""

from dataclasses import replace

from hotline.ivr.vocabulary import Prompt
from hotline.telephony.machine import Call, Phase, effects, events, handle, resume, writes
from hotline.telephony.machine.resume import Snapshot

from .scene import ADVISER, CITIZEN, OFFER, SECOND_OFFER, STAFF, Scene, main_flow


def snapshot(
    *live: str,
    arrived: tuple[str, ...] | None = None,
    is_speech_playing: bool = False,
    is_message_recording: bool = False,
    sound_seconds: float | None = 5.0,
    is_adviser_reachable: bool = True,
    has_engine_restarted: bool = False,
) -> Snapshot:
    return Snapshot(
        live_legs=frozenset(live),
        arrived_legs=frozenset(live if arrived is None else arrived),
        is_speech_playing=is_speech_playing,
        is_message_recording=is_message_recording,
        sound_seconds=sound_seconds,
        is_adviser_reachable=is_adviser_reachable,
        has_engine_restarted=has_engine_restarted,
    )


def test_a_citizen_who_hung_up_meanwhile_is_closed() -> None:
    decision = resume(main_flow(), Scene().queued().call, snapshot())
    assert decision.writes[-1] == writes.CloseInteraction("abandoned_in_queue")
    assert not any(isinstance(write, writes.RequestCallback) for write in decision.writes)


def test_a_citizen_lost_with_the_engine_is_called_back() -> None:
    decision = resume(main_flow(), Scene().talking().call, snapshot(has_engine_restarted=True))
    assert writes.RequestCallback("crash", None) in decision.writes
    assert writes.EndService() in decision.writes
    assert decision.writes[-1] == writes.CloseInteraction("lost_in_crash")
    assert decision.call.phase is Phase.ENDED


def test_a_speech_that_still_sounds_is_left_alone() -> None:
    call = Scene().arrived().call
    decision = resume(main_flow(), call, snapshot(CITIZEN, is_speech_playing=True))
    assert decision.effects == (effects.Answer(CITIZEN),)
    assert decision.call == call


def test_a_speech_that_has_ended_is_spoken_again_under_a_new_id() -> None:
    call = Scene().arrived().call
    decision = resume(main_flow(), call, snapshot(CITIZEN))
    played = [effect for effect in decision.effects if isinstance(effect, effects.Play)]
    assert [play.utterances for play in played] == [call.run.speaking]
    assert played[0].speech_id != call.speech_id
    stopped = [effect.speech_id for effect in decision.effects if isinstance(effect, effects.StopPlay)]
    assert stopped == [call.former_speech_id, call.speech_id]  # whichever still sounds, it is not heard under the new


def test_a_talk_goes_on() -> None:
    call = Scene().talking().call
    decision = resume(main_flow(), call, snapshot(CITIZEN, ADVISER))
    assert decision.effects == (
        *_hushed(call),
        effects.Join(f"talk-{OFFER}", (CITIZEN, ADVISER)),
        effects.PauseRecording(CITIZEN, is_paused=False),
    )
    assert (decision.call, decision.writes) == (call, ())


def test_a_held_citizen_stays_held() -> None:
    scene = Scene().talking()
    scene.happen(events.HoldAsked())
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN, ADVISER))
    assert decision.effects == (
        *_hushed(scene.call),
        effects.TakeOut(f"talk-{OFFER}", CITIZEN),
        effects.StartMusic(CITIZEN),
        effects.PauseRecording(CITIZEN, is_paused=True),
    )
    assert (decision.call, decision.writes) == (scene.call, ())


def test_an_adviser_who_hung_up_meanwhile_leads_to_the_survey() -> None:
    decision = resume(main_flow(), Scene().talking().call, snapshot(CITIZEN))
    assert writes.EndService() in decision.writes
    assert decision.call.phase is Phase.FLOW


def test_an_adviser_who_was_lost_meanwhile_gives_the_citizen_back_to_the_queues_front() -> None:
    decision = resume(main_flow(), Scene().talking().call, snapshot(CITIZEN, is_adviser_reachable=False))
    assert writes.ReturnToQueue() in decision.writes
    assert not any(isinstance(write, writes.EndService) for write in decision.writes)
    assert (decision.call.phase, decision.call.preface) == (Phase.QUEUE, "adviser_lost_please_wait")


def test_an_adviser_who_cannot_be_called_and_still_talks_goes_on_talking() -> None:
    call = Scene().talking().call
    decision = resume(main_flow(), call, snapshot(CITIZEN, ADVISER, is_adviser_reachable=False))
    assert (decision.call, decision.writes) == (call, ())


def test_an_adviser_who_answered_meanwhile_is_put_to_the_record() -> None:
    decision = resume(main_flow(), Scene().ringing().call, snapshot(CITIZEN, ADVISER))
    assert decision.writes == (writes.AcceptOffer(OFFER, ADVISER),)


def test_an_adviser_whose_telephone_still_rings_goes_on_ringing() -> None:
    call = Scene().ringing().call
    decision = resume(main_flow(), call, snapshot(CITIZEN, ADVISER, arrived=(CITIZEN,)))
    assert decision.call.ringing == call.ringing
    assert not any(isinstance(write, writes.RejectOffer) for write in decision.writes)


def test_an_adviser_whose_telephone_does_not_ring_is_rung_and_not_blamed() -> None:
    decision = resume(main_flow(), Scene().ringing().call, snapshot(CITIZEN))
    assert not any(isinstance(write, writes.RejectOffer) for write in decision.writes)
    rung = handle(main_flow(), decision.call, events.OfferMade(OFFER, STAFF, "a1001", 20))
    assert rung.effects == (effects.Ring(ADVISER, "a1001", 20),)


def test_an_adviser_who_answered_and_was_lost_meanwhile_gives_the_citizen_back() -> None:
    scene = Scene().ringing()
    scene.happen(events.LegUp(ADVISER))
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN))
    assert writes.ReturnToQueue() in decision.writes
    assert not any(isinstance(write, writes.RejectOffer) for write in decision.writes)
    assert (decision.call.phase, decision.call.ringing) == (Phase.QUEUE, None)


def test_a_recording_that_never_began_begins_now() -> None:
    call = Scene().talking().call
    decision = resume(main_flow(), call, snapshot(CITIZEN, ADVISER, sound_seconds=None))
    assert decision.writes == (
        writes.DiscardRecording(call.recording_name),
        writes.AddStep("recording_late", {}),
        writes.OpenRecording(decision.call.recording_name, "talk"),
    )
    assert effects.StartRecording(CITIZEN, decision.call.recording_name) in decision.effects
    assert decision.call.recording_name != call.recording_name


def test_a_message_that_goes_on_is_left_alone() -> None:
    scene = _at_message()
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN, is_message_recording=True))
    assert (decision.effects, decision.writes) == ((), ())


def test_a_message_that_ended_meanwhile_is_kept() -> None:
    scene = _at_message()
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN))
    assert writes.FinishRecording(scene.call.message_name) in decision.writes


def test_a_message_that_never_began_is_asked_for_again() -> None:
    scene = _at_message()
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN, sound_seconds=None))
    assert writes.DiscardRecording(scene.call.message_name) in decision.writes
    taken = [effect for effect in decision.effects if isinstance(effect, effects.TakeMessage)]
    assert [effect.name for effect in taken] == [decision.call.message_name]
    assert decision.call.message_name != scene.call.message_name
    assert decision.call.phase is Phase.MESSAGE
    assert not decision.call.has_left_message


def test_the_word_of_the_loss_is_said_again() -> None:
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 44))
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN))
    played = [effect.utterances for effect in decision.effects if isinstance(effect, effects.Play)]
    assert played == [(Prompt("adviser_lost_please_wait"),)]


def test_a_citizen_of_a_flow_in_trouble_is_led_to_the_fallback_not_hung_up() -> None:
    call = replace(Scene().arrived().call, phase=Phase.LEAVING, end_reason="flow_trouble")
    decision = resume(main_flow(), call, snapshot(CITIZEN))
    assert decision.effects == (*_hushed(call), effects.LeaveToFallback(CITIZEN))


def test_a_hang_up_that_never_came_through_is_asked_again() -> None:
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 16), events.KeyPressed("1"))
    while scene.call.phase is not Phase.LEAVING:
        scene.speech_ends()
    decision = resume(main_flow(), scene.call, snapshot(CITIZEN))
    assert decision.effects == (
        effects.StopRecording(CITIZEN),
        *_hushed(scene.call),
        effects.HangUpLeg(CITIZEN),
    )


def test_resuming_a_queue_keeps_the_place() -> None:
    call = Scene().queued().call
    decision = resume(main_flow(), call, snapshot(CITIZEN))
    joined = [write for write in decision.writes if isinstance(write, writes.JoinQueue)]
    assert all(write.n == call.queue_n for write in joined)
    assert decision.call.phase is Phase.QUEUE


def test_after_resuming_the_next_offer_rings() -> None:
    decision = resume(main_flow(), Scene().queued().call, snapshot(CITIZEN))
    rung = handle(main_flow(), decision.call, events.OfferMade(SECOND_OFFER, STAFF, "a1001", 20))
    assert effects.Ring(f"adviser-{SECOND_OFFER}", "a1001", 20) in rung.effects


def _hushed(call: Call) -> list[effects.Effect]:
    """Nothing is left sounding whose end was not asked for."""
    return [effects.StopPlay(call.former_speech_id), effects.StopPlay(call.speech_id), effects.StopMusic(CITIZEN)]


def _at_message() -> Scene:
    scene = Scene().arrived()
    scene.happen(events.KeyPressed("4"))
    while scene.call.phase is not Phase.MESSAGE:
        scene.speech_ends()
    return scene
