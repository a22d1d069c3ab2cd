"""`survey`: ask for the caller's mark."""

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from hotline.ivr.asking import WAIT_SECONDS, begin_tries, silent_once_more, tries_used, wrong_once_more
from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, KeyPressed, MarkSurvey, Prompt, SpeechEnded

LEVELS: Final = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Node):
    """Ask for one of five levels, `tries` times in all; then go to `next`, with the mark or without one.

    Keys pressed before the question is asked are dropped: a mark must not come from an impatient key. The mark itself
    is never noted: the time line is read by the adviser.
    """

    verb: ClassVar[str] = "survey"

    next: str
    wait_seconds: float = WAIT_SECONDS
    tries: int = 2

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `next`, `wait_seconds`, `tries`."""
        return cls(
            name=fields.node,
            because=fields.because(),
            next=fields.target("next"),
            wait_seconds=fields.seconds("wait_seconds", default=WAIT_SECONDS, most=60),
            tries=fields.count("tries", default=2, most=5),
        )

    def enter(self, turn: Turn) -> None:
        """Ask."""
        turn.drop_keys_ahead()
        begin_tries(turn)
        self._ask(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Take the mark, or ask once more."""
        match given:
            case _ if turn.run.stage == "thanks":
                turn.go(self.next)
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key) if key in LEVELS:
                turn.order(MarkSurvey(int(key)))
                self._thank(turn)
            case KeyPressed():
                wrong_once_more(turn, tries=self.tries)
                self._ask_while_tries_last(turn, "survey_invalid")
            case _:
                silent_once_more(turn, tries=self.tries)
                self._ask_while_tries_last(turn)

    def again(self, turn: Turn) -> None:
        """Ask, or thank."""
        if turn.run.stage == "thanks":
            self._thank(turn)
        else:
            self._ask(turn)

    def exits(self) -> tuple[Exit, ...]:
        """`next`."""
        return (Exit("next", self.next),)

    def prompts_used(self) -> tuple[str, ...]:
        """The question and what follows it."""
        return ("survey_ask", "survey_invalid", "survey_thanks")

    def _ask(self, turn: Turn, *first: str) -> None:
        turn.speak(*(Prompt(name) for name in (*first, "survey_ask")), stage="asking")

    def _ask_while_tries_last(self, turn: Turn, *first: str) -> None:
        if tries_used(turn.run) < self.tries:
            self._ask(turn, *first)
        else:
            turn.order(MarkSurvey(None))
            turn.go(self.next)

    def _thank(self, turn: Turn) -> None:
        turn.speak(Prompt("survey_thanks"), stage="thanks")
