"""One step of a run while it is being taken: collects the orders and the changed run. Local to one `advance`."""

from dataclasses import replace
from typing import Any, Final

from hotline.ivr.run import KEYS_AHEAD_LIMIT, Run, Wait
from hotline.ivr.vocabulary import (
    Consult,
    HangUp,
    HushSpeech,
    Note,
    Order,
    PlayMusic,
    SetTimer,
    Speak,
    StopTimer,
    Utterance,
)

_TIMED: Final = (Wait.KEY, Wait.TIMER)


class Turn:
    """What a verb writes on: every way to wait keeps speech and timer in step with what the run waits for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.target: str | None = None
        self._orders: list[Order] = []
        self._speech_sounds = run.waits_for is Wait.SPEECH
        self._timer_runs = run.waits_for in _TIMED

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders so far."""
        return tuple(self._orders)

    def change(self, **values: Any) -> None:
        """Change fields of the run."""
        self.run = replace(self.run, **values)

    def order(self, *orders: Order) -> None:
        """Add orders."""
        self._orders.extend(orders)

    def note(self, kind: str, **data: object) -> None:
        """Add a step for the time line."""
        self.order(Note(kind, data))

    def go(self, target: str) -> None:
        """Enter that node next."""
        self.target = target

    # What has happened by itself.

    def speech_ended(self) -> None:
        """The speech that sounded is over."""
        self._speech_sounds = False

    def timer_ended(self) -> None:
        """The timer that ran is over."""
        self._timer_runs = False

    # Ways to wait. Each replaces the one before.

    def wait(self, wait: Wait, *, stage: str | None = None) -> None:
        """Wait for that, in that stage of the node (None keeps the stage)."""
        if wait is not Wait.SPEECH:
            self.hush()
        if wait not in _TIMED and self._timer_runs:
            self.order(StopTimer())
            self._timer_runs = False
        self.change(waits_for=wait, stage=self.run.stage if stage is None else stage)

    def speak(self, *utterances: Utterance, stage: str | None = None) -> None:
        """Speak, and wait for the end of it."""
        self.wait(Wait.SPEECH, stage=stage)
        self.order(Speak(utterances))
        self._speech_sounds = True
        self.change(speaking=utterances)

    def wait_for_key(self, *, seconds: float) -> None:
        """Give the caller so many seconds to press a key."""
        self.wait(Wait.KEY)
        self.order(SetTimer(seconds))
        self._timer_runs = True

    def music(self, *, seconds: float, stage: str) -> None:
        """Play music for so many seconds."""
        self.wait(Wait.TIMER, stage=stage)
        self.order(PlayMusic(), SetTimer(seconds))
        self._timer_runs = True

    def consult(self, question: str, *, stage: str, secret: str = "", **args: object) -> None:
        """Ask what only others know."""
        self.wait(Wait.REPLY, stage=stage)
        self.order(Consult(question, args, secret))
        self.change(question=question)

    def hang_up(self, *, reason: str) -> None:
        """End the call."""
        self.wait(Wait.OVER)
        self.order(HangUp(reason))
        self.change(keys_ahead="", secret_digits="", speaking=())

    def trouble(self, *, why: str) -> None:
        """Give the caller to the fallback: the flow itself cannot go on."""
        self.note("trouble", node=self.run.node, why=why)
        self.target = None
        self.hang_up(reason="flow_trouble")

    # Speech and keys.

    def hush(self) -> None:
        """End the speech where one sounds."""
        if self._speech_sounds:
            self.order(HushSpeech())
            self._speech_sounds = False

    def keep_key(self, key: str) -> None:
        """Keep a key for the next menu or gather; beyond the limit it is dropped."""
        self.change(keys_ahead=(self.run.keys_ahead + key)[:KEYS_AHEAD_LIMIT])

    def drop_keys_ahead(self) -> None:
        """Forget what was typed ahead."""
        self.change(keys_ahead="")

    def next_key_ahead(self) -> str:
        """Take the oldest key typed ahead, "" where there is none."""
        key = self.run.keys_ahead[:1]
        self.change(keys_ahead=self.run.keys_ahead[1:])
        return key
