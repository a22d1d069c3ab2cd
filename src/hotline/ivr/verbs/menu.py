"""`menu`: offer choices, one key each."""

from dataclasses import dataclass
from typing import ClassVar, Self

from hotline.ivr.asking import (
    CHOOSE_AGAIN,
    NOTHING_HEARD,
    TRIES,
    WAIT_SECONDS,
    begin_tries,
    silent_once_more,
    wrong_once_more,
)
from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, KeyPressed, Prompt, SpeechEnded


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu(Node):
    """Speak the prompts, take one key, go where it leads.

    Outside opening hours `prompts_closed` is spoken instead, where there is one. A key that is not in `keys` is wrong:
    `choose_again`, and the menu again, except `*`, which says the menu again without counting. A `#` typed ahead is
    dropped: it ended an entry that was full already. After `tries` silences the caller goes to `on_nothing`, after as
    many wrong keys to `on_wrong`.
    """

    verb: ClassVar[str] = "menu"

    prompts: tuple[str, ...]
    prompts_closed: tuple[str, ...]
    keys: dict[str, str]
    on_nothing: str
    on_wrong: str
    wait_seconds: float = WAIT_SECONDS
    tries: int = TRIES

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `prompts`, `prompts_closed`, `keys`, `on_nothing`, `on_wrong`, `wait_seconds`, `tries`."""
        on_nothing = fields.target("on_nothing")
        return cls(
            name=fields.node,
            because=fields.because(),
            prompts=fields.prompts(),
            prompts_closed=fields.prompts("prompts_closed", default=()),
            keys=fields.keys("keys", required=True),
            on_nothing=on_nothing,
            on_wrong=fields.target("on_wrong", default=on_nothing),
            wait_seconds=fields.seconds("wait_seconds", default=WAIT_SECONDS, most=60),
            tries=fields.count("tries", default=TRIES, most=9),
        )

    def enter(self, turn: Turn) -> None:
        """Use a key typed ahead, else speak."""
        begin_tries(turn)
        while key := turn.next_key_ahead():
            if key != "#":
                self._choose(turn, key)
                return
        self.again(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Take a key, or the lack of one."""
        match given:
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key):
                self._choose(turn, key)
            case _ if silent_once_more(turn, tries=self.tries):
                self._speak(turn, NOTHING_HEARD)
            case _:
                turn.go(self.on_nothing)

    def again(self, turn: Turn) -> None:
        """Speak the menu."""
        self._speak(turn)

    def exits(self) -> tuple[Exit, ...]:
        """Each key, silence, and wrong keys."""
        return (
            *(Exit("keys", target, key) for key, target in self.keys.items()),
            Exit("on_nothing", self.on_nothing),
            Exit("on_wrong", self.on_wrong),
        )

    def prompts_used(self) -> tuple[str, ...]:
        """Both variants, and what is said when no key or a wrong one came."""
        return (*self.prompts, *self.prompts_closed, CHOOSE_AGAIN, NOTHING_HEARD)

    def _choose(self, turn: Turn, key: str) -> None:
        if key in self.keys:
            turn.note("key", node=self.name, key=key)
            turn.go(self.keys[key])
        elif key == "*":
            self._speak(turn)
        elif wrong_once_more(turn, tries=self.tries):
            self._speak(turn, CHOOSE_AGAIN)
        else:
            turn.go(self.on_wrong)

    def _speak(self, turn: Turn, *first: str) -> None:
        offered = self.prompts if turn.run.is_open else self.prompts_closed or self.prompts
        turn.speak(*(Prompt(name) for name in (*first, *offered)), stage="menu")
