"""From blocks one after the other to a document with parts and articles. Pure: no file is opened here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from hotline.documents.contents import contents_removed
from hotline.documents.document import (
    Article,
    Block,
    Document,
    Flat,
    Heading,
    Kind,
    Listing,
    Paragraph,
    Part,
    Source,
    Table,
    Warned,
)
from hotline.documents.facts import body_alone, day_alone, facts_of
from hotline.documents.head import head_split
from hotline.documents.marks import (
    ArticleMark,
    Ordinal,
    PartKind,
    article_mark,
    article_title_split,
    is_annex,
    is_annex_line,
    is_short_heading,
    part_mark,
    text_clean,
)

_DEPTH = {kind: depth for depth, kind in enumerate(PartKind)}
_LONGEST_PART_TITLE = 30
_LONGEST_ARTICLE_TITLE = 40


def document_structured(
    *,
    blocks: Iterable[Flat],
    name: str,
    kind: Kind,
    pages: int | None = None,
    title: str | None = None,
    head: Sequence[str] | None = None,
    title_otherwise: str = "",
    warnings: Sequence[Warned] = (),
) -> Document:
    """The document that `blocks` are.

    `title` and `head` are given where the file marks them; otherwise they are looked for, and where no title is to
    be seen
    `title_otherwise` (what the file's properties say) or the file's name stands in for it.
    """
    flat = [clean for block in blocks if (clean := _cleaned(block)) is not None]
    warned = list(warnings)
    if title is None or head is None:
        title, head, flat = head_split(contents_removed(flat))
    title = text_clean(title) or text_clean(title_otherwise)
    if not title:
        title = text_clean(PurePath(name).stem)
        warned.append(
            Warned(
                zh="没有找到标题，暂用文件名，请核对。",
                en="No title was found; the file name stands in for it. Please check.",
            )
        )
    builder = _Builder()
    for block in _listings_merged(flat):
        builder.take(block)
    builder.finish()
    lines = _lines(builder.blocks)
    facts = facts_of(title=title, head=head, body=lines)
    return Document(
        title=title,
        head=tuple(head),
        number=facts.number,
        issuer=facts.issuer,
        dates=facts.dates,
        repeals=facts.repeals,
        blocks=tuple(builder.blocks),
        name=name,
        kind=kind,
        pages=pages,
        warnings=(*warned, *builder.warnings),
    )


@dataclass
class _Builder:
    """Takes blocks in order; keeps the article that is open, the parts above it and the number that comes next."""

    blocks: list[Block] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    _path: list[Part] = field(default_factory=list)
    _open: Article | None = None
    _body: list[Paragraph | Listing | Table] = field(default_factory=list)
    _last: Ordinal | None = None

    def take(self, block: Flat) -> None:
        """Put the block where it belongs."""
        match block:
            case Paragraph():
                self._take_paragraph(block)
            case Heading():
                self._take_heading(block)
            case _:
                self._append(block)

    def finish(self) -> None:
        """Close what is open."""
        if self._open is not None:
            self.blocks.append(replace(self._open, body=tuple(self._body)))
            self._open, self._body = None, []

    def _take_heading(self, heading: Heading) -> None:
        if self._take_part(heading.text, heading.source):
            return
        mark = article_mark(heading.text)
        if mark is not None and not mark.may_be_a_citation:
            self._open_article(mark, heading.source, is_heading=True)
            return
        self._close_with(Heading(level=max(2, min(heading.level, 6)), text=heading.text, source=heading.source))
        if is_annex(heading.text):
            self._last, self._path = None, []

    def _take_paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if self._take_part(text, paragraph.source) or self._take_part_title(paragraph):
            return
        mark = article_mark(text)
        if mark is not None and self._is_article(mark):
            self._open_article(mark, paragraph.source, is_heading=False)
        elif is_annex(text) or (self._open is None and is_short_heading(text)):
            self._take_heading(Heading(level=2, text=text, source=paragraph.source))
        elif self._open is not None and (day_alone(text) or is_annex_line(text)):
            self._close_signature(paragraph)
        else:
            self._append(paragraph)

    def _take_part(self, text: str, source: Source) -> bool:
        mark = part_mark(text)
        if mark is None:
            return False
        part = Part(kind=mark.kind, number=mark.number, title=mark.title, source=source)
        self._close_with(part)
        self._path = [above for above in self._path if _DEPTH[above.kind] < _DEPTH[part.kind]] + [part]
        return True

    def _take_part_title(self, paragraph: Paragraph) -> bool:
        """总则 on the line under 第一章."""
        last = self.blocks[-1] if self.blocks and self._open is None else None
        if not isinstance(last, Part) or last.title or len(paragraph.text) > _LONGEST_PART_TITLE:
            return False
        titled = part_mark(f"{last.label} {paragraph.text}")
        if titled is None or article_mark(paragraph.text):
            return False
        part = replace(last, title=titled.title)
        self.blocks[-1] = self._path[-1] = part
        return True

    def _is_article(self, mark: ArticleMark) -> bool:
        """A number set off by a space is an article; one that runs on into the text only if it is the one expected."""
        if mark.spaced:
            return True
        if mark.may_be_a_citation or self._last is None:
            return not mark.may_be_a_citation and mark.number == Ordinal(1)
        return mark.number in (Ordinal(self._last.main + 1), Ordinal(self._last.main, self._last.branch + 1))

    def _open_article(self, mark: ArticleMark, source: Source, *, is_heading: bool) -> None:
        self.finish()
        self._check_sequence(mark.number, source)
        title, rest = _title_and_rest(mark, is_heading=is_heading)
        path = tuple(f"{part.label} {part.title}".strip() for part in self._path)
        self._open = Article(number=mark.number, title=title, body=(), path=path, source=source)
        self._last = mark.number
        if rest:
            self._body.append(Paragraph(text=rest, source=source))

    def _check_sequence(self, number: Ordinal, source: Source) -> None:
        last = self._last or Ordinal(0)
        expected = (Ordinal(last.main + 1), Ordinal(last.main, last.branch + 1))
        if number not in expected:
            before = f"{last.label('条')}之后" if last.main else "开头"
            self.warnings.append(
                Warned(
                    zh=f"{before}出现{number.label('条')}：条文不连续，请核对。",
                    en=f"Article {number.main} does not follow article {last.main}: please check that nothing "
                    "is missing.",
                    source=source,
                )
            )

    def _append(self, block: Paragraph | Listing | Table) -> None:
        if self._open is None:
            self.blocks.append(block)
        elif isinstance(block, Paragraph) and not self._body and not self._open.title:
            title, rest = article_title_split(block.text, direct=False)
            self._open = replace(self._open, title=title)
            self._body += [Paragraph(text=rest, source=block.source)] if rest else []
        else:
            self._body.append(block)

    def _close_with(self, block: Heading | Part) -> None:
        self.finish()
        self.blocks.append(block)

    def _close_signature(self, day_or_annex: Paragraph) -> None:
        """A date or a list of annexes under a text ends its last article; the office above the date belongs to
        the date.
        """
        signature: list[Paragraph] = []
        while day_alone(day_or_annex.text) and len(self._body) > 1:
            last = self._body[-1]
            if not isinstance(last, Paragraph) or not body_alone(last.text):
                break
            signature.insert(0, last)
            self._body.pop()
        self.finish()
        self.blocks += [*signature, day_or_annex]


def _title_and_rest(mark: ArticleMark, *, is_heading: bool) -> tuple[str, str]:
    title, rest = article_title_split(mark.rest, direct=mark.direct)
    is_title = 0 < len(rest) <= _LONGEST_ARTICLE_TITLE and not rest.endswith(("。", "；", "："))
    if is_heading and not title and is_title and not {"【", "】"} & set(rest):
        return rest, ""
    return title, rest


def _cleaned(block: Flat) -> Flat | None:
    """The block with clean text; None where nothing is left of it."""
    match block:
        case Paragraph() | Heading():
            text = text_clean(block.text)
            return replace(block, text=text) if text else None
        case Listing():
            items = tuple(item for raw in block.items if (item := text_clean(raw)))
            return replace(block, items=items) if items else None
        case Table():
            cells = [tuple(text_clean(cell) for cell in row) for row in block.rows]
            width = max((len(row) for row in cells), default=0)
            rows = tuple(row + ("",) * (width - len(row)) for row in cells if any(row))
            return replace(block, rows=rows) if rows else None


def _listings_merged(blocks: Sequence[Flat]) -> list[Flat]:
    """Lists that follow each other are one: a blank line between two items is a matter of taste."""
    merged: list[Flat] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, Listing) and isinstance(last, Listing) and block.ordered is last.ordered:
            merged[-1] = replace(last, items=last.items + block.items)
        else:
            merged.append(block)
    return merged


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The text that facts are looked for in: paragraphs and articles."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Article):
            lines += [item.text for item in block.body if isinstance(item, Paragraph)]
    return lines
