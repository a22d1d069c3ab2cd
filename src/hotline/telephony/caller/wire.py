"""What both ends of the pipe to the telephone know."""

from typing import Final

CALLS_AT_ONCE: Final = 4
"""So many calls one pjsua2 endpoint can hold: its own limit, fixed when it was compiled."""
