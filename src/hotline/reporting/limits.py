"""The two limits of time that the figures know."""

from typing import Final

IN_TIME_SECONDS: Final = 15
"""A call answered after at most so many seconds of queue counts for the service level (GB/T 33358-2016)."""

SHORT_ABANDON_SECONDS: Final = 5
"""Who leaves after less than so many seconds of queue had no fair chance to be answered: shown apart."""
