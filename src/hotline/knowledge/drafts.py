"""What is about to be published: plain values, checked where they come in, before any database knows them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Basis:
    """One article of one law, in the version of that day."""

    law: Bilingual
    version: date
    article: Bilingual

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "law": {"zh": self.law.zh, "en": self.law.en},
            "version": self.version.isoformat(),
            "article": {"zh": self.article.zh, "en": self.article.en},
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Basis":
        """Read back what `to_json` wrote."""
        return cls(
            law=Bilingual(**raw["law"]), version=date.fromisoformat(raw["version"]), article=Bilingual(**raw["article"])
        )


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """Everything an entry says and where it belongs. `valid_to` is the first day on which it no longer holds."""

    code: str
    slug: str
    kind: str
    topic: str
    audience: str
    rank: int
    valid_from: date
    valid_to: date | None
    title: Bilingual
    basis: tuple[Basis, ...]
    words: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]]

    def content(self) -> dict[str, Any]:
        """What a version keeps beside its texts."""
        return {
            "title": {"zh": self.title.zh, "en": self.title.en},
            "basis": [basis.to_json() for basis in self.basis],
            "words": list(self.words),
        }

    def digest(self) -> str:
        """SHA-256 over all that a version would say, its days included: the same for the same wording."""
        said = {
            "code": self.code,
            "valid": [self.valid_from.isoformat(), self.valid_to.isoformat() if self.valid_to else None],
            "content": self.content(),
            "bodies": {language: list(self.bodies[language]) for language in sorted(self.bodies)},
        }
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def source_digest(self) -> str:
        """SHA-256 of the Chinese text, which the other languages are made from."""
        return hashlib.sha256("\n\n".join(self.bodies[LANGUAGES[0]]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as the file `topics.yaml` names it; `parent` is None at the top."""

    path: str
    parent: str | None
    field: int
    title: Bilingual
    words: tuple[str, ...]
