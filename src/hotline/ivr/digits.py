"""Several keys as one entry: a topic code, a telephone number, an identity number."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from hotline.ivr.turn import Turn

BETWEEN_SECONDS: Final = 4.0
"""How long a caller may think between two digits."""


class KeyOutcome(Enum):
    """What a key made of an entry."""

    MORE = auto()
    DONE = auto()
    TOO_SHORT = auto()
    CLEARED = auto()
    BACK = auto()
    ODD = auto()


@dataclass(frozen=True, slots=True)
class DigitEntry:
    """From `least` to `most` digits; hidden ones are kept in memory alone.

    `#` ends the entry early. `*` clears it; where nothing was entered yet, it means back.
    """

    least: int
    most: int
    is_hidden: bool = False

    def add(self, turn: Turn, key: str) -> KeyOutcome:
        """Take one key."""
        so_far = self.value(turn)
        if key == "#":
            return self.end(turn)
        if key == "*":
            self.clear(turn)
            return KeyOutcome.CLEARED if so_far else KeyOutcome.BACK
        if not key.isdecimal():
            self.clear(turn)
            return KeyOutcome.ODD
        self._keep(turn, so_far + key)
        return KeyOutcome.DONE if len(so_far) + 1 >= self.most else KeyOutcome.MORE

    def end(self, turn: Turn) -> KeyOutcome:
        """End the entry by `#` or because the caller stopped."""
        return KeyOutcome.DONE if len(self.value(turn)) >= self.least else KeyOutcome.TOO_SHORT

    def value(self, turn: Turn) -> str:
        """Return the digits so far."""
        return turn.run.secret_digits if self.is_hidden else turn.run.digits

    def clear(self, turn: Turn) -> None:
        """Forget the digits."""
        self._keep(turn, "")

    def _keep(self, turn: Turn, digits: str) -> None:
        turn.change(**{"secret_digits" if self.is_hidden else "digits": digits})
