"""Until an adviser answers: an offer rings, is taken, refused, or goes on to the next."""

from dataclasses import replace

from hotline.ivr.flow import Flow

from .decision import Draft
from .effects import HangUpLeg, Ring, StopPlay
from .events import AdviserLost, LegUp, OfferMade, OfferOutcome, OfferWithdrawn
from .state import Phase, Ringing, leg_id_for
from .writes import AcceptOffer, CloseLeg, OpenLeg, RejectOffer, ReturnToQueue

# Causes of Q.850 with which telephones say that the person did not want the call.
_DECLINED_CAUSES = frozenset({17, 21})
# The telephone could not be reached at all: no route, out of order, interworking, no such device.
_UNREACHABLE_CAUSES = frozenset({3, 20, 27, 34, 38, 41, 44, 58, 127})


def offer_made(draft: Draft, _flow: Flow, event: OfferMade) -> None:
    """Ring the adviser; the citizen stays where he is, with his music or announcement."""
    if draft.call.phase is not Phase.QUEUE or draft.call.ringing:
        return
    leg_id = leg_id_for(event.offer_id)
    draft.change(ringing=Ringing(offer_id=event.offer_id, staff_id=event.staff_id, leg_id=leg_id))
    draft.write(OpenLeg(leg_id))
    draft.act(Ring(leg_id, event.extension, event.ring_seconds))


def offer_withdrawn(draft: Draft, _flow: Flow, event: OfferWithdrawn) -> None:
    """The offer's time was over in the record: the telephone stops."""
    if draft.call.ringing and draft.call.ringing.offer_id == event.offer_id:
        stop_ringing(draft)


def stop_ringing(draft: Draft) -> None:
    """No adviser's telephone rings for this call any more."""
    if draft.call.ringing:
        draft.act(HangUpLeg(draft.call.ringing.leg_id))
        draft.write(CloseLeg(draft.call.ringing.leg_id))
        draft.change(ringing=None)


def leg_up(draft: Draft, _flow: Flow, event: LegUp) -> None:
    """An adviser has answered: the record decides whether he was in time. A sentence of ours is cut short for him:
    what it promises is there, and he is not to wait in silence for its end.
    """
    ringing = draft.call.ringing
    if ringing and event.leg_id == ringing.leg_id:
        if draft.call.preface and draft.call.is_speaking:
            draft.act(StopPlay(draft.call.speech_id))
            draft.change(is_speaking=False)  # the preface stays: was he too late, the flow goes on behind it
        draft.change(ringing=replace(ringing, is_up=True))
        draft.write(AcceptOffer(ringing.offer_id, ringing.leg_id))
    elif not (draft.call.talk and event.leg_id == draft.call.talk.leg_id):
        draft.act(HangUpLeg(event.leg_id))


def ringing_leg_gone(draft: Draft, *, cause: int) -> None:
    """The adviser refused, did not answer, or could not be reached: the offer goes on to the next.

    Had he answered, the record may count the citizen as served: he goes back to the front of the queue.
    """
    ringing = draft.call.ringing
    if ringing and ringing.is_up:
        draft.write(CloseLeg(ringing.leg_id), ReturnToQueue())
        draft.change(ringing=None)
    else:
        _reject(draft, outcome_of(cause))


def adviser_lost(draft: Draft, _flow: Flow, event: AdviserLost) -> None:
    """His telephone is gone while it rings. While he talks, only silence on the line or a hang-up ends the talk:
    a browser that lost its signalling for a moment still carries the voice.
    """
    ringing = draft.call.ringing
    if ringing and ringing.staff_id == event.staff_id and not ringing.is_up:
        draft.act(HangUpLeg(ringing.leg_id))
        _reject(draft, "unreachable")


def outcome_of(cause: int) -> OfferOutcome:
    """What a telephone's end before the answer means for the offer."""
    if cause in _DECLINED_CAUSES:
        return "declined"
    return "unreachable" if cause in _UNREACHABLE_CAUSES else "no_answer"


def _reject(draft: Draft, outcome: OfferOutcome) -> None:
    ringing = draft.call.ringing
    if ringing:
        draft.write(CloseLeg(ringing.leg_id), RejectOffer(ringing.offer_id, outcome))
        draft.change(ringing=None)
