"""The flow's orders, carried out: each becomes writes and effects of the call."""

from collections.abc import Callable
from typing import Any

from hotline.ivr import vocabulary as ivr
from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import advance
from hotline.ivr.interpreter import resume as flow_resume

from .adviser import stop_ringing
from .decision import Draft
from .effects import (
    ArmTimer,
    AskRecord,
    HangUpLeg,
    LeaveToFallback,
    PauseRecording,
    Play,
    StartMusic,
    StopMusic,
    StopPlay,
    TakeMessage,
)
from .state import Call, Phase
from .writes import (
    AddStep,
    AnswerSurvey,
    HearPassage,
    JoinQueue,
    LeaveQueue,
    MarkGap,
    OfferSurvey,
    OpenRecording,
    RequestCallback,
    SetLanguage,
)

SURVEY_VERB = "survey"
BEST_MARK_KEY_AND_RECORD_SUM = 6
"""The telephone says 1 for very satisfied, the record 5: the two add up to this."""


def give(draft: Draft, flow: Flow, given: ivr.Input) -> None:
    """Tell the flow what happened and carry out what it orders."""
    run, orders = advance(flow, draft.call.run, given)
    draft.change(run=run)
    carry_out(draft, orders)


def carry_out(draft: Draft, orders: tuple[ivr.Order, ...]) -> None:
    """Turn orders into writes and effects, in their sequence."""
    for order in orders:
        _CARRIERS[type(order)](draft, order)


def say_first(draft: Draft, prompt: str) -> None:
    """Say a prompt of ours at once; the flow goes on from where it is as soon as it has been said."""
    hush(draft)
    forget_timer(draft)
    _play(draft, (ivr.Prompt(prompt),))
    draft.change(preface=prompt)


def go_on(draft: Draft, flow: Flow) -> None:
    """Let the flow order again what it was at: speech, music, question, place in the queue."""
    stop_speech(draft)
    run, orders = flow_resume(flow, draft.call.run)
    draft.change(run=run)
    carry_out(draft, orders)


def stop_speech(draft: Draft) -> None:
    """Neither the flow nor we say anything any more."""
    if draft.call.is_speaking:
        draft.act(StopPlay(draft.call.speech_id))
    draft.change(is_speaking=False, preface="")


def farewell_of(call: Call) -> HangUpLeg | LeaveToFallback:
    """How the citizen is let go in the phase LEAVING: a flow in trouble has not helped him, he is not cut off."""
    return LeaveToFallback(call.citizen_leg) if call.end_reason == "flow_trouble" else HangUpLeg(call.citizen_leg)


def hush(draft: Draft) -> None:
    """Nothing sounds for the citizen any more: neither speech nor music."""
    stop_speech(draft)
    if draft.call.is_music_on:
        draft.act(StopMusic(draft.call.citizen_leg))
        draft.change(is_music_on=False)


def forget_timer(draft: Draft) -> None:
    """A timer that still runs is of no interest any more."""
    if draft.call.timer_seconds is not None:
        draft.change(timer_n=draft.call.timer_n + 1, timer_seconds=None)


def pause_recording(draft: Draft, *, is_paused: bool) -> None:
    """Silence is written in place of the voices, or no longer. Nothing where no recording runs."""
    if draft.call.is_recording:
        draft.act(PauseRecording(draft.call.citizen_leg, is_paused=is_paused))
        draft.write(MarkGap(draft.call.recording_name, is_paused))


def _speak(draft: Draft, order: ivr.Speak) -> None:
    hush(draft)
    _play(draft, order.utterances)
    for utterance in order.utterances:
        if isinstance(utterance, ivr.Passage):
            draft.write(HearPassage(utterance.version_id, utterance.index, draft.call.run.language, utterance.day))


def _play(draft: Draft, utterances: tuple[ivr.Utterance, ...]) -> None:
    draft.change(speech_n=draft.call.speech_n + 1, is_speaking=True)
    call = draft.call
    draft.act(Play(call.citizen_leg, call.speech_id, utterances, call.run.language))


