"""What a document is when it has been read: a plain frozen structure without files, styles or links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hotline.documents.marks import Ordinal, PartKind, Role, role_of


class Kind(StrEnum):
    """What the content is, whatever the name says."""

    WORD = "docx"
    PDF = "pdf"
    IMAGE = "image"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"
    WORKBOOK = "xlsx"
    CSV = "csv"


class DateKind(StrEnum):
    """What a date in a document's head says."""

    ADOPTED = "adopted"
    APPROVED = "approved"
    ISSUED = "issued"
    AMENDED = "amended"
    EFFECTIVE = "effective"
    EXPIRES = "expires"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it stood: page from 1 (None where there are no pages) and running number of the block, from 1."""

    paragraph: int
    page: int | None = None


NOWHERE = Source(paragraph=0)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a person should look at; the document was read all the same."""

    zh: str
    en: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A day that the document states of itself, with the words it stood in."""

    kind: DateKind
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is not a part of a law: level 1 (title) to 6."""

    level: int
    text: str
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; inside an article a 款, 项 or 目."""

    text: str
    source: Source = field(default=NOWHERE, compare=False)

    @property
    def role(self) -> Role:
        """款, 项 or 目, by how it begins."""
        return role_of(self.text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose marks were the file's own (bullets, automatic numbers)."""

    items: tuple[str, ...]
    ordered: bool = False
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all rows equally long."""

    rows: tuple[tuple[str, ...], ...]
    source: Source = field(default=NOWHERE, compare=False)


Flat = Heading | Paragraph | Listing | Table
"""What a reader of a file gives: one block after the other, before their structure is recognised."""


@dataclass(frozen=True, slots=True)
class Part:
    """第二章 劳动合同的订立."""

    kind: PartKind
    number: Ordinal
    title: str
    source: Source = field(default=NOWHERE, compare=False)

    @property
    def label(self) -> str:
        """第二章 in Chinese numerals."""
        return self.number.label(self.kind.value)


@dataclass(frozen=True, slots=True)
class Article:
    """第X条 with everything up to the next article or part. `path` names the parts above it, outermost first."""

    number: Ordinal
    title: str
    body: tuple[Paragraph | Listing | Table, ...]
    path: tuple[str, ...] = ()
    source: Source = field(default=NOWHERE, compare=False)

    @property
    def label(self) -> str:
        """第四十七条之一."""
        return self.number.label("条")

    @property
    def text(self) -> str:
        """The article's paragraphs and list items, one a line."""
        return "\n".join(line for block in self.body for line in _lines(block))


Block = Heading | Paragraph | Listing | Table | Part | Article


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document. `head` keeps the lines between title and text as they stood; number, issuer and dates come
    from it.
    """

    title: str
    head: tuple[str, ...] = ()
    number: str = ""
    issuer: str = ""
    dates: tuple[DatedFact, ...] = ()
    repeals: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    name: str = field(default="", compare=False)
    kind: Kind = field(default=Kind.TEXT, compare=False)
    pages: int | None = field(default=None, compare=False)
    warnings: tuple[Warned, ...] = field(default=(), compare=False)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in order; numbers begin again in an annex."""
        return tuple(block for block in self.blocks if isinstance(block, Article))

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts in order."""
        return tuple(block for block in self.blocks if isinstance(block, Part))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings that are not parts."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, those inside articles too."""
        return tuple(block for block in self._leaves() if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, those inside articles too."""
        return tuple(block for block in self._leaves() if isinstance(block, Paragraph))

    def date_of(self, kind: DateKind) -> date | None:
        """The last day stated of that kind: the amendment in force, not the first one."""
        days = [fact.day for fact in self.dates if fact.kind is kind]
        return max(days, default=None)

    def _leaves(self) -> Iterator[Block]:
        for block in self.blocks:
            if isinstance(block, Article):
                yield from block.body
            else:
                yield block


def _lines(block: Paragraph | Listing | Table) -> tuple[str, ...]:
    match block:
        case Paragraph(text=text):
            return (text,)
        case Listing(items=items):
            return items
        case Table(rows=rows):
            return tuple(" ".join(cell for cell in row if cell) for row in rows)
