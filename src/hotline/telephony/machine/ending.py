"""The citizen has left: everything that was in hand for him is put in order."""

from .adviser import stop_ringing
from .decision import Draft
from .state import Call, Phase
from .talk import dissolve
from .writes import CloseInteraction, EndService, FinishRecording, LeaveQueue, RequestCallback

LOST_IN_CRASH = "lost_in_crash"
FLOW_ENDED = "flow_ended"


def citizen_gone(draft: Draft) -> None:
    """He hung up, or we did: close the interaction with the reason that fits where he was."""
    reason = reason_of(draft.call)
    _put_in_order(draft)
    draft.write(CloseInteraction(reason))
    draft.change(phase=Phase.ENDED, end_reason=reason, is_speaking=False, is_music_on=False, timer_seconds=None)


def citizen_lost(draft: Draft) -> None:
    """The engine died with the call in it: close the interaction, and have the citizen called back."""
    _put_in_order(draft)
    if draft.call.phase is not Phase.LEAVING:
        draft.write(RequestCallback("crash", None))
    draft.write(CloseInteraction(LOST_IN_CRASH))
    draft.change(phase=Phase.ENDED, end_reason=LOST_IN_CRASH, is_speaking=False, is_music_on=False, timer_seconds=None)


def reason_of(call: Call) -> str:
    """Why the interaction ends: what came of it says more than who hung up at last."""
    if call.end_reason not in {"", FLOW_ENDED}:
        return call.end_reason
    if call.phase is Phase.QUEUE:
        return "abandoned_in_queue"
    if call.was_served:
        return "served"
    if call.has_asked_callback:
        return "callback_requested"
    if call.phase is Phase.MESSAGE or call.has_left_message:
        return "message_left"
    return call.end_reason or "caller_hung_up"


def _put_in_order(draft: Draft) -> None:
    phase = draft.call.phase
    if phase is Phase.QUEUE:
        draft.write(LeaveQueue("abandoned"))
    if draft.call.ringing and draft.call.ringing.is_up:
        draft.write(EndService())  # given to an adviser and gone before the two were joined
    stop_ringing(draft)
    if draft.call.talk:
        dissolve(draft)
        draft.write(EndService())
    if phase is Phase.MESSAGE:
        draft.write(FinishRecording(draft.call.message_name))
