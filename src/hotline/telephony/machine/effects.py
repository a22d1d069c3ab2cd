"""What a decision wants from the engine, after the transaction. Ids are ours wherever the engine lets us choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotline.ivr.vocabulary import Utterance


@dataclass(frozen=True, slots=True)
class Answer:
    """Pick up the citizen's call."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class Play:
    """Speak to a leg. A known id must not be played twice: the engine would queue it again."""

    leg_id: str
    speech_id: str
    utterances: tuple[Utterance, ...]
    language: str


@dataclass(frozen=True, slots=True)
class StopPlay:
    """End a speech."""

    speech_id: str


@dataclass(frozen=True, slots=True)
class StartMusic:
    """Music for a leg."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class StopMusic:
    """No more music for a leg."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class ArmTimer:
    """Report TimeUp with this number after so many seconds."""

    timer_n: int
    seconds: float


@dataclass(frozen=True, slots=True)
class AskRecord:
    """Answer a question of the flow from the record."""

    question: str
    args: Mapping[str, object]
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Ring:
    """Call an adviser's telephone. Safe to repeat: the engine refuses a second channel with the same id."""

    leg_id: str
    extension: str
    ring_seconds: int


@dataclass(frozen=True, slots=True)
class HangUpLeg:
    """End a leg, in whatever state it is."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class Join:
    """Make the bridge, if it is not there, and put these legs into it."""

    bridge_id: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Take a leg out of the bridge."""

    bridge_id: str
    leg_id: str


@dataclass(frozen=True, slots=True)
class DropBridge:
    """The bridge is not needed any more."""

    bridge_id: str


@dataclass(frozen=True, slots=True)
class StartRecording:
    """Record both directions of the citizen's leg, left what he says, right what he hears."""

    leg_id: str
    name: str


@dataclass(frozen=True, slots=True)
class PauseRecording:
    """Write silence instead, or no longer; the time line is kept."""

    leg_id: str
    is_paused: bool


@dataclass(frozen=True, slots=True)
class StopRecording:
    """End the recording of the citizen's leg."""

    leg_id: str


@dataclass(frozen=True, slots=True)
class TakeMessage:
    """Beep, then record what the citizen says until a key, silence or the limit."""

    leg_id: str
    name: str
    max_seconds: float


@dataclass(frozen=True, slots=True)
class LeaveToFallback:
    """Hand the citizen to the dialplan's own service, which needs none of us. Never repeated."""

    leg_id: str


Effect = (
    Answer
    | Play
    | StopPlay
    | StartMusic
    | StopMusic
    | ArmTimer
    | AskRecord
    | Ring
    | HangUpLeg
    | Join
    | TakeOut
    | DropBridge
    | StartRecording
    | PauseRecording
    | StopRecording
    | TakeMessage
    | LeaveToFallback
)
