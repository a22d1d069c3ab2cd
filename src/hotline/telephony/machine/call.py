"""The way of a call: one event in, one decision out. Events that no longer fit are harmless and change nothing."""

from collections.abc import Callable
from typing import Any

from hotline.ivr import vocabulary as ivr
from hotline.ivr.flow import Flow

from . import adviser, ending, talk
from .decision import Decision, Draft
from .effects import Answer
from .events import (
    AdviserLost,
    Arrived,
    ConsultReplied,
    Event,
    HoldAsked,
    KeyPressed,
    LegGone,
    LegUp,
    MessageRecorded,
    OfferDecided,
    OfferMade,
    OfferWithdrawn,
    QueueGaveUp,
    QueueJoined,
    QueueLeft,
    ResumeAsked,
    SpeechEnded,
    TimeUp,
)
from .flow import give, go_on
from .state import Call, Phase
from .writes import BeginFlow, DiscardRecording, FinishRecording, OpenInteraction

SHORTEST_MESSAGE_SECONDS = 1.0
LISTENING = frozenset({Phase.FLOW, Phase.QUEUE})
"""The phases in which the flow has the citizen's ear and takes his keys."""


def handle(flow: Flow, call: Call, event: Event) -> Decision:
    """What follows from this event. Total: any event may come in any state."""
    draft = Draft(call)
    if call.phase is not Phase.ENDED:
        _HANDLERS[type(event)](draft, flow, event)
        _go_on_behind_preface(draft, flow)
    return draft.finished()


def _go_on_behind_preface(draft: Draft, flow: Flow) -> None:
    """Our own sentence has been said, or was cut short for an adviser who did not get the citizen: the flow goes on."""
    call = draft.call
    if call.phase in LISTENING and call.preface and not call.is_speaking and not (call.ringing and call.ringing.is_up):
        go_on(draft, flow)


def _arrived(draft: Draft, flow: Flow, event: Arrived) -> None:
    draft.write(OpenInteraction(draft.call.citizen_leg, event.called_number, event.number))
    draft.act(Answer(draft.call.citizen_leg))
    give(draft, flow, ivr.Started())


def _key_pressed(draft: Draft, flow: Flow, event: KeyPressed) -> None:
    ringing = draft.call.ringing
    if draft.call.phase in LISTENING and not (ringing and ringing.is_up):  # else an adviser has him in a moment
        if draft.call.preface:  # cut short like any other speech; the key is for what the flow was at
            go_on(draft, flow)
        give(draft, flow, ivr.KeyPressed(event.key))


def _speech_ended(draft: Draft, flow: Flow, event: SpeechEnded) -> None:
    if draft.call.is_speaking and event.speech_id == draft.call.speech_id:
        draft.change(is_speaking=False)
        if draft.call.phase in LISTENING and not draft.call.preface:
            give(draft, flow, ivr.SpeechEnded())


def _time_up(draft: Draft, flow: Flow, event: TimeUp) -> None:
    if draft.call.timer_seconds is not None and event.timer_n == draft.call.timer_n:
        draft.change(timer_seconds=None)
        if draft.call.phase in LISTENING:
            give(draft, flow, ivr.TimeUp())


def _consult_replied(draft: Draft, flow: Flow, event: ConsultReplied) -> None:
    if draft.call.phase not in LISTENING or draft.call.preface:
        return  # what was asked before the talk is asked again
    if event.reply is None:
        give(draft, flow, ivr.Refused(event.question))
    else:
        give(draft, flow, ivr.Replied(event.question, event.reply))


def _message_recorded(draft: Draft, flow: Flow, event: MessageRecorded) -> None:
    if draft.call.phase is not Phase.MESSAGE or event.name != draft.call.message_name:
        return
    is_kept = event.seconds >= SHORTEST_MESSAGE_SECONDS
    draft.write(FinishRecording(event.name) if is_kept else DiscardRecording(event.name))
    draft.change(phase=Phase.FLOW, has_left_message=draft.call.has_left_message or is_kept)
    give(draft, flow, ivr.MessageTaken(event.seconds))


def _queue_joined(draft: Draft, flow: Flow, _event: QueueJoined) -> None:
    if draft.call.phase is Phase.QUEUE:
        give(draft, flow, ivr.QueueJoined())


def _queue_left(draft: Draft, flow: Flow, _event: QueueLeft) -> None:
    draft.change(phase=Phase.FLOW)
    draft.write(BeginFlow())
    give(draft, flow, ivr.QueueLeft())


def _queue_gave_up(draft: Draft, flow: Flow, _event: QueueGaveUp) -> None:
    if draft.call.phase is not Phase.QUEUE:
        return
    adviser.stop_ringing(draft)
    draft.change(phase=Phase.FLOW)
    draft.write(BeginFlow())
    give(draft, flow, ivr.QueueGaveUp())


def _leg_gone(draft: Draft, flow: Flow, event: LegGone) -> None:
    call = draft.call
    if event.leg_id == call.citizen_leg:
        ending.citizen_gone(draft)
    elif call.ringing and event.leg_id == call.ringing.leg_id:
        adviser.ringing_leg_gone(draft, cause=event.cause)
    elif call.talk and event.leg_id == call.talk.leg_id:
        talk.adviser_leg_gone(draft, flow, cause=event.cause)


_HANDLERS: dict[type, Callable[[Draft, Flow, Any], None]] = {
    Arrived: _arrived,
    KeyPressed: _key_pressed,
    SpeechEnded: _speech_ended,
    TimeUp: _time_up,
    ConsultReplied: _consult_replied,
    MessageRecorded: _message_recorded,
    QueueJoined: _queue_joined,
    QueueLeft: _queue_left,
    QueueGaveUp: _queue_gave_up,
    LegGone: _leg_gone,
    OfferMade: adviser.offer_made,
    OfferWithdrawn: adviser.offer_withdrawn,
    LegUp: adviser.leg_up,
    OfferDecided: talk.offer_decided,
    AdviserLost: adviser.adviser_lost,
    HoldAsked: talk.hold_asked,
    ResumeAsked: talk.resume_asked,
}
