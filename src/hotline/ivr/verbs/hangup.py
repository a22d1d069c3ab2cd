"""`hangup`: say goodbye and end the call."""

from dataclasses import dataclass
from typing import ClassVar, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Hangup(Node):
    """Speak the prompts, where there are any, and end the call; a key ends the speech and the call."""

    verb: ClassVar[str] = "hangup"

    prompts: tuple[str, ...]
    reason: str

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `prompts` (default `goodbye`), `reason` (default `flow_ended`)."""
        return cls(
            name=fields.node,
            because=fields.because(),
            prompts=fields.prompts(default=("goodbye",)),
            reason=fields.text("reason", default="flow_ended"),
        )

    def enter(self, turn: Turn) -> None:
        """Say goodbye."""
        self.again(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """End the call."""
        turn.hang_up(reason=self.reason)

    def again(self, turn: Turn) -> None:
        """Say goodbye."""
        if self.prompts:
            turn.speak(*(Prompt(name) for name in self.prompts), stage="goodbye")
        else:
            turn.hang_up(reason=self.reason)

    def exits(self) -> tuple[Exit, ...]:
        """None: the call ends."""
        return ()

    def prompts_used(self) -> tuple[str, ...]:
        """The prompts."""
        return self.prompts
