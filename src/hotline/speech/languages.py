"""The two languages of the line, and the two speeds at which it speaks."""

from typing import Final, Literal

Language = Literal["zh", "en"]
"""Mandarin (`zh`) or English (`en`)."""

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

Speed = Literal["normal", "slow"]
"""`slow` is what a caller gets who pressed the key for "slower"."""

RATE: Final[dict[Speed, float]] = {"normal": 1.0, "slow": 0.8}
"""How fast each speed is, as a factor of the voice's own."""


def language_of(code: str) -> Language:
    """The language a code stands for. Raises ValueError for any but `zh` and `en`."""
    if code == "zh":
        return "zh"
    if code == "en":
        return "en"
    raise ValueError(f"no such language: {code!r}; the line speaks zh and en")


def speed_of(name: str) -> Speed:
    """The speed a name stands for. Raises ValueError for any but `normal` and `slow`."""
    if name == "normal":
        return "normal"
    if name == "slow":
        return "slow"
    raise ValueError(f"no such speed: {name!r}; the line speaks normal and slow")
