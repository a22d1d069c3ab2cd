"""`callback`: promise to call back, to the number shown or to one that the caller enters."""

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from hotline.ivr.asking import (
    CHOOSE_AGAIN,
    NOTHING_HEARD,
    TRIES,
    WAIT_SECONDS,
    begin_tries,
    silent_once_more,
    wrong_once_more,
)
from hotline.ivr.digits import BETWEEN_SECONDS, DigitEntry, KeyOutcome
from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, KeyPressed, Prompt, Refused, Replied, RequestCallback, SpeechEnded

CONFIRM: Final = "callback_confirm_number"
ASK: Final = "callback_ask_number"

# A number is personal: it is hidden as a secret is. Seven digits are a local number, fifteen the longest there is.
_NUMBER: Final = DigitEntry(least=7, most=15, is_hidden=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(Node):
    """Where the caller's number is known: 1 confirms it, 2 gives another, `*` goes to `back`. Else ask for a number.

    A number ends by `#` or a pause, `*` clears it. Keys pressed before the question was asked are dropped: a promise
    must not come from an impatient key. When the tries are used up the caller goes to `on_nothing`.
    """

    verb: ClassVar[str] = "callback"

    next: str
    back: str
    on_nothing: str
    wait_seconds: float
    tries: int

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `next`, `back`, `on_nothing`, `wait_seconds`, `tries`."""
        return cls(
            name=fields.node,
            because=fields.because(),
            next=fields.target("next"),
            back=fields.target("back"),
            on_nothing=fields.target("on_nothing"),
            wait_seconds=fields.seconds("wait_seconds", default=WAIT_SECONDS, most=60),
            tries=fields.count("tries", default=TRIES, most=9),
        )

    def enter(self, turn: Turn) -> None:
        """Ask whether the number is known."""
        begin_tries(turn)
        turn.drop_keys_ahead()
        turn.consult("caller", stage="asking")

    def take(self, turn: Turn, given: Input) -> None:
        """Take the answer, a key, or the lack of one."""
        match given:
            case Replied() | Refused():
                turn.drop_keys_ahead()
                is_known = isinstance(given, Replied) and given.reply.get("number_known") is True
                self._confirm(turn) if is_known else self._ask_number(turn, "callback_no_number")
            case _ if turn.run.stage == "thanks":
                turn.go(self.next)
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key) if turn.run.stage == "confirm":
                self._take_choice(turn, key)
            case KeyPressed(key):
                self._take_digit(turn, key)
            case _:
                self._time_up(turn)

    def again(self, turn: Turn) -> None:
        """Ask again; a number half entered is asked from its beginning."""
        match turn.run.stage:
            case "asking":
                turn.consult("caller", stage="asking")
            case "confirm":
                self._confirm(turn)
            case "number":
                self._ask_number(turn)
            case _:
                self._thank(turn)

    def exits(self) -> tuple[Exit, ...]:
        """`next`, `back`, `on_nothing`."""
        return (Exit("next", self.next, "1"), Exit("back", self.back, "*"), Exit("on_nothing", self.on_nothing))

    def prompts_used(self) -> tuple[str, ...]:
        """All that can be said here."""
        number = (ASK, "callback_no_number", "callback_number_wrong")
        return (CONFIRM, *number, "callback_thanks", CHOOSE_AGAIN, NOTHING_HEARD)

    def _take_choice(self, turn: Turn, key: str) -> None:
        match key:
            case "1":
                turn.order(RequestCallback())
                self._thank(turn)
            case "2":
                begin_tries(turn)
                self._ask_number(turn)
            case "*":
                turn.go(self.back)
            case _ if wrong_once_more(turn, tries=self.tries):
                self._confirm(turn, CHOOSE_AGAIN)
            case _:
                turn.go(self.on_nothing)

    def _take_digit(self, turn: Turn, key: str) -> None:
        outcome = _NUMBER.add(turn, key)
        if outcome in (KeyOutcome.MORE, KeyOutcome.CLEARED):
            turn.wait_for_key(seconds=BETWEEN_SECONDS)
        else:
            self._judge(turn, outcome)

    def _time_up(self, turn: Turn) -> None:
        if turn.run.stage == "number" and turn.run.secret_digits:
            self._judge(turn, _NUMBER.end(turn))
        elif not silent_once_more(turn, tries=self.tries):
            turn.go(self.on_nothing)
        elif turn.run.stage == "confirm":
            self._confirm(turn, NOTHING_HEARD)
        else:
            self._ask_number(turn, NOTHING_HEARD)

    def _judge(self, turn: Turn, outcome: KeyOutcome) -> None:
        number = turn.run.secret_digits
        _NUMBER.clear(turn)
        if outcome is KeyOutcome.DONE:
            turn.order(RequestCallback(number))
            self._thank(turn)
        elif outcome is KeyOutcome.BACK:
            turn.go(self.back)
        elif wrong_once_more(turn, tries=self.tries):
            self._ask_number(turn, "callback_number_wrong")
        else:
            turn.go(self.on_nothing)

    def _confirm(self, turn: Turn, *first: str) -> None:
        turn.speak(*(Prompt(name) for name in (*first, CONFIRM)), stage="confirm")

    def _ask_number(self, turn: Turn, *first: str) -> None:
        _NUMBER.clear(turn)
        turn.speak(*(Prompt(name) for name in (*first, ASK)), stage="number")

    def _thank(self, turn: Turn) -> None:
        turn.speak(Prompt("callback_thanks"), stage="thanks")
