"""A value that many look at and one reckons."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """A value shared by all who ask within its time; reckoned by one of them while the others wait."""

    def __init__(self, reckon: Callable[[], _Value], *, fresh_seconds: float) -> None:
        self._reckon = reckon
        self._fresh_seconds = fresh_seconds
        self._lock = threading.Lock()
        self._value: tuple[float, _Value] | None = None

    def get(self) -> _Value:
        """The value, not older than its time."""
        with self._lock:
            if self._value is None or time.monotonic() - self._value[0] > self._fresh_seconds:
                self._value = (time.monotonic(), self._reckon())
            return self._value[1]

    def forget(self) -> None:
        """Reckon anew for the next who asks."""
        with self._lock:
            self._value = None
