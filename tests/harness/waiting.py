"""Waiting for what comes soon, with a limit always."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

POLL_SECONDS = 0.05


def soon(look: Callable[[], T], *, limit: float = 5.0, what: str = "") -> T:
    """Return the first true value of `look`. Fails the test after `limit` seconds, naming `what` and the last value."""
    end = time.monotonic() + limit
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit:g} s in vain for {what or look}: last {seen!r}")
        time.sleep(POLL_SECONDS)
    return seen


def stays(look: Callable[[], object], *, seconds: float, what: str = "") -> None:
    """Fail the test if `look` turns false within so many seconds: for what must not happen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not look():
            raise AssertionError(f"did not stay: {what or look}")
        time.sleep(POLL_SECONDS)
