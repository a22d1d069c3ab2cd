"""Printed lines to paragraphs: what a page's layout says about where one ends. Pure functions over lines with
their places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from hotline.documents.columns import rows_of, table_ends
from hotline.documents.document import Flat, Heading, Paragraph, Source, Table
from hotline.documents.marks import begins_anew, text_clean

_SENTENCE_END = re.compile(r"[。！？：!?:]['”’」』）)]*$")
_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s,，/／]*(?:共|of|/)?\s*\d{1,4}(?:\s*页)?)?[-—–－~·•\s]*"
    r"|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|第\s*[一二三四五六七八九十百]+\s*页",
    re.IGNORECASE,
)
_EDGE = 0.12
"""Headers and footers stand in this part of the page's height at the top and at the bottom."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Lengths in points from the page's top left corner; `cells` are its runs of text between
    wide gaps.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    cells: tuple[tuple[float, str], ...] = ()

    @property
    def middle(self) -> float:
        """Half way down the line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of one page, from top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in this document: the body's size, edges and pitch; whether paragraphs begin with an indent."""

    size: float
    left: float
    right: float
    pitch: float
    indented: bool


def text_joined(lines: Iterable[str]) -> str:
    """Lines as one text: a space between Latin words, none between Chinese characters, a hyphen at a line's end
    closed.
    """
    joined = ""
    for line in lines:
        if not joined:
            joined = line
        elif re.search(r"[a-z]-$", joined) and re.match("[a-z]", line):
            joined = joined[:-1] + line
        elif re.search(r"[!-~]$", joined) and re.match(r"[!-~]", line):
            joined = f"{joined} {line}"
        else:
            joined += line
    return joined


def pages_joined(pages: Sequence[PrintedPage]) -> list[Flat]:
    """Paragraphs, headings (by size) and tables (by columns) of all pages, without headers, footers and page
    numbers.
    """
    bare = _margins_removed(pages)
    layout = _layout(bare)
    if layout is None:
        return []
    blocks: list[Flat] = []
    gathered: list[tuple[int, Line]] = []
    for page, line, table in _walked(bare):
        if gathered and (table or not _continues(gathered[-1], (page, line), layout)):
            blocks.append(_block(gathered, layout, len(blocks) + 1))
            gathered = []
        if table:
            blocks.append(Table(rows=rows_of(table), source=Source(paragraph=len(blocks) + 1, page=page)))
        else:
            gathered.append((page, line))
    if gathered:
        blocks.append(_block(gathered, layout, len(blocks) + 1))
    return blocks


def wrapped_joined(lines: Sequence[str]) -> list[str]:
    """Paragraphs of a plain text: as its lines stand, or joined where an editor broke them all at one width."""
    widths = sorted(_width(line.rstrip()) for line in lines if line.strip())
    full = widths[int(len(widths) * 0.9)] if widths else 0
    near = sum(1 for width in widths if width >= full - 4)
    if len(widths) < 6 or not 40 <= full <= 160 or near < len(widths) / 3 or widths[-1] > full + 6:
        return [line for line in lines if line.strip()]
    paragraphs: list[list[str]] = []
    open_ended = False
    for line in lines:
        text = line.strip()
        indented = bool(re.match(r"[ \u3000\t]{2}", line))
        if text and open_ended and not indented and not begins_anew(text_clean(text)):
            paragraphs[-1].append(text)
        elif text:
            paragraphs.append([text])
        open_ended = bool(text) and _width(line.rstrip()) >= full - 4
    return [text_joined(paragraph) for paragraph in paragraphs]


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _margins_removed(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Without page numbers at the edges, and without lines that come again at the edges of half the pages."""
    repeated = Counter(
        key for page in pages for key in {_edge_key(line) for line in page.lines if _at_edge(line, page)}
    )
    often = max(2, len(pages) / 2)
    return [
        PrintedPage(
            number=page.number,
            width=page.width,
            height=page.height,
            lines=tuple(
                line
                for line in page.lines
                if not (_at_edge(line, page) and (_is_page_number(line) or repeated[_edge_key(line)] >= often))
            ),
        )
        for page in pages
    ]


def _is_page_number(line: Line) -> bool:
    """A page number, alone or at the end of a line of remarks; there it says that it is one (第 1 页, page 1)."""
    last = line.cells[-1][1] if len(line.cells) > 1 else ""
    counts = bool(_PAGE_NUMBER.fullmatch(last)) and bool(re.search("页|page", last, re.IGNORECASE))
    return counts or bool(_PAGE_NUMBER.fullmatch(line.text))


def _edge_key(line: Line) -> tuple[str, int]:
    """Equal for the same header on two pages: figures apart, since page numbers differ."""
    return re.sub(r"\d+", "#", line.text), round(line.top / 6)


def _at_edge(line: Line, page: PrintedPage) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


def _layout(pages: Sequence[PrintedPage]) -> _Layout | None:
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return None
    weighed = Counter[float]()
    for line in lines:
        weighed[round(line.size * 2) / 2] += len(line.text)
    size = weighed.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.75] or lines
    long = [line for line in body if line.right - line.left > 12 * size] or body
    lefts = Counter(round(line.left) for line in long)
    left = min(place for place, count in lefts.items() if count >= max(1, max(lefts.values()) / 8))
    rights = sorted(line.right for line in long)
    pitches = [
        below.middle - above.middle
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if 0.5 * size < below.middle - above.middle < 4 * size
    ]
    indented = sum(1 for line in long if size < line.left - left < 3.5 * size)
    return _Layout(
        size=size,
        left=left,
        right=rights[int(len(rights) * 0.9)],
        pitch=median(pitches) if pitches else 1.5 * size,
        indented=indented >= max(2, len(long) / 25),
    )


def _walked(pages: Sequence[PrintedPage]) -> Iterator[tuple[int, Line, list[Line]]]:
    """Each line with its page; lines that make a table come at once with the first of them."""
    for page in pages:
        place = 0
        while place < len(page.lines):
            end = table_ends(page.lines, place)
            yield page.number, page.lines[place], list(page.lines[place:end])
            place = max(end, place + 1)


def _continues(above: tuple[int, Line], below: tuple[int, Line], layout: _Layout) -> bool:
    """Whether `below` goes on with the paragraph of `above`."""
    (page, last), (next_page, line) = above, below
    if abs(last.size - line.size) > 1 or begins_anew(text_clean(line.text)):
        return False
    if page == next_page and not -1 < line.middle - last.middle <= 1.45 * max(layout.pitch, 1.1 * last.size):
        return False
    if _is_large(last, layout):
        return page == next_page and abs((last.left + last.right) - (line.left + line.right)) < 4 * last.size
    if last.right < layout.right - 2.2 * layout.size:
        return False
    if line.left > layout.left + 1.2 * layout.size and layout.indented:
        return False
    return layout.indented or not _SENTENCE_END.search(last.text)


def _is_large(line: Line, layout: _Layout) -> bool:
    return line.size >= 1.2 * layout.size


def _block(gathered: Sequence[tuple[int, Line]], layout: _Layout, number: int) -> Flat:
    page, first = gathered[0]
    text = text_joined(line.text for _, line in gathered)
    source = Source(paragraph=number, page=page)
    if _is_large(first, layout) and len(text) <= 120:
        return Heading(level=1 if first.size >= 1.35 * layout.size else 2, text=text, source=source)
    return Paragraph(text=text, source=source)
