"""What changes queues, desks and offers."""

from .callbacks import (
    AttemptRunningError,
    CallbackOverError,
    callback_attempt_begin,
    callback_attempt_end,
    callback_request,
)
from .dealings import callback_deal, callback_reveal, voice_message_deal
from .desks import (
    TalkGoesOnError,
    desk_alive,
    desk_gone,
    desk_phone,
    desk_set_presence,
    desk_sign_in,
    desk_sign_out,
    wrap_up_finish,
)
from .forgetting import spans_forget
from .matching import match
from .offers import offer_accept, offer_reject
from .queueing import queue_join, queue_leave, queue_return
from .serving import service_end
from .sweeping import Swept, sweep

__all__ = [
    "AttemptRunningError",
    "CallbackOverError",
    "Swept",
    "TalkGoesOnError",
    "callback_attempt_begin",
    "callback_attempt_end",
    "callback_deal",
    "callback_request",
    "callback_reveal",
    "desk_alive",
    "desk_gone",
    "desk_phone",
    "desk_set_presence",
    "desk_sign_in",
    "desk_sign_out",
    "match",
    "offer_accept",
    "offer_reject",
    "queue_join",
    "queue_leave",
    "queue_return",
    "service_end",
    "spans_forget",
    "sweep",
    "voice_message_deal",
    "wrap_up_finish",
]
