"""`gather`: take several digits and ask a question with them."""

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
from hotline.ivr.verbs.branch import Case, read_cases
from hotline.ivr.vocabulary import Input, KeyPressed, Prompt, Refused, Replied, SecretKeys, SpeechEnded

GATHER_QUESTIONS: Final[dict[str, tuple[str, ...]]] = {"topic": ("found",)}
"""What may be asked with digits, with the fields of the reply that the flow may go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather(Node):
    """Speak the prompts, take digits, ask `question` with them under the name `argument`, go by the answer.

    `#` ends the entry early, `*` clears it, and with nothing entered goes to `back`. A pause ends the entry as well.
    Too few digits and odd keys use up a try. Digits typed ahead count; keys beyond the last digit are kept for what
    follows.

    A `secret` entry is an identity number or PIN: it lives in memory alone, goes out in `Consult.secret`, and nothing
    typed before the prompt, beyond its end or before the answer is used or noted.
    """

    verb: ClassVar[str] = "gather"

    prompts: tuple[str, ...]
    least: int
    most: int
    secret: bool
    question: str
    argument: str
    when: tuple[Case, ...]
    otherwise: str
    refused: str
    back: str
    on_nothing: str
    on_wrong: str
    too_short: str
    wait_seconds: float
    between_seconds: float
    tries: int

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read every field of the class but `name`; `least` is at most `most`."""
        question = fields.text("question", one_of=tuple(GATHER_QUESTIONS))
        otherwise = fields.target("otherwise")
        on_nothing = fields.target("on_nothing")
        most = fields.count("most", default=4, most=20)
        return cls(
            name=fields.node,
            because=fields.because(),
            prompts=fields.prompts(),
            least=fields.count("least", default=most, most=most),
            most=most,
            secret=fields.flag("secret"),
            question=question,
            argument=fields.text("argument", default="code"),
            when=read_cases(fields, known=GATHER_QUESTIONS.get(question, ())),
            otherwise=otherwise,
            refused=fields.target("refused", default=otherwise),
            back=fields.target("back"),
            on_nothing=on_nothing,
            on_wrong=fields.target("on_wrong", default=on_nothing),
            too_short=fields.text("too_short", default=CHOOSE_AGAIN),
            wait_seconds=fields.seconds("wait_seconds", default=WAIT_SECONDS, most=60),
            between_seconds=fields.seconds("between_seconds", default=BETWEEN_SECONDS, most=60),
            tries=fields.count("tries", default=TRIES, most=9),
        )

    def enter(self, turn: Turn) -> None:
        """Take what was typed ahead, else ask."""
        begin_tries(turn)
        self._entry.clear(turn)
        if self.secret:
            turn.drop_keys_ahead()
            turn.order(SecretKeys(on=True))
        while key := turn.next_key_ahead():
            if (key != "#" or self._entry.value(turn)) and self._add(turn, key):
                return
        self._go_on_asking(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Take a digit, the end of the entry, or the answer."""
        match given:
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key):
                if not self._add(turn, key):
                    turn.wait_for_key(seconds=self.between_seconds)
            case Replied(reply=reply):
                self._answered(turn, next((case.target for case in self.when if case.fits(reply)), self.otherwise))
            case Refused():
                self._answered(turn, self.refused)
            case _ if self._entry.value(turn):
                self._judge(turn, self._entry.end(turn))
            case _ if silent_once_more(turn, tries=self.tries):
                self._speak(turn, NOTHING_HEARD)
            case _:
                self._leave(turn, self.on_nothing)

    def again(self, turn: Turn) -> None:
        """Ask the question again; ask for the digits again where they were secret or not yet complete."""
        if turn.run.stage == "asking" and not self.secret:
            self._consult(turn)
            return
        self._entry.clear(turn)
        if self.secret:
            turn.order(SecretKeys(on=True))
        self._speak(turn)

    def exits(self) -> tuple[Exit, ...]:
        """Every answer, `back`, and both ways of failing."""
        return (
            *(Exit("when", case.target) for case in self.when),
            Exit("otherwise", self.otherwise),
            Exit("refused", self.refused),
            Exit("back", self.back, "*"),
            Exit("on_nothing", self.on_nothing),
            Exit("on_wrong", self.on_wrong),
        )

    def prompts_used(self) -> tuple[str, ...]:
        """The prompts, and what is said when the entry was none."""
        return (*self.prompts, self.too_short, CHOOSE_AGAIN, NOTHING_HEARD)

    @property
    def _entry(self) -> DigitEntry:
        return DigitEntry(least=self.least, most=self.most, is_hidden=self.secret)

    def _add(self, turn: Turn, key: str) -> bool:
        """Take one key; return whether the entry ended by it, well or not."""
        outcome = self._entry.add(turn, key)
        if outcome in (KeyOutcome.MORE, KeyOutcome.CLEARED):
            return False
        self._judge(turn, outcome)
        return True

    def _judge(self, turn: Turn, outcome: KeyOutcome) -> None:
        if outcome is KeyOutcome.DONE:
            self._consult(turn)
        elif outcome is KeyOutcome.BACK:
            self._leave(turn, self.back)
        elif wrong_once_more(turn, tries=self.tries):
            self._entry.clear(turn)
            self._speak(turn, self.too_short if outcome is KeyOutcome.TOO_SHORT else CHOOSE_AGAIN)
        else:
            self._leave(turn, self.on_wrong)

    def _consult(self, turn: Turn) -> None:
        digits = self._entry.value(turn)
        if self.secret:
            turn.consult(self.question, stage="asking", secret=digits)
        else:
            turn.consult(self.question, stage="asking", **{self.argument: digits})

    def _answered(self, turn: Turn, target: str) -> None:
        turn.note("answer", node=self.name, question=self.question, go=target)
        self._leave(turn, target)

    def _leave(self, turn: Turn, target: str) -> None:
        self._entry.clear(turn)
        if self.secret:
            # Keys pressed since may be more of the secret.
            turn.drop_keys_ahead()
            turn.order(SecretKeys(on=False))
        turn.go(target)

    def _go_on_asking(self, turn: Turn) -> None:
        if self._entry.value(turn):
            turn.change(stage="digits")
            turn.wait_for_key(seconds=self.between_seconds)
        else:
            self._speak(turn)

    def _speak(self, turn: Turn, *first: str) -> None:
        turn.speak(*(Prompt(name) for name in (*first, *self.prompts)), stage="digits")
