"""After a restart: what a call's state expects is compared with what the engine has, and the difference is fed in.

There is no second way of handling a call: every case ends in an event of `handle`, or in an effect that is asked again
and harmless when repeated.
"""

from dataclasses import dataclass

from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import resume as flow_resume

from . import ending
from .call import handle
from .decision import Decision, Draft
from .effects import Answer, HangUpLeg, Join
from .events import LegGone, LegUp, MessageRecorded
from .flow import carry_out
from .state import Call, Phase
from .talk import NORMAL_CLEARING

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
        return _continued(flow, handle(flow, call, LegGone(ringing.leg_id, 0)), snapshot)
    if ringing and ringing.leg_id in snapshot.arrived_legs:
        return handle(flow, call, LegUp(ringing.leg_id))
    return _continued(flow, Decision(call, (), ()), snapshot)


def _without_citizen(flow: Flow, call: Call, snapshot: Snapshot) -> Decision:
    if not snapshot.has_engine_restarted:
        return handle(flow, call, LegGone(call.citizen_leg, 0))
    draft = Draft(call)
    ending.citizen_lost(draft)
    return draft.finished()


def _continued(flow: Flow, so_far: Decision, snapshot: Snapshot) -> Decision:
    call = so_far.call
    draft = Draft(call, list(so_far.writes), list(so_far.effects))
    if call.phase is Phase.TALK and call.talk and not call.talk.is_held:
        draft.act(Join(call.talk.bridge_id, (call.citizen_leg, call.talk.leg_id)))
    elif call.phase is Phase.LEAVING:
        draft.act(HangUpLeg(call.citizen_leg))
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
    run, orders = flow_resume(flow, draft.call.run)
    # What sounded is gone or belongs to a speech that has ended: it must not be stopped under its old id.
    draft.change(run=run, is_speaking=False)
    carry_out(draft, orders)
