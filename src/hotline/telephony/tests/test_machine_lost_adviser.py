"""An adviser is lost in the talk: the citizen is told, whatever the queue does meanwhile."""

import pytest

from hotline.telephony.machine import Call, Phase, effects, events, writes

from .scene import ADVISER, CITIZEN, OFFER, SECOND_OFFER, STAFF, Scene, said

SECOND = f"adviser-{SECOND_OFFER}"


@pytest.fixture
def scene() -> Scene:
    """The sentence is being said, and the next adviser's telephone rings."""
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 44), events.OfferMade(SECOND_OFFER, STAFF, "a1002", 20))
    return scene


@pytest.mark.parametrize("stage", ["transferring", "telling", "music"])
def test_whatever_the_queue_did_before_it_goes_on_when_the_loss_has_been_said(stage: str) -> None:
    scene = Scene().queued()
    while scene.call.run.stage != stage:
        scene.speech_ends()
    scene.happen(events.OfferMade(OFFER, STAFF, "a1001", 20), events.LegUp(ADVISER))
    scene.happen(events.OfferDecided(OFFER, is_accepted=True), events.LegGone(ADVISER, 44))
    assert said(scene.last) == [("adviser_lost_please_wait",)]
    decision = scene.speech_ends()
    assert scene.call.run.stage == stage
    assert scene.call.preface == ""
    assert len(said(decision)) == (0 if stage == "music" else 1)
    assert (effects.StartMusic(CITIZEN) in decision.effects) is (stage == "music")


def test_a_key_cuts_the_word_of_the_loss_short_and_is_for_the_queue() -> None:
    scene = Scene().talking()
    scene.happen(events.LegGone(ADVISER, 44))
    decision = scene.happen(events.KeyPressed("2"))
    assert writes.LeaveQueue("callback", is_reported=True) in decision.writes
    assert scene.call.preface == ""


def test_an_adviser_who_answers_meanwhile_gets_the_citizen_at_once_and_the_sentence_is_cut_short(scene: Scene) -> None:
    sentence = scene.call.speech_id
    answered = scene.happen(events.LegUp(SECOND))
    assert answered.writes == (writes.AcceptOffer(SECOND_OFFER, SECOND),)
    assert answered.effects == (effects.StopPlay(sentence),)
    assert scene.happen(events.SpeechEnded(sentence)).effects == ()
    decision = scene.happen(events.OfferDecided(SECOND_OFFER, is_accepted=True))
    assert effects.Join(f"talk-{SECOND_OFFER}", (CITIZEN, SECOND)) in decision.effects
    assert said(decision) == []
    assert (scene.call.phase, scene.call.preface) == (Phase.TALK, "")


def test_an_adviser_who_answered_too_late_leaves_the_citizen_to_the_queue(scene: Scene) -> None:
    scene.happen(events.LegUp(SECOND))
    decision = scene.happen(events.OfferDecided(SECOND_OFFER, is_accepted=False))
    assert effects.HangUpLeg(SECOND) in decision.effects
    assert said(decision) == [("transferring_to_adviser",)]
    assert (scene.call.phase, scene.call.preface, scene.call.ringing) == (Phase.QUEUE, "", None)


def test_an_offer_withdrawn_from_one_who_has_answered_leaves_the_citizen_to_the_queue(scene: Scene) -> None:
    scene.happen(events.LegUp(SECOND))
    decision = scene.happen(events.OfferWithdrawn(SECOND_OFFER))
    assert said(decision) == [("transferring_to_adviser",)]
    assert (scene.call.preface, scene.call.ringing) == ("", None)


def test_an_adviser_who_went_when_the_record_may_have_given_him_the_citizen_gives_him_back(scene: Scene) -> None:
    scene.happen(events.LegUp(SECOND))
    decision = scene.happen(events.LegGone(SECOND, 44))
    assert decision.writes[:2] == (writes.CloseLeg(SECOND), writes.ReturnToQueue())
    assert said(decision) == [("transferring_to_adviser",)]
    assert (scene.call.phase, scene.call.preface) == (Phase.QUEUE, "")


def test_one_who_went_without_answering_lets_the_sentence_go_on(scene: Scene) -> None:
    decision = scene.happen(events.LegGone(SECOND, 44))
    assert decision.writes == (writes.CloseLeg(SECOND), writes.RejectOffer(SECOND_OFFER, "unreachable"))
    assert decision.effects == ()
    assert said(scene.speech_ends()) == [("transferring_to_adviser",)]


def test_a_citizen_who_hangs_up_then_ends_the_service_of_that_adviser(scene: Scene) -> None:
    scene.happen(events.LegUp(SECOND))
    decision = scene.happen(events.LegGone(CITIZEN, 16))
    assert writes.EndService() in decision.writes
    assert effects.HangUpLeg(SECOND) in decision.effects


def test_what_comes_too_late_for_the_queue_does_not_cut_it(scene: Scene) -> None:
    before = scene.call
    scene.happen(events.ConsultReplied("expected_wait", {"position": 1, "wait_seconds": None}))
    assert scene.call == before
    scene.happen(events.LegUp(SECOND))
    waiting: Call = scene.call
    scene.happen(events.KeyPressed("1"))
    assert scene.call == waiting
