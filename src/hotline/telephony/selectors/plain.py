"""Opened recordings, for as long as somebody listens: a browser fetches one sound in many parts."""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_BYTES = 128 * 1024 * 1024
"""An hour of stereo is 115 MB."""
KEEP_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class _Opened:
    content: bytes
    at: float


class PlainSounds:
    """The last few sounds in clear, in this process's memory alone; never more than so many bytes together.

    One that has not been asked for in KEEP_SECONDS is let go at the next question, whoever asks it.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()  # not held while a sound is opened: two may open one at the same time
        self._opened: OrderedDict[uuid.UUID, _Opened] = OrderedDict()

    def get(self, blob_id: uuid.UUID, open_it: Callable[[], bytes]) -> bytes:
        """The content under this id; opened, and kept, where it is not there. Raises what the opening raises."""
        with self._lock:
            self._let_go()
            kept = self._opened.pop(blob_id, None)
        content = kept.content if kept else open_it()
        with self._lock:
            self._opened[blob_id] = _Opened(content, at=time.monotonic())
            self._opened.move_to_end(blob_id)
            self._make_room()
        return content

    def _let_go(self) -> None:
        for blob_id, opened in list(self._opened.items()):
            if time.monotonic() - opened.at > KEEP_SECONDS:
                del self._opened[blob_id]

    def _make_room(self) -> None:
        total = sum(len(opened.content) for opened in self._opened.values())
        while total > self._most_bytes:
            _, longest_unasked = self._opened.popitem(last=False)
            total -= len(longest_unasked.content)


plain_sounds = PlainSounds()
