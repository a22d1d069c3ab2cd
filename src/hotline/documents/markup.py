"""HTML pages: cleaned of everything active or hidden, then read as blocks. Nothing a page links to is fetched."""

import re
from collections.abc import Iterator, Sequence

import nh3
from lxml import html as lxml_html

from hotline.documents.document import Document, Flat, Heading, Kind, Listing, Paragraph, Source, Table, Warned
from hotline.documents.structure import document_structured

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul": False, "ol": True}
_CONTAINERS = {
    "div",
    "section",
    "article",
    "main",
    "body",
    "html",
    "header",
    "center",
    "blockquote",
    "dl",
    "font",
    "span",
    "figure",
}
_LINES = {"p", "pre", "dt", "dd", "address", "figcaption", "caption", "summary", "li"}
_INLINE = {
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "sub",
    "sup",
    "small",
    "big",
    "code",
    "s",
    "mark",
    "abbr",
    "cite",
    "q",
    "kbd",
    "br",
    "hr",
}
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_REMOVED = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "head",
    "title",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "textarea",
    "canvas",
    "audio",
    "video",
    "map",
}
_ACTIVE = re.compile(r"<\s*(?:script|iframe|object|embed|form)\b|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)",
    re.IGNORECASE,
)
_WHITE_STYLE = re.compile(r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]{1,300})</title", re.IGNORECASE)


def html_read(text: str, *, name: str, warnings: Sequence[Warned] = ()) -> Document:
    """The document in an HTML page."""
    warned = list(warnings)
    if _ACTIVE.search(text):
        warned.append(
            Warned(zh="网页中的脚本、表单等内容已去除。", en="Scripts, forms and other active content were removed.")
        )
    cleaned = nh3.clean(
        text,
        tags={*_HEADINGS, *_LISTS, *_CONTAINERS, *_LINES, *_INLINE, *_TABLE},
        clean_content_tags=_REMOVED,
        attributes={"*": {"style", "hidden", "aria-hidden", "colspan"}},
        url_schemes=set(),
    )
    walker = _Walker()
    root = lxml_html.document_fromstring(f"<div>{cleaned or '<p></p>'}</div>")
    blocks = list(walker.blocks(root))
    if walker.hidden:
        warned.append(Warned(zh="网页中隐藏的文字没有采用。", en="Hidden text on the page was left out."))
    found = _TITLE.search(text)
    otherwise = found.group(1) if found else ""
    return document_structured(blocks=blocks, name=name, kind=Kind.HTML, title_otherwise=otherwise, warnings=warned)


class _Walker:
    """Goes through the cleaned tree in the order of reading; counts what was hidden."""

    def __init__(self) -> None:
        self.hidden = 0
        self._number = 0

    def blocks(self, element: lxml_html.HtmlElement) -> Iterator[Flat]:
        """The blocks inside `element`, text that stands between them included."""
        loose = [element.text or ""]
        for child in element:
            if self._is_hidden(child):
                self.hidden += 1
            elif child.tag in _INLINE or (child.tag in ("span", "font") and not _has_blocks(child)):
                loose.append("\n" if child.tag in ("br", "hr") else self._words(child))
            else:
                yield from self._loose(loose)
                loose = []
                yield from self._block(child)
            loose.append(child.tail or "")
        yield from self._loose(loose)

    def _block(self, element: lxml_html.HtmlElement) -> Iterator[Flat]:
        tag = element.tag
        if tag in _HEADINGS:
            yield Heading(level=_HEADINGS[tag], text=self._words(element), source=self._source())
        elif tag in _LISTS and not _has_blocks(element, within_items=True):
            items = tuple(self._words(item) for item in element if item.tag == "li" and not self._is_hidden(item))
            yield Listing(items=items, ordered=_LISTS[tag], source=self._source())
        elif tag == "table" and not _is_layout(element):
            yield Table(rows=tuple(self._rows(element)), source=self._source())
        else:
            yield from self.blocks(element)

    def _rows(self, table: lxml_html.HtmlElement) -> Iterator[tuple[str, ...]]:
        for row in table.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag not in ("td", "th") or self._is_hidden(cell):
                    continue
                span = cell.get("colspan", "1")
                cells += [self._words(cell)] + [""] * (min(int(span), 50) - 1 if span.isdecimal() else 0)
            yield tuple(cells)

    def _words(self, element: lxml_html.HtmlElement) -> str:
        """The visible words of an element."""
        words = [element.text or ""]
        for child in element:
            if self._is_hidden(child):
                self.hidden += 1
            elif child.tag == "br":
                words.append("\n")
            else:
                words.append(self._words(child))
            words.append(child.tail or "")
        return "".join(words)

    def _loose(self, words: Sequence[str]) -> Iterator[Flat]:
        """Text between blocks: a line break in it is where the author began a new line."""
        for line in "".join(word if word == "\n" else re.sub(r"\s+", " ", word) for word in words).split("\n"):
            if line.strip():
                yield Paragraph(text=line, source=self._source())

    def _is_hidden(self, element: lxml_html.HtmlElement) -> bool:
        style = element.get("style", "")
        marked = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        return marked or bool(_HIDDEN_STYLE.search(style) or _WHITE_STYLE.search(style))

    def _source(self) -> Source:
        self._number += 1
        return Source(paragraph=self._number)


def _has_blocks(element: lxml_html.HtmlElement, *, within_items: bool = False) -> bool:
    """Whether something inside is a block of its own."""
    inner = (_CONTAINERS | _LINES | _TABLE | set(_LISTS) | set(_HEADINGS)) - {"span", "font"}
    if within_items:
        inner -= {"li", "p", "div"}
    return any(child.tag in inner for child in element.iterdescendants())


def _is_layout(table: lxml_html.HtmlElement) -> bool:
    """A table that only places things on the page: one with a table or headings inside, or with a single cell."""
    cells = sum(1 for _ in table.iter("td", "th"))
    return cells <= 1 or next(table.iterdescendants("table", *_HEADINGS), None) is not None
