"""After a restart: what a call's state expects is compared with what the engine has, and the difference is fed in.

There is no second way of handling a call: every case ends in an event of `handle`, or in an effect that is asked again
and harmless when repeated.
"""

from dataclasses import dataclass

from hotline.ivr.flow import Flow

from . import ending
from .call import handle
from .decision import Decision, Draft
from .effects import Answer, Join, PauseRecording, StartMusic, StopMusic, StopPlay, StopRecording, TakeOut
from .events import Event, LegGone, LegUp, MessageRecorded
from .flow import farewell_of, forget_timer, go_on, say_first
from .state import Call, Phase
from .talk import NORMAL_CLEARING, UNKNOWN_CAUSE, begin_recording
from .writes import AddStep, DiscardRecording


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the engine has of one call."""

    live_legs: frozenset[str]
    arrived_legs: frozenset[str]
    """Legs that are up and wait in our application."""
    is_speech_playing: bool
    is_message_recording: bool
    sound_seconds: float | None
    """How much the engine has written of the newest recording, of the talk or of the message, whichever is under way;
    None where it has not begun.
    """
    is_adviser_reachable: bool
    """Whether the telephone of the adviser who was talking is registered; asked only where his leg is gone."""
    has_engine_restarted: bool
    """The engine began after the call did: what is missing was lost with it."""


def resume(flow: Flow, call: Call, snapshot: Snapshot) -> Decision:
    """What to do with a call found in the record."""
    if call.phase is Phase.ENDED:
        return Decision(call, (), ())
    if call.citizen_leg not in snapshot.live_legs:
        return _without_citizen(flow, call, snapshot)
    so_far = _tidied(call, snapshot)
    talk, ringing = call.talk, call.ringing
    if talk and talk.leg_id not in snapshot.live_legs:
        return _then(flow, so_far, LegGone(talk.leg_id, _cause_of_end(snapshot)))
    if ringing and ringing.leg_id not in snapshot.live_legs:
        so_far = _without_ringing_leg(flow, so_far)
    elif ringing and ringing.leg_id in snapshot.arrived_legs:
        return _then(flow, _continued(flow, so_far, snapshot), LegUp(ringing.leg_id))
    return _continued(flow, so_far, snapshot)


def _without_citizen(flow: Flow, call: Call, snapshot: Snapshot) -> Decision:
    if not snapshot.has_engine_restarted:
        return handle(flow, call, LegGone(call.citizen_leg, 0))
    draft = Draft(call)
    ending.citizen_lost(draft)
    return draft.finished()


def _cause_of_end(snapshot: Snapshot) -> int:
    """The engine keeps no word of how a leg ended. A telephone that can still be called was hung up; one that cannot
    was lost together with the talk. Taking who hung up and left at once for lost costs the citizen a wait at the
    queue's front; the other mistake would cost him his answer.
    """
    return NORMAL_CLEARING if snapshot.is_adviser_reachable else UNKNOWN_CAUSE


def _then(flow: Flow, so_far: Decision, event: Event) -> Decision:
    """And then this happens, within the same decision."""
    then = handle(flow, so_far.call, event)
    return Decision(then.call, (*so_far.writes, *then.writes), (*so_far.effects, *then.effects))


def _tidied(call: Call, snapshot: Snapshot) -> Decision:
    """Nothing sounds, nothing is recorded and no timer is awaited that is not meant to: its end may not have been asked
    for. A speech or message that is under way is left alone.
    """
    draft = Draft(call)
    if not call.is_recording and call.recording_n:
        draft.act(StopRecording(call.citizen_leg))
    if not (snapshot.is_speech_playing or snapshot.is_message_recording):
        draft.act(StopPlay(call.former_speech_id), StopPlay(call.speech_id), StopMusic(call.citizen_leg))
        draft.change(is_speaking=False, is_music_on=False)
        forget_timer(draft)
    return draft.finished()


def _without_ringing_leg(flow: Flow, so_far: Decision) -> Decision:
    ringing = so_far.call.ringing
    if ringing and ringing.is_up:
        return _then(flow, so_far, LegGone(ringing.leg_id, 0))
    # Perhaps it never rang: the adviser is not blamed for that. As long as the offer is open it rings, once more or
    # for the first time; after that the record ends it.
    draft = Draft(so_far.call, list(so_far.writes), list(so_far.effects))
    draft.change(ringing=None)
    return draft.finished()


def _continued(flow: Flow, so_far: Decision, snapshot: Snapshot) -> Decision:
    call = so_far.call
    draft = Draft(call, list(so_far.writes), list(so_far.effects))
    match call.phase:
        case Phase.TALK:
            _talk_again(draft, snapshot)
        case Phase.LEAVING:
            draft.act(farewell_of(call))
        case Phase.MESSAGE:
            return so_far if snapshot.is_message_recording else _after_message(flow, so_far, snapshot.sound_seconds)
        case _:
            _flow_again(draft, flow, snapshot)
    return draft.finished()


def _after_message(flow: Flow, so_far: Decision, seconds: float | None) -> Decision:
    """It has ended; or it never began, then the citizen is asked for it now."""
    name = so_far.call.message_name
    if seconds is not None:
        return _then(flow, so_far, MessageRecorded(name, seconds))
    draft = Draft(so_far.call, list(so_far.writes), list(so_far.effects))
    draft.write(DiscardRecording(name))
    draft.change(phase=Phase.FLOW)
    go_on(draft, flow)
    return draft.finished()


def _talk_again(draft: Draft, snapshot: Snapshot) -> None:
    call = draft.call
    if snapshot.sound_seconds is None:
        draft.write(DiscardRecording(call.recording_name), AddStep("recording_late", {}))
        begin_recording(draft)
    if call.talk and call.talk.is_held:
        draft.act(TakeOut(call.talk.bridge_id, call.citizen_leg), StartMusic(call.citizen_leg))
        draft.act(PauseRecording(call.citizen_leg, is_paused=True))
        draft.change(is_music_on=True)
    elif call.talk:
        draft.act(Join(call.talk.bridge_id, (call.citizen_leg, call.talk.leg_id)))
        draft.act(PauseRecording(call.citizen_leg, is_paused=False))


def _flow_again(draft: Draft, flow: Flow, snapshot: Snapshot) -> None:
    draft.act(Answer(draft.call.citizen_leg))
    if snapshot.is_speech_playing:
        return
    if draft.call.preface:
        say_first(draft, draft.call.preface)
    else:
        go_on(draft, flow)
