"""The tables of queues and desks."""

from .callback import Callback, CallbackAttempt
from .desk import AgentDesk, AgentSpan
from .item import QueueItem
from .offer import Offer
from .queue import MAIN_QUEUE, Calendar, Queue, QueueMember
from .voice_message import VoiceMessageDone

__all__ = [
    "MAIN_QUEUE",
    "AgentDesk",
    "AgentSpan",
    "Calendar",
    "Callback",
    "CallbackAttempt",
    "Offer",
    "Queue",
    "QueueItem",
    "QueueMember",
    "VoiceMessageDone",
]
