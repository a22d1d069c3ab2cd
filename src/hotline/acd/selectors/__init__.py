"""What may be asked about queues, desks and hours."""

from .dealings import (
    CallbackToDo,
    TryRow,
    VoiceMessageToDo,
    blobs_to_hear,
    callbacks_to_do,
    contacts_promised,
    is_to_do,
    open_to_do,
    voice_messages_to_do,
)
from .desks import DeskState, desk_state
from .hours import hours_in_words, open_now
from .waiting import QueueNow, Wait, expected_wait, queue_now

__all__ = [
    "CallbackToDo",
    "DeskState",
    "QueueNow",
    "TryRow",
    "VoiceMessageToDo",
    "Wait",
    "blobs_to_hear",
    "callbacks_to_do",
    "contacts_promised",
    "desk_state",
    "expected_wait",
    "hours_in_words",
    "is_to_do",
    "open_now",
    "open_to_do",
    "queue_now",
    "voice_messages_to_do",
]
