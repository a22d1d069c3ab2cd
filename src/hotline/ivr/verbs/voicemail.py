"""`voicemail`: take a message."""

from dataclasses import dataclass
from typing import ClassVar, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.run import Wait
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, MessageTaken, Prompt, TakeMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicemail(Node):
    """Speak the prompts, take a message, thank, and go to `next`.

    A message under `min_seconds` is asked for once more; if that is too short as well, the caller goes to `on_short`.
    A key ends the speech: the beep comes at once.
    """

    verb: ClassVar[str] = "voicemail"

    prompts: tuple[str, ...]
    next: str
    on_short: str
    max_seconds: float
    min_seconds: float

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `prompts`, `next`, `on_short`, `max_seconds`, `min_seconds`."""
        following = fields.target("next")
        return cls(
            name=fields.node,
            because=fields.because(),
            prompts=fields.prompts(default=("message_intro", "message_beep_hint")),
            next=following,
            on_short=fields.target("on_short", default=following),
            max_seconds=fields.seconds("max_seconds", default=180, most=600),
            min_seconds=fields.seconds("min_seconds", default=2, most=30),
        )

    def enter(self, turn: Turn) -> None:
        """Ask for the message; what was typed ahead is dropped, for no key is asked here."""
        turn.drop_keys_ahead()
        turn.speak(*(Prompt(name) for name in self.prompts), stage="asking")

    def take(self, turn: Turn, given: Input) -> None:
        """Beep, or judge what was taken."""
        match given:
            case MessageTaken(seconds=seconds) if seconds >= self.min_seconds:
                turn.speak(Prompt("message_thanks"), stage="thanks")
            case MessageTaken() if turn.run.stage == "taking":
                turn.speak(Prompt("message_too_short"), stage="asking_again")
            case MessageTaken():
                turn.go(self.on_short)
            case _ if turn.run.stage == "thanks":
                turn.go(self.next)
            case _:
                self._take_message(turn)

    def again(self, turn: Turn) -> None:
        """Speak what was being spoken, or take the message again."""
        if turn.run.waits_for is Wait.MESSAGE:
            self._take_message(turn)
        else:
            turn.speak(*turn.run.speaking)

    def exits(self) -> tuple[Exit, ...]:
        """`next`, `on_short`."""
        return (Exit("next", self.next), Exit("on_short", self.on_short))

    def prompts_used(self) -> tuple[str, ...]:
        """The prompts and what follows them."""
        return (*self.prompts, "message_too_short", "message_thanks")

    def _take_message(self, turn: Turn) -> None:
        is_second = turn.run.stage in ("asking_again", "taking_again")
        turn.wait(Wait.MESSAGE, stage="taking_again" if is_second else "taking")
        turn.order(TakeMessage(self.max_seconds))
