"""Until when the engine has something to play: so long nobody has to ask it whether it still does."""

import time

_SWEPT_FROM = 100


class Soundings:
    """The speeches given to the engine over one connection, by their ids."""

    def __init__(self) -> None:
        self._ends_at: dict[str, float] = {}
        self._sweep_at = _SWEPT_FROM

    def begin(self, speech_id: str, *, seconds: float) -> None:
        """The engine has just been given this, which lasts so long unless it is cut short."""
        if len(self._ends_at) >= self._sweep_at:
            now = time.monotonic()
            self._ends_at = {speech: ends_at for speech, ends_at in self._ends_at.items() if ends_at > now}
            self._sweep_at = max(_SWEPT_FROM, 2 * len(self._ends_at))
        self._ends_at[speech_id] = time.monotonic() + seconds

    def is_due(self, speech_id: str) -> bool:
        """Whether this should have been heard to its end by now. True for what was begun before we came."""
        return self._ends_at.get(speech_id, 0.0) <= time.monotonic()
