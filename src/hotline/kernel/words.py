"""A text in both languages, and which of them is wanted now."""

from dataclasses import dataclass
from typing import Literal, Self

from django.utils.translation import get_language

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Chinese and English, for a page that shows one of them."""

    zh: str
    en: str

    def __str__(self) -> str:
        """The text in the language of the present request."""
        return self.en if language_now() == "en" else self.zh

    @classmethod
    def of_label(cls, label: str) -> Self:
        """The two halves of a label of the record, which holds both languages: "已答复 Answered".

        A label without a space is said alike in both.
        """
        zh, _, en = label.partition(" ")
        return cls(zh, en or zh)


def language_from_django(django_code: str | None) -> Language:
    """Our code for a code of Django's: Chinese unless it is English."""
    return "en" if (django_code or "").startswith("en") else "zh"


def language_now() -> Language:
    """The language of the present request."""
    return language_from_django(get_language())
