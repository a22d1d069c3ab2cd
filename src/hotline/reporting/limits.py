"""The limits that the figures know."""

from typing import Final

IN_TIME_SECONDS: Final = 15
"""A call answered after at most so many seconds of queue counts for the service level (GB/T 33358-2016)."""

SHORT_ABANDON_SECONDS: Final = 5
"""Who leaves after less than so many seconds of queue had no fair chance to be answered: shown apart."""

HEARD_PIECES: Final = 3
"""The voice begins a piece after the other: the title, the answer, what follows. At the third, the answer was heard."""
