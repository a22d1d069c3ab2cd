"""The words between a flow and whoever carries it out: inputs go in, orders come out.

Everything here is a frozen value that `codec.to_json` writes and `codec.from_json` reads back. A field made by `secret`
is shown by no repr and written by no codec: it lives in memory alone.

What the interpreter relies on, and whoever carries out the orders therefore promises:

* `SpeechEnded` is given only for the newest `Speak` that was not hushed, `TimeUp` only for the newest `SetTimer` that
  was not stopped. A `Speak` replaces whatever sounds, music included; after `HushSpeech` no `SpeechEnded` follows.
* Every `Consult` is answered by `Replied` or, in time, by `Refused`.
* `JoinQueue` is answered by `QueueJoined`, or by `QueueGaveUp` where the queue cannot be joined; `LeaveQueue` by
  `QueueLeft`, or later by `ServedEnded` where an adviser was quicker than the caller's key.
* While an adviser has the caller, nothing is given but `ServedEnded`.
* `TakeMessage` is always answered by `MessageTaken`; the key that ended a message may also be given, and is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hotline.speech.languages import Speed

KEYS: Final = frozenset("0123456789*#")
"""The keys a caller can mean. Any other (A to D of odd telephones) is taken as a wrong key."""

MEMORY_ONLY: Final = "memory_only"
"""The metadata name by which the codec knows a field that it must not write."""


def secret(*, default: str | None) -> Any:
    """Return a dataclass field that neither repr nor codec gives away."""
    return field(default=default, repr=False, metadata={MEMORY_ONLY: True})


# What can be spoken.


@dataclass(frozen=True, slots=True)
class Prompt:
    """A sentence of the flow by its name in `asterisk/prompts/prompts.yaml`, in the run's language."""

    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an entry version, counted from 0.

    `day` (ISO) is the one whose law was asked for: it goes into the record with what was heard.
    """

    entry_code: str
    version_id: str
    day: str
    index: int
    speed: Speed


Utterance = Prompt | Passage


# What happens to a run.


@dataclass(frozen=True, slots=True)
class Started:
    """The caller has been answered: begin at the start node."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The caller pressed one key; it may belong to a secret, so repr hides it."""

    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The newest speech was spoken to its end."""


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The newest timer has run out."""


@dataclass(frozen=True, slots=True)
class Replied:
    """The answer to a `Consult` of that question."""

    question: str
    reply: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a `Consult` of that question could not be had in time."""

    question: str


@dataclass(frozen=True, slots=True)
class MessageTaken:
    """The caller's message lasted so many seconds, whatever ended it: a key, silence, or the limit."""

    seconds: float


@dataclass(frozen=True, slots=True)
class QueueJoined:
    """The caller now waits in the queue asked for."""


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The caller no longer waits, as `LeaveQueue` asked."""


@dataclass(frozen=True, slots=True)
class QueueGaveUp:
    """The caller waited to the queue's limit, or the queue could not be joined."""


@dataclass(frozen=True, slots=True)
class ServedEnded:
    """The adviser has hung up; the caller is still there."""


Input = (
    Started
    | KeyPressed
    | SpeechEnded
    | TimeUp
    | Replied
    | Refused
    | MessageTaken
    | QueueJoined
    | QueueLeft
    | QueueGaveUp
    | ServedEnded
)


# What the run wants done, in this order.


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak these one after the other; answered by `SpeechEnded`."""

    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class HushSpeech:
    """End the speech that sounds now."""


@dataclass(frozen=True, slots=True)
class PlayMusic:
    """Play music until the next speech, or until the caller is served."""


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Give `TimeUp` after so many seconds; replaces a timer still running."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    """Forget the timer."""


@dataclass(frozen=True, slots=True)
class Consult:
    """Ask what pure code cannot know; answered by `Replied` or `Refused`.

    Questions, their `args` and replies:

    * `open_now` -> `{"open": bool}`
    * `caller` -> `{"elder": bool, "number_known": bool}`
    * `topic` `{"code": str}` -> `{"found": str, "version": str, "paragraphs": int, "day": str}`, where `found` is
      one of `found`, `expired`, `not_yet`, `unknown`, and `day` (ISO) the one it was looked up by
    * `expected_wait` -> `{"position": int, "wait_seconds": int | None}`
    * `adviser_first` -> `{"on": bool}`
    * `most_asked` `{"field": str}` ("" for all, else the first digit of the codes) -> `{"codes": [str, ...]}`

    `secret` carries what a secret gather took, which then is not among the `args`: for `topic` it is the code.
    """

    question: str
    args: Mapping[str, object]
    secret: str = secret(default="")


@dataclass(frozen=True, slots=True)
class JoinQueue:
    """Put the caller into a queue; `reason` says how he came to want an adviser."""

    queue: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaveQueue:
    """Take the caller out of the queue; `why` is `message` or `callback`."""

    why: str


@dataclass(frozen=True, slots=True)
class TakeMessage:
    """Beep and record a message of at most so many seconds."""

    max_seconds: float


@dataclass(frozen=True, slots=True)
class RequestCallback:
    """Register a call-back: to the number the caller called from where `number` is None, else to `number`."""

    number: str | None = secret(default=None)


@dataclass(frozen=True, slots=True)
class MarkSurvey:
    """Keep the caller's mark: 1 best to 5 worst; None means offered and not answered."""

    level: int | None


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language (`zh` or `en`) from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class SecretKeys:
    """While on, the caller's keys carry an identity number or PIN: the recording pauses and no key is logged."""

    on: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A step for the time line, never with a secret in it.

    Kinds and their `data`:

    * `node` `{"node", "verb"}`: a node was entered (branch and language note only what came of them)
    * `key` `{"node", "key"}`: a key that led somewhere was pressed
    * `wrong_key`, `nothing_pressed` `{"node"}`: one try was used up
    * `answer` `{"node", "question", "go"}`: where the answer to a question led; `language` `{"language"}`
    * `topic` `{"code", "version"}`: a topic began; `topic_heard` the same: its last paragraph was spoken to the end
    * `trouble` `{"node", "why"}`: the flow cannot go on through its own fault
    """

    kind: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call; the run is over.

    `reason` is what the flow says, or `flow_trouble`: the flow cannot go on through its own fault, so take the
    caller to the fallback of the dialplan instead of hanging up.
    """

    reason: str


Order = (
    Speak
    | HushSpeech
    | PlayMusic
    | SetTimer
    | StopTimer
    | Consult
    | JoinQueue
    | LeaveQueue
    | TakeMessage
    | RequestCallback
    | MarkSurvey
    | SetLanguage
    | SecretKeys
    | Note
    | HangUp
)
