"""How far one call has come in its flow: everything the interpreter remembers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hotline.ivr.vocabulary import Utterance, secret
from hotline.speech.languages import Speed

KEYS_AHEAD_LIMIT: Final = 20
"""So many keys typed faster than the flow asks are kept; further ones are dropped."""


class Wait(StrEnum):
    """What will move the run on."""

    START = "start"
    SPEECH = "speech"
    KEY = "key"
    REPLY = "reply"
    TIMER = "timer"
    QUEUE = "queue"
    MESSAGE = "message"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Topic:
    """The entry version that is being listened to; `day` (ISO) is the one whose law was asked for."""

    code: str
    version_id: str
    paragraphs: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One caller's place in one version of a flow.

    `stage` is the step inside a node and belongs to the node's verb. `secret_digits` and `keys_ahead` live in memory
    alone: after a restart they are empty, and `interpreter.resume` asks again. `is_open` is the last answer to
    `open_now`: prompts that offer an adviser have a variant for closed hours.
    """

    flow: str
    version: int
    node: str = ""
    stage: str = ""
    language: str = "zh"
    waits_for: Wait = Wait.START
    question: str = ""
    speaking: tuple[Utterance, ...] = ()
    reason: str = ""
    wrong_tries: int = 0
    silent_tries: int = 0
    digits: str = ""
    codes: tuple[str, ...] = ()
    topic: Topic | None = None
    paragraph: int = 0
    speed: Speed = "normal"
    leaving: str = ""
    is_open: bool = True
    secret_digits: str = secret(default="")
    keys_ahead: str = secret(default="")

    @property
    def is_over(self) -> bool:
        """Whether the run has ended: no input moves it any more."""
        return self.waits_for is Wait.OVER
