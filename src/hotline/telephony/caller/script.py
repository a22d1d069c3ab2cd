"""What a scripted caller does with the keys: "2,1001" presses 2, waits for a pause in the voice, then presses 1001."""

from dataclasses import dataclass
from typing import Final

PAUSE: Final = ","
KEYS: Final = frozenset("0123456789*#ABCD")


class ScriptError(ValueError):
    """The script holds something that is neither a key nor a comma; the message says where."""


@dataclass(frozen=True, slots=True)
class Press:
    """Press these keys one after the other, once the voice has paused."""

    keys: str


def script_read(text: str) -> tuple[Press, ...]:
    """Return what to press, in order; every group waits for a pause, a doubled comma for one more.

    Blanks count for nothing and letters may be small. Raises ScriptError.
    """
    wanted = "".join(text.split()).upper()
    for place, sign in enumerate(wanted, start=1):
        if sign != PAUSE and sign not in KEYS:
            raise ScriptError(f"{sign!r} ({place})")
    return tuple(Press(keys) for keys in wanted.split(PAUSE)) if wanted else ()
