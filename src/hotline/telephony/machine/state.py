"""Everything that is remembered of a call. It is written to the database after each event; nothing secret is in it."""

from dataclasses import dataclass
from enum import StrEnum

from hotline.ivr.run import Run
from hotline.kernel.ids import derived_id


class Phase(StrEnum):
    """Who has the citizen now."""

    FLOW = "flow"
    QUEUE = "queue"
    TALK = "talk"
    MESSAGE = "message"
    LEAVING = "leaving"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """An adviser's telephone rings for this call."""

    offer_id: str
    staff_id: str
    leg_id: str
    is_up: bool = False
    """He has answered, and the record was asked whether he gets the citizen: it may have said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Citizen and adviser speak with each other."""

    offer_id: str
    staff_id: str
    leg_id: str
    bridge_id: str
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call. Ids are the engine's channel ids for legs, ours for everything we make."""

    interaction_id: str
    citizen_leg: str
    run: Run
    phase: Phase = Phase.FLOW
    speech_n: int = 0
    is_speaking: bool = False
    preface: str = ""
    """A prompt of ours that is being said; the flow goes on when it has ended. Empty where the flow has the word."""
    is_music_on: bool = False
    timer_n: int = 0
    timer_seconds: float | None = None
    ringing: Ringing | None = None
    talk: Talk | None = None
    queue_n: int = 0
    recording_n: int = 0
    is_recording: bool = False
    is_secret: bool = False
    message_n: int = 0
    was_served: bool = False
    has_left_message: bool = False
    has_asked_callback: bool = False
    end_reason: str = ""

    @property
    def speech_id(self) -> str:
        """The engine's id of the newest playback: chosen by us, so that a repeat is recognised."""
        return self._speech_id(self.speech_n)

    @property
    def former_speech_id(self) -> str:
        """The id of the playback before the newest."""
        return self._speech_id(self.speech_n - 1)

    @property
    def recording_name(self) -> str:
        """File name, without ending, of the newest part of the talk's recording."""
        return f"{self.interaction_id}-talk{self.recording_n}"

    @property
    def message_name(self) -> str:
        """Name of the newest live recording of a message."""
        return f"{self.interaction_id}-message{self.message_n}"

    @property
    def legs(self) -> tuple[str, ...]:
        """Every telephone connection that belongs to this call."""
        others = [part.leg_id for part in (self.ringing, self.talk) if part]
        return (self.citizen_leg, *others)

    def _speech_id(self, n: int) -> str:
        return str(derived_id(self.interaction_id, "speech", n))


def arriving(*, interaction_id: str, citizen_leg: str, run: Run) -> Call:
    """A call that has just reached us and is not answered yet."""
    return Call(interaction_id=interaction_id, citizen_leg=citizen_leg, run=run)


def leg_id_for(offer_id: str) -> str:
    """The channel id of the adviser's leg that an offer makes: the same on a repeat, so it rings once."""
    return f"adviser-{offer_id}"


def bridge_id_for(offer_id: str) -> str:
    """The bridge in which the two speak."""
    return f"talk-{offer_id}"
