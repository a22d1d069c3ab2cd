"""What is about to be published: plain values, checked where they come in, before any database knows them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .bilingual import LANGUAGES, Bilingual
from .guide import Guide
from .kinds import Level, Secrecy
from .policy import Policy


@dataclass(frozen=True, slots=True)
class Basis:
    """One article of one law, in the version of that day."""

    law: Bilingual
    version: date
    article: Bilingual

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "law": self.law.to_json(),
            "version": self.version.isoformat(),
            "article": self.article.to_json(),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Basis":
        """Read back what `to_json` wrote."""
        return cls(
            law=Bilingual.from_json(raw["law"]),
            version=date.fromisoformat(raw["version"]),
            article=Bilingual.from_json(raw["article"]),
        )


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """Everything an entry says and where it belongs. `valid_to` is the first day on which it no longer holds.

    `bodies` is the plain text by language, `levels` the other levels, each by language. `region` is a path: `cn` for
    the whole country, `cn/city` for a city. `sample` marks what only a city can decide and is made up here.
    """

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
    levels: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    region: str = "cn"
    owner: str = ""
    secrecy: str = Secrecy.PUBLIC.value
    review_on: date | None = None
    sample: bool = False
    guide: Guide | None = None
    policy: Policy | None = None

    def content(self) -> dict[str, Any]:
        """What a version keeps beside its texts."""
        return {
            "title": self.title.to_json(),
            "basis": [basis.to_json() for basis in self.basis],
            "words": list(self.words),
            "region": self.region,
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "sample": self.sample,
            "guide": self.guide.to_json() if self.guide else None,
            "policy": self.policy.to_json() if self.policy else None,
        }

    def texts(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Every text by level and language, the plain one first."""
        by_level = {Level.PLAIN.value: self.bodies, **self.levels}
        return {
            (level, language): by_level[level][language]
            for level in by_level
            for language in LANGUAGES
            if language in by_level[level]
        }

    def all_texts(self) -> Iterator[str]:
        """Every text in which a parameter may be named: of all levels and languages, of guide and policy."""
        for paragraphs in self.texts().values():
            yield from paragraphs
        for part in (self.guide, self.policy):
            for text in part.texts() if part else ():
                yield from (text.zh, text.en)

    def digest(self) -> str:
        """SHA-256 over all that a version would say, its days included: the same for the same wording."""
        said = {
            "code": self.code,
            "valid": [self.valid_from.isoformat(), self.valid_to.isoformat() if self.valid_to else None],
            "content": self.content(),
            "texts": [[*name, *paragraphs] for name, paragraphs in sorted(self.texts().items())],
        }
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def source_digest(self) -> str:
        """SHA-256 of the plain Chinese text, which the other levels and languages are made from."""
        return hashlib.sha256("\n\n".join(self.bodies[LANGUAGES[0]]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as the file `topics.yaml` names it; `parent` is None at the top."""

    path: str
    parent: str | None
    field: int
    title: Bilingual
    words: tuple[str, ...]
