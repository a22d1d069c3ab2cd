"""What may be asked about queues, desks and hours."""

from .callbacks import CallbackRow, callbacks_open
from .desks import DeskState, desk_state
from .hours import hours_in_words, next_opening_of, open_now
from .waiting import QueueNow, Wait, expected_wait, queue_now

__all__ = [
    "CallbackRow",
    "DeskState",
    "QueueNow",
    "Wait",
    "callbacks_open",
    "desk_state",
    "expected_wait",
    "hours_in_words",
    "next_opening_of",
    "open_now",
    "queue_now",
]
