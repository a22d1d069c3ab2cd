"""Citizen and adviser together: joined, held, apart again."""

from dataclasses import replace

from hotline.ivr import vocabulary as ivr
from hotline.ivr.flow import Flow

from .adviser import stop_ringing
from .decision import Draft
from .effects import (
    DropBridge,
    HangUpLeg,
    Join,
    StartMusic,
    StartRecording,
    StopMusic,
    StopRecording,
    TakeOut,
)
from .events import HoldAsked, OfferDecided, ResumeAsked
from .flow import forget_timer, give, hush, pause_recording, say_first
from .state import Phase, Talk, bridge_id_for
from .writes import AddStep, BeginFlow, CloseLeg, EndService, FinishRecording, OpenRecording, ReturnToQueue

NORMAL_CLEARING = 16
"""Q.850: somebody hung up. Any other end of a talking adviser's leg is a loss."""
UNKNOWN_CAUSE = 0
"""Nobody was there to hear it."""
LOST_PROMPT = "adviser_lost_please_wait"


def offer_decided(draft: Draft, _flow: Flow, event: OfferDecided) -> None:
    """Accepted: the two are joined and the recording begins. Too late: the adviser's leg ends."""
    ringing = draft.call.ringing
    if not ringing or ringing.offer_id != event.offer_id:
        return
    if not event.is_accepted:
        stop_ringing(draft)
        return
    hush(draft)
    forget_timer(draft)
    bridge_id = bridge_id_for(event.offer_id)
    talk = Talk(offer_id=ringing.offer_id, staff_id=ringing.staff_id, leg_id=ringing.leg_id, bridge_id=bridge_id)
    draft.change(phase=Phase.TALK, ringing=None, talk=talk, was_served=True)
    draft.act(Join(bridge_id, (draft.call.citizen_leg, talk.leg_id)))
    begin_recording(draft)


def begin_recording(draft: Draft) -> None:
    """Record from here on, into a part of its own."""
    draft.change(recording_n=draft.call.recording_n + 1, is_recording=True)
    call = draft.call
    draft.write(OpenRecording(call.recording_name, "talk"))
    draft.act(StartRecording(call.citizen_leg, call.recording_name))


def hold_asked(draft: Draft, _flow: Flow, _event: HoldAsked) -> None:
    """The citizen hears music, and nobody hears or records him."""
    talk = draft.call.talk
    if not talk or talk.is_held:
        return
    citizen = draft.call.citizen_leg
    draft.act(TakeOut(talk.bridge_id, citizen), StartMusic(citizen))
    pause_recording(draft, is_paused=True)
    draft.write(AddStep("held", {}))
    draft.change(talk=replace(talk, is_held=True), is_music_on=True)


def resume_asked(draft: Draft, _flow: Flow, _event: ResumeAsked) -> None:
    """Back from hold."""
    talk = draft.call.talk
    if not talk or not talk.is_held:
        return
    citizen = draft.call.citizen_leg
    draft.act(StopMusic(citizen), Join(talk.bridge_id, (citizen,)))
    pause_recording(draft, is_paused=False)
    draft.write(AddStep("resumed", {}))
    draft.change(talk=replace(talk, is_held=False), is_music_on=False)


def adviser_leg_gone(draft: Draft, flow: Flow, *, cause: int) -> None:
    """The adviser hung up: the flow goes on (survey). He was lost: the citizen goes to the queue's front."""
    if cause == NORMAL_CLEARING:
        dissolve(draft)
        draft.write(EndService(), BeginFlow())
        draft.change(phase=Phase.FLOW)
        give(draft, flow, ivr.ServedEnded())
        return
    dissolve(draft)
    draft.write(ReturnToQueue(), AddStep("adviser_lost", {"cause": cause}))
    draft.change(phase=Phase.QUEUE)
    say_first(draft, LOST_PROMPT)


def dissolve(draft: Draft) -> None:
    """Undo the talk: bridge, adviser's leg, recording."""
    talk = draft.call.talk
    if not talk:
        return
    hush(draft)
    draft.act(StopRecording(draft.call.citizen_leg), HangUpLeg(talk.leg_id), DropBridge(talk.bridge_id))
    draft.write(CloseLeg(talk.leg_id), FinishRecording(draft.call.recording_name))
    draft.change(talk=None, is_recording=False)
