"""What a scripted caller does with the keys: "2,1001" presses 2, listens for a moment, then presses 1001."""

from dataclasses import dataclass
from typing import Final

PAUSE: Final = ","
KEYS: Final = frozenset("0123456789*#ABCD")


class ScriptError(ValueError):
    """The script holds something that is neither a key nor a comma; the message says where."""


@dataclass(frozen=True, slots=True)
class Press:
    """Press these keys one after the other, after a moment of listening."""

    keys: str


def script_read(text: str) -> tuple[Press, ...]:
    """Return what to press, in order; before every group one listens, for a doubled comma once more.

    Blanks count for nothing and letters may be small. Raises ScriptError.
    """
    for place, sign in enumerate(text, start=1):
        if not sign.isspace() and sign != PAUSE and sign.upper() not in KEYS:
            raise ScriptError(f"{sign!r} ({place})")
    wanted = "".join(text.split()).upper()
    return tuple(Press(keys) for keys in wanted.split(PAUSE)) if wanted else ()
