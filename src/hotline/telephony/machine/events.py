"""What can happen to a call, whoever reports it: the engine, a timer, the record, a desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

OfferOutcome = Literal["declined", "no_answer", "unreachable"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """The citizen's leg has reached us and rings. `number` is what the network sent; it lives in memory alone."""

    called_number: str
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The citizen pressed a key."""

    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """This playback came to its end, or never began."""

    speech_id: str


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The timer with this number ran out."""

    timer_n: int


@dataclass(frozen=True, slots=True)
class ConsultReplied:
    """The answer to a question of the flow; None where it could not be had in time."""

    question: str
    reply: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class MessageRecorded:
    """The live recording of this name has ended."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class OfferMade:
    """Matching has chosen an adviser: ring there."""

    offer_id: str
    staff_id: str
    extension: str
    ring_seconds: int


@dataclass(frozen=True, slots=True)
class OfferWithdrawn:
    """The offer ended in the record: stop ringing."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class OfferDecided:
    """What the record said when the adviser's leg came up: accepted, or too late."""

    offer_id: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class QueueJoined:
    """The citizen stands in the queue."""


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The citizen no longer stands in the queue."""


@dataclass(frozen=True, slots=True)
class QueueGaveUp:
    """The longest wait of the queue is over."""


@dataclass(frozen=True, slots=True)
class LegUp:
    """An adviser's leg was answered and has reached us."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class LegGone:
    """A leg exists no more. `cause` is the ISDN cause (Q.850); 0 where it is not known."""

    leg_id: str
    cause: int


@dataclass(frozen=True, slots=True)
class AdviserLost:
    """The adviser's telephone cannot be reached any more, though its channel may linger."""

    staff_id: str


@dataclass(frozen=True, slots=True)
class HoldAsked:
    """The adviser wants the citizen to wait with music."""


@dataclass(frozen=True, slots=True)
class ResumeAsked:
    """The adviser comes back to the held citizen."""


Event = (
    Arrived
    | KeyPressed
    | SpeechEnded
    | TimeUp
    | ConsultReplied
    | MessageRecorded
    | OfferMade
    | OfferWithdrawn
    | OfferDecided
    | QueueJoined
    | QueueLeft
    | QueueGaveUp
    | LegUp
    | LegGone
    | AdviserLost
    | HoldAsked
    | ResumeAsked
)
