"""`language`: speak another language from here on."""

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, SetLanguage

LANGUAGES: Final = ("zh", "en")
OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Node):
    """Speak `language` from now on (`other`: the one not spoken now), and go to `next`."""

    verb: ClassVar[str] = "language"
    is_noted: ClassVar[bool] = False

    language: str
    next: str

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `language`, `next`."""
        return cls(
            name=fields.node,
            because=fields.because(),
            language=fields.text("language", one_of=(*LANGUAGES, OTHER)),
            next=fields.target("next"),
        )

    def enter(self, turn: Turn) -> None:
        """Change the language and go on."""
        chosen = self.language
        if chosen == OTHER:
            chosen = "zh" if turn.run.language == "en" else "en"
        turn.change(language=chosen)
        turn.order(SetLanguage(chosen))
        turn.note("language", language=chosen)
        turn.go(self.next)

    def take(self, turn: Turn, given: Input) -> None:
        """Never waited for here; go on all the same."""
        turn.go(self.next)

    def again(self, turn: Turn) -> None:
        """Never rests here; go on all the same."""
        turn.go(self.next)

    def exits(self) -> tuple[Exit, ...]:
        """`next`."""
        return (Exit("next", self.next),)

    def prompts_used(self) -> tuple[str, ...]:
        """None."""
        return ()
