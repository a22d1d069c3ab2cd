"""After a restart: what a call's state expects is compared with what the engine has, and the difference is fed in.

There is no second way of handling a call: every case ends in an event of `handle`, or in an effect that is asked again
and harmless when repeated.
"""

from dataclasses import dataclass

from hotline.ivr.flow import Flow

from . import ending
from .call import handle
from .decision import Decision, Draft
from .effects import Answer, Join
from .events import LegGone, LegUp, MessageRecorded
from .flow import farewell_of, go_on, say_first
from .state import Call, Phase
from .talk import NORMAL_CLEARING, begin_recording
from .writes import DiscardRecording

UNKNOWN_MESSAGE_SECONDS = 2.0
"""The engine does not say how long a finished recording is; the job that takes it in drops an empty one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the engine has of one call."""

    live_legs: frozenset[str]
    arrived_legs: frozenset[str]
    """Legs that are up and wait in our application."""
    is_speech_playing: bool
    is_message_recording: bool
    has_sound_file: bool
    """The engine has begun to write the newest recording, of the talk or of the message, whichever is under way."""
    has_engine_restarted: bool
    """The engine began after the call did: what is missing was lost with it."""


def resume(flow: Flow, call: Call, snapshot: Snapshot) -> Decision:
    """What to do with a call found in the record."""
    if call.phase is Phase.ENDED:
        return Decision(call, (), ())
    if call.citizen_leg not in snapshot.live_legs:
        return _without_citizen(flow, call, snapshot)
    ringing, talk = call.ringing, call.talk
    if talk and talk.leg_id not in snapshot.live_legs:
        return handle(flow, call, LegGone(talk.leg_id, NORMAL_CLEARING))
    if ringing and ringing.leg_id not in snapshot.live_legs:
        return _continued(flow, _without_ringing_leg(flow, call), snapshot)
    if ringing and ringing.leg_id in snapshot.arrived_legs:
        return handle(flow, call, LegUp(ringing.leg_id))
    return _continued(flow, Decision(call, (), ()), snapshot)


def _without_citizen(flow: Flow, call: Call, snapshot: Snapshot) -> Decision:
    if not snapshot.has_engine_restarted:
        return handle(flow, call, LegGone(call.citizen_leg, 0))
    draft = Draft(call)
    ending.citizen_lost(draft)
    return draft.finished()


def _without_ringing_leg(flow: Flow, call: Call) -> Decision:
    if call.ringing and call.ringing.is_up:
        return handle(flow, call, LegGone(call.ringing.leg_id, 0))
    # Perhaps it never rang: the adviser is not blamed for that. As long as the offer is open it rings, once more or
    # for the first time; after that the record ends it.
    draft = Draft(call)
    draft.change(ringing=None)
    return draft.finished()


def _continued(flow: Flow, so_far: Decision, snapshot: Snapshot) -> Decision:
    call = so_far.call
    draft = Draft(call, list(so_far.writes), list(so_far.effects))
    if call.phase is Phase.TALK and call.talk and not call.talk.is_held:
        draft.act(Join(call.talk.bridge_id, (call.citizen_leg, call.talk.leg_id)))
        if not snapshot.has_sound_file:
            draft.write(DiscardRecording(call.recording_name))
            begin_recording(draft)
    elif call.phase is Phase.LEAVING:
        draft.act(farewell_of(call))
    elif call.phase is Phase.MESSAGE and not (snapshot.is_message_recording or snapshot.has_sound_file):
        draft.write(DiscardRecording(call.message_name))
        draft.change(phase=Phase.FLOW)
        go_on(draft, flow)
    elif call.phase is Phase.MESSAGE and not snapshot.is_message_recording:
        gone = MessageRecorded(call.message_name, UNKNOWN_MESSAGE_SECONDS, "limit")
        return handle(flow, call, gone)
    elif call.phase in {Phase.FLOW, Phase.QUEUE}:
        _flow_again(draft, flow, snapshot)
    return draft.finished()


def _flow_again(draft: Draft, flow: Flow, snapshot: Snapshot) -> None:
    draft.act(Answer(draft.call.citizen_leg))
    if draft.call.is_speaking and snapshot.is_speech_playing:
        return
    # What sounded is gone or belongs to a speech that has ended: it must not be stopped under its old id.
    draft.change(is_speaking=False)
    if draft.call.preface:
        say_first(draft, draft.call.preface)
    else:
        go_on(draft, flow)
