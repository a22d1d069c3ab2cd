"""What a decision writes to the record, in the transaction that also writes the call's state."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .events import OfferOutcome


@dataclass(frozen=True, slots=True)
class OpenInteraction:
    """The first row of everything: inquiry, interaction, flow segment, citizen's leg."""

    leg_id: str
    called_number: str
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddStep:
    """A line on the time line."""

    kind: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The interaction's language."""

    language: str


@dataclass(frozen=True, slots=True)
class BeginFlow:
    """The citizen's time belongs to the flow again."""


@dataclass(frozen=True, slots=True)
class JoinQueue:
    """Stand in a queue. Reported back as QueueJoined, or QueueGaveUp where that is not possible."""

    queue: str
    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class LeaveQueue:
    """Leave the queue; an open offer is withdrawn. Reported back as QueueLeft when `is_reported`."""

    why: str
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """The adviser's leg is up. Reported back as OfferDecided."""

    offer_id: str
    leg_id: str


@dataclass(frozen=True, slots=True)
class RejectOffer:
    """The adviser did not take the call; it goes on to the next."""

    offer_id: str
    outcome: OfferOutcome


@dataclass(frozen=True, slots=True)
class ReturnToQueue:
    """The adviser was lost: the citizen goes to the queue's front."""


@dataclass(frozen=True, slots=True)
class EndService:
    """The talk is over; the adviser's wrap-up begins."""


@dataclass(frozen=True, slots=True)
class OpenLeg:
    """We are about to make an adviser's leg."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class CloseLeg:
    """A leg is gone."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class OpenRecording:
    """A recording of this part (talk or message) begins under this name."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class FinishRecording:
    """The recording of this name is whole: take it into the file store."""

    name: str


@dataclass(frozen=True, slots=True)
class DiscardRecording:
    """The recording of this name is not wanted: the message was too short."""

    name: str


@dataclass(frozen=True, slots=True)
class MarkGap:
    """From here on the recording of this name holds written silence, or no longer."""

    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RequestCallback:
    """Call this citizen back: on `number`, or on the number the call came from."""

    source: str
    number: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class HearPassage:
    """A paragraph of an entry version was spoken, which was looked up by `day` (ISO): provenance."""

    version_id: str
    index: int
    language: str
    day: str


@dataclass(frozen=True, slots=True)
class OfferSurvey:
    """The citizen was asked for a mark."""


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    """The citizen's mark in the record's scale: 5 best to 1 worst."""

    level: int


@dataclass(frozen=True, slots=True)
class CloseInteraction:
    """The end, with its reason."""

    reason: str


Write = (
    OpenInteraction
    | AddStep
    | SetLanguage
    | BeginFlow
    | JoinQueue
    | LeaveQueue
    | AcceptOffer
    | RejectOffer
    | ReturnToQueue
    | EndService
    | OpenLeg
    | CloseLeg
    | OpenRecording
    | FinishRecording
    | DiscardRecording
    | MarkGap
    | RequestCallback
    | HearPassage
    | OfferSurvey
    | AnswerSurvey
    | CloseInteraction
)
