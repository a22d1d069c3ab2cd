"""A text in both languages, and which of them is wanted now."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import get_language

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Chinese and English."""

    zh: str
    en: str

    def __str__(self) -> str:
        """The text in the language of the present request."""
        return self.en if language_now() == "en" else self.zh


def language_now() -> Language:
    """The language of the present request: Chinese unless English was asked for."""
    return "en" if (get_language() or "").startswith("en") else "zh"
