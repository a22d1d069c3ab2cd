"""What every face reads of knowledge: an entry as of a day, and the answers to a pressed code. Plain values."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .bilingual import LANGUAGES, Bilingual
from .drafts import Basis
from .guide import Guide
from .kinds import Level, Secrecy
from .parameters import NATION, DatedValue
from .policy import Policy


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A parameter that an entry names, with what holds on the day asked for. `words`: as the texts say it."""

    key: str
    title: Bilingual
    value: DatedValue
    words: Bilingual


@dataclass(frozen=True, slots=True)
class EntryAsOf:
    """An entry as it stands on a day. `valid_to` is the first day on which it no longer holds, or None.

    `paragraphs` is the plain text by language, `levels` the other levels. Parameters are filled in as of `as_of`.
    `behind` names the texts, by level and language, that are older than the Chinese text they were made from.
    """

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
    as_of: date
    levels: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    region: str = NATION
    owner: str = ""
    secrecy: str = Secrecy.PUBLIC.value
    sample: bool = False
    review_on: date | None = None
    guide: Guide | None = None
    policy: Policy | None = None
    behind: frozenset[tuple[str, str]] = frozenset()
    parameters: tuple[ParameterUsed, ...] = ()

    def body(self, language: str, level: str = Level.PLAIN.value) -> tuple[str, ...]:
        """The paragraphs of this level in this language; else the plain ones, else the Chinese ones."""
        by_language = self.levels.get(level) or self.paragraphs
        return by_language.get(language) or by_language[LANGUAGES[0]]

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
