"""A value that many look at and one reckons."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

_Value = TypeVar("_Value")

LATE_SECONDS = 5.0
"""So much older than its time a value is shown while somebody reckons the next; past it, who asks reckons himself."""


@dataclass(frozen=True, slots=True)
class _Reckoned(Generic[_Value]):
    value: _Value
    at: float


class Kept(Generic[_Value]):
    """A value shared by all who ask; reckoned by one of them, while the others are given the one before.

    Nobody waits for another's reckoning: one question to the database that hangs holds one thread, not all.
    """

    def __init__(self, reckon: Callable[[], _Value], *, fresh_seconds: float) -> None:
        self._reckon = reckon
        self._fresh_seconds = fresh_seconds
        self._lock = threading.Lock()  # held to look and to put down, never while reckoning
        self._kept: _Reckoned[_Value] | None = None
        self._is_reckoning = False
        self._forgotten = 0

    def get(self) -> _Value:
        """The value, not older than its time; while another reckons, not older than LATE_SECONDS beyond it.

        Raises what the reckoning raises.
        """
        with self._lock:
            if self._kept is not None and self._serves(self._kept):
                return self._kept.value
            mine, self._is_reckoning = not self._is_reckoning, True
            before = self._forgotten
        try:
            reckoned = _Reckoned(at=time.monotonic(), value=self._reckon())
            with self._lock:
                # What was begun before it was forgotten, or before what stands there, is out of date.
                if before == self._forgotten and (self._kept is None or self._kept.at < reckoned.at):
                    self._kept = reckoned
        finally:
            if mine:
                with self._lock:
                    self._is_reckoning = False
        return reckoned.value

    def forget(self) -> None:
        """Reckon anew for the next who asks."""
        with self._lock:
            self._kept = None
            self._forgotten += 1

    def _serves(self, kept: _Reckoned[_Value]) -> bool:
        allowed = self._fresh_seconds + (LATE_SECONDS if self._is_reckoning else 0)
        return time.monotonic() - kept.at <= allowed
