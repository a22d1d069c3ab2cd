"""What every face reads of knowledge: an entry as of a day, and the answers to a pressed code. Plain values."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .drafts import LANGUAGES, Basis, Bilingual


@dataclass(frozen=True, slots=True)
class EntryAsOf:
    """An entry as it stands on a day. `valid_to` is the first day on which it no longer holds, or None."""

    version_id: uuid.UUID
    entry_id: uuid.UUID
    n: int
    code: str
    slug: str
    kind: str
    topic: str
    audience: str
    rank: int
    title: Bilingual
    basis: tuple[Basis, ...]
    words: tuple[str, ...]
    paragraphs: Mapping[str, tuple[str, ...]]
    valid_from: date
    valid_to: date | None
    said_from: datetime

    def body(self, language: str) -> tuple[str, ...]:
        """The paragraphs in this language, or in Chinese where there is no such text."""
        return self.paragraphs.get(language) or self.paragraphs[LANGUAGES[0]]

    def answer(self, language: str) -> str:
        """The short answer: the first paragraph."""
        return self.body(language)[0]

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Found:
    """The code leads to an entry that holds on the day asked for."""

    entry: EntryAsOf


@dataclass(frozen=True, slots=True)
class Expired:
    """The code led to an entry that no longer holds; `last_day` was its last."""

    code: str
    title: Bilingual
    last_day: date


@dataclass(frozen=True, slots=True)
class NotYetValid:
    """The code leads to an entry that begins to hold on `first_day`."""

    code: str
    title: Bilingual
    first_day: date


@dataclass(frozen=True, slots=True)
class Unknown:
    """No entry has, had or will have this code."""

    code: str


Lookup = Found | Expired | NotYetValid | Unknown


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic with how many entries under it hold on the day asked for."""

    path: str
    parent: str | None
    field: int
    title: Bilingual
    entries: int
