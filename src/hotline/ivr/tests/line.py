"""A telephone line without telephony: carries out orders as a switchboard does, and notices what was broken."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.checker import checked_flow
from hotline.ivr.codec import to_json
from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import advance, begin, resume
from hotline.ivr.parse import read_yaml
from hotline.ivr.prompts import prompt_names
from hotline.ivr.vocabulary import (
    Consult,
    HangUp,
    HushSpeech,
    Input,
    JoinQueue,
    KeyPressed,
    LeaveQueue,
    MarkSurvey,
    MessageTaken,
    Note,
    Order,
    PlayMusic,
    Prompt,
    QueueGaveUp,
    QueueJoined,
    QueueLeft,
    Refused,
    Replied,
    RequestCallback,
    SecretKeys,
    ServedEnded,
    SetLanguage,
    SetTimer,
    Speak,
    SpeechEnded,
    Started,
    StopTimer,
    TakeMessage,
    TimeUp,
)

PROMPTS = prompt_names()

OPEN_ANSWERS: dict[str, Mapping[str, object]] = {
    "open_now": {"open": True},
    "caller": {"elder": False, "number_known": True},
    "adviser_first": {"on": False},
    "topic": {"found": "found", "version": "v7", "paragraphs": 3, "day": "2026-11-24"},
    "most_asked": {"codes": ["1001", "2001"]},
    "expected_wait": {"position": 2, "wait_seconds": 100},
}
CLOSED_ANSWERS: dict[str, Mapping[str, object]] = {**OPEN_ANSWERS, "open_now": {"open": False}}


def flow_from(text: str, *, file: str = "test.yaml", version: int = 1) -> Flow:
    """Return the checked flow of that YAML."""
    return checked_flow(read_yaml(text, file=file), file=file, prompts=PROMPTS, version=version)


def main_flow() -> Flow:
    """Return the flow that is shipped."""
    return flow_from(Path(MAIN_FLOW_FILE).read_text(encoding="utf-8"), file=MAIN_FLOW_FILE.name)


class Line:
    """One call. `given` inputs lead to orders; `said` collects what was spoken, and what is going on is checked."""

    def __init__(self, flow: Flow, answers: Mapping[str, Mapping[str, object]] | None = None) -> None:
        self.flow = flow
        self.answers = dict(OPEN_ANSWERS if answers is None else answers)
        self.run = begin(flow)
        self.said: list[str] = []
        self.orders: list[Order] = []
        self.speech_sounds = self.timer_runs = self.message_runs = self.music_plays = False
        self.asked: Consult | None = None
        self.queue: str = ""
        self.timer_seconds = 0.0
        self.hung_up: str | None = None

    # What a test does.

    def start(self) -> "Line":
        """Answer the call and every question until something sounds."""
        return self.give(Started()).answer()

    def give(self, given: Input) -> "Line":
        """Give one input, and carry out what is ordered."""
        self._happened(given)
        self.run, orders = advance(self.flow, self.run, given)
        self.carry_out(orders)
        return self

    def answer(self) -> "Line":
        """Answer questions as long as there are any."""
        while self.asked is not None:
            self.give(Replied(self.asked.question, self.answers[self.asked.question]))
        return self

    def press(self, keys: str) -> "Line":
        """Press keys one by one, answering questions between them."""
        for key in keys:
            self.give(KeyPressed(key)).answer()
        return self

    def hear_out(self) -> "Line":
        """Let the speech end."""
        return self.give(SpeechEnded()).answer()

    def silence(self) -> "Line":
        """Hear the speech out, and press nothing until the time is up."""
        if self.speech_sounds:
            self.hear_out()
        return self.give(TimeUp()).answer() if self.timer_runs else self

    def join(self) -> "Line":
        """Let the queue take the caller."""
        return self.give(QueueJoined()).answer()

    def restart(self) -> "Line":
        """Lose everything that goes on, and what lives in memory alone."""
        self.speech_sounds = self.timer_runs = self.message_runs = self.music_plays = False
        self.asked = None
        self.run, orders = resume(self.flow, self.run)
        self.carry_out(orders)
        return self

    @property
    def last_said(self) -> tuple[str, ...]:
        """The newest speech: prompts by name, passages as code/paragraph@speed."""
        spoken = [order for order in self.orders if isinstance(order, Speak)]
        return tuple(_text(u) for u in spoken[-1].utterances) if spoken else ()

    def ordered(self, kind: type[Any]) -> list[Any]:
        """Return all orders of that kind."""
        return [order for order in self.orders if isinstance(order, kind)]

    def notes(self, kind: str) -> list[Mapping[str, object]]:
        """Return the data of all notes of that kind."""
        return [order.data for order in self.ordered(Note) if order.kind == kind]

    # What the line does.

    def carry_out(self, orders: tuple[Order, ...]) -> None:
        """Do what is ordered, and check that the run waits for something that will come."""
        for order in orders:
            assert self.hung_up is None, f"{order} after the end"
            self.orders.append(order)
            json.dumps(to_json(order))
            self._carry_out(order)
        json.dumps(to_json(self.run))
        self._check_that_something_will_come()

    def _carry_out(self, order: Order) -> None:  # noqa: C901 - one line for each order
        match order:
            case Speak(utterances):
                assert utterances
                self.speech_sounds, self.music_plays = True, False
                self.said.extend(_text(u) for u in utterances)
            case HushSpeech():
                assert self.speech_sounds
                self.speech_sounds = False
            case PlayMusic():
                self.music_plays = True
            case SetTimer(seconds):
                assert seconds > 0
                self.timer_runs, self.timer_seconds = True, seconds
            case StopTimer():
                assert self.timer_runs
                self.timer_runs = False
            case Consult():
                self.asked = order
            case JoinQueue():
                self.queue = "joining"
            case LeaveQueue():
                self.queue = "leaving"
            case TakeMessage():
                self.message_runs = True
            case HangUp(reason):
                self.hung_up = reason
            case MarkSurvey() | RequestCallback() | SetLanguage() | SecretKeys() | Note():
                pass

    def _happened(self, given: Input) -> None:
        match given:
            case SpeechEnded():
                self.speech_sounds = False
            case TimeUp():
                self.timer_runs = False
            case Replied(question) | Refused(question) if self.asked and question == self.asked.question:
                self.asked = None
            case MessageTaken():
                self.message_runs = False
            case QueueJoined() if self.queue == "joining":
                self.queue = "joined"
            case QueueLeft() | QueueGaveUp() | ServedEnded():
                self.queue = ""

    def _check_that_something_will_come(self) -> None:
        assert self.run.is_over == (self.hung_up is not None)
        if not self.run.is_over:
            waits = {
                "speech": self.speech_sounds,
                "key": self.timer_runs,
                "timer": self.timer_runs,
                "reply": self.asked is not None and self.asked.question == self.run.question,
                "queue": self.queue in ("joining", "leaving"),
                "message": self.message_runs,
                "start": True,
            }
            assert waits[self.run.waits_for.value], f"waits in vain for {self.run.waits_for} at {self.run.node}"


def _text(utterance: object) -> str:
    if isinstance(utterance, Prompt):
        return utterance.name
    code, index, speed = utterance.entry_code, utterance.index, utterance.speed  # type: ignore[attr-defined] # a Passage
    return f"{code}/{index}@{speed}"
