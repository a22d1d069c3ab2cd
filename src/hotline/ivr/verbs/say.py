"""`say`: speak, then go on."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, KeyPressed, Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Node):
    """Speak the prompts and go to `next`.

    A key in `keys` leads where it says. Any other key ends the speech and is kept for the menu that follows: who types
    ahead does not want to hear it, so with a key waiting nothing is spoken at all.
    """

    verb: ClassVar[str] = "say"

    prompts: tuple[str, ...]
    next: str
    keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `prompts`, `next`, `keys`."""
        return cls(
            name=fields.node,
            because=fields.because(),
            prompts=fields.prompts(),
            next=fields.target("next"),
            keys=fields.keys("keys", required=False),
        )

    def enter(self, turn: Turn) -> None:
        """Speak, unless a key typed ahead leads on."""
        if not turn.run.keys_ahead:
            self.again(turn)
        elif turn.run.keys_ahead[0] in self.keys:
            self._choose(turn, turn.next_key_ahead())
        else:
            turn.go(self.next)

    def take(self, turn: Turn, given: Input) -> None:
        """Go on at the end of the speech or at a key."""
        match given:
            case KeyPressed(key) if key in self.keys:
                self._choose(turn, key)
            case KeyPressed(key):
                turn.keep_key(key)
                turn.go(self.next)
            case _:
                turn.go(self.next)

    def again(self, turn: Turn) -> None:
        """Speak from the beginning."""
        turn.speak(*(Prompt(name) for name in self.prompts), stage="speech")

    def exits(self) -> tuple[Exit, ...]:
        """`next`, and each key."""
        return (Exit("next", self.next), *(Exit("keys", target, key) for key, target in self.keys.items()))

    def prompts_used(self) -> tuple[str, ...]:
        """The prompts."""
        return self.prompts

    def _choose(self, turn: Turn, key: str) -> None:
        turn.note("key", node=self.name, key=key)
        turn.go(self.keys[key])