def _hush_speech(draft: Draft, _order: ivr.HushSpeech) -> None:
    stop_speech(draft)


def _play_music(draft: Draft, _order: ivr.PlayMusic) -> None:
    if not draft.call.is_music_on:
        draft.act(StartMusic(draft.call.citizen_leg))
        draft.change(is_music_on=True)


def _set_timer(draft: Draft, order: ivr.SetTimer) -> None:
    draft.change(timer_n=draft.call.timer_n + 1, timer_seconds=order.seconds)
    draft.act(ArmTimer(draft.call.timer_n, order.seconds))


def _stop_timer(draft: Draft, _order: ivr.StopTimer) -> None:
    forget_timer(draft)


def _consult(draft: Draft, order: ivr.Consult) -> None:
    draft.act(AskRecord(order.question, order.args, order.secret))


def _join_queue(draft: Draft, order: ivr.JoinQueue) -> None:
    if draft.call.phase is not Phase.QUEUE:  # after a restart the flow joins again: the same place, by the same number
        draft.change(phase=Phase.QUEUE, queue_n=draft.call.queue_n + 1)
    draft.write(JoinQueue(order.queue, order.reason, draft.call.queue_n))


def _leave_queue(draft: Draft, order: ivr.LeaveQueue) -> None:
    stop_ringing(draft)
    draft.write(LeaveQueue(order.why, is_reported=True))


def _take_message(draft: Draft, order: ivr.TakeMessage) -> None:
    hush(draft)
    draft.change(phase=Phase.MESSAGE, message_n=draft.call.message_n + 1)
    call = draft.call
    draft.write(OpenRecording(call.message_name, "message"))
    draft.act(TakeMessage(call.citizen_leg, call.message_name, order.max_seconds))


def _request_callback(draft: Draft, order: ivr.RequestCallback) -> None:
    draft.change(has_asked_callback=True)
    draft.write(RequestCallback("queue", order.number))


def _mark_survey(draft: Draft, order: ivr.MarkSurvey) -> None:
    if order.level is not None:
        draft.write(AnswerSurvey(BEST_MARK_KEY_AND_RECORD_SUM - order.level))


def _set_language(draft: Draft, order: ivr.SetLanguage) -> None:
    draft.write(SetLanguage(order.language))


def _secret_keys(draft: Draft, order: ivr.SecretKeys) -> None:
    if order.on is not draft.call.is_secret:
        pause_recording(draft, is_paused=order.on)
    draft.change(is_secret=order.on)


def _note(draft: Draft, order: ivr.Note) -> None:
    draft.write(AddStep(order.kind, order.data))
    if order.kind == "node" and order.data.get("verb") == SURVEY_VERB:
        # At the question, not at the answer: who hangs up in between was asked as well.
        draft.write(OfferSurvey())


def _hang_up(draft: Draft, order: ivr.HangUp) -> None:
    hush(draft)
    forget_timer(draft)
    draft.change(phase=Phase.LEAVING, end_reason=order.reason)
    draft.act(farewell_of(draft.call))


_CARRIERS: dict[type, Callable[[Draft, Any], None]] = {
    ivr.Speak: _speak,
    ivr.HushSpeech: _hush_speech,
    ivr.PlayMusic: _play_music,
    ivr.SetTimer: _set_timer,
    ivr.StopTimer: _stop_timer,
    ivr.Consult: _consult,
    ivr.JoinQueue: _join_queue,
    ivr.LeaveQueue: _leave_queue,
    ivr.TakeMessage: _take_message,
    ivr.RequestCallback: _request_callback,
    ivr.MarkSurvey: _mark_survey,
    ivr.SetLanguage: _set_language,
    ivr.SecretKeys: _secret_keys,
    ivr.Note: _note,
    ivr.HangUp: _hang_up,
}
