"""A short text in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("zh", "en")
"""The languages every entry is written in, the source language first."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A short text in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `"zh"` or `"en"`; any other code gives Chinese, the language of the source."""
        return self.en if language == "en" else self.zh

    def to_json(self) -> dict[str, str]:
        """The form kept in a version's content and written into files."""
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Bilingual":
        """Read back what `to_json` wrote."""
        return cls(zh=raw["zh"], en=raw["en"])
