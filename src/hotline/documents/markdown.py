"""Markdown: the readable form in which documents are kept, exported and taken back without loss."""

import re
from collections.abc import Iterator, Sequence

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
from hotline.documents.lines import text_joined
from hotline.documents.marks import PartKind, begins_anew, text_clean
from hotline.documents.structure import document_structured

HEAD_END = "<!-- INFO END -->"
"""Ends the lines about the document (dates, number) and begins its text, as in the collections of laws kept in
Markdown.
"""

_PART_LEVEL = {PartKind.BOOK: 2, PartKind.SUBBOOK: 3, PartKind.CHAPTER: 3, PartKind.SECTION: 4}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~!])")
_LINE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)(.*)")
_BULLET = re.compile(r"[-*+]\s+(.*)")
_NUMBERED = re.compile(r"\d{1,9}[.)]\s+(.*)")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_COMMENT = re.compile(r"(?<!\\)<!--.*?-->", re.DOTALL)
_RAW = re.compile(r"(?<!\\)<(script|style|iframe|object|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_HELD = {chr(0xE000 + code): chr(code) for code in range(0x21, 0x7F)}


def markdown_read(text: str, *, name: str, warnings: Sequence[Warned] = ()) -> Document:
    """The document in `text`. Raw HTML in it is dropped, links keep their words only."""
    warned = list(warnings)
    if _RAW.search(text):
        warned.append(
            Warned(zh="文中的脚本等 HTML 内容已去除。", en="Script or other active HTML in the text was removed.")
        )
    before, marker, after = text.partition(HEAD_END)
    if marker:
        about = list(_blocks(before))
        title = next((block.text for block in about if isinstance(block, Heading) and block.level == 1), "")
        head = [text_clean(block.text) for block in about if isinstance(block, Paragraph)]
        return document_structured(
            blocks=_blocks(after), name=name, kind=Kind.MARKDOWN, title=title, head=head, warnings=warned
        )
    return document_structured(blocks=_blocks(text), name=name, kind=Kind.MARKDOWN, warnings=warned)


def markdown_write(document: Document) -> str:
    """The document as Markdown. `markdown_read` gives the same document again, sources and warnings apart."""
    chunks = [f"# {_escape(document.title)}", *(_escape_line(line) for line in document.head), HEAD_END]
    for block in document.blocks:
        chunks += _block_written(block)
    return "\n\n".join(chunks) + "\n"


def _block_written(block: Block) -> list[str]:
    match block:
        case Part():
            return [f"{'#' * _PART_LEVEL[block.kind]} {_escape(f'{block.label} {block.title}'.strip())}"]
        case Article():
            return _article_written(block)
        case Heading():
            return [f"{'#' * block.level} {_escape(block.text)}"]
        case Paragraph():
            return [_escape_line(block.text)]
        case Listing():
            marks = (f"{place}." if block.ordered else "-" for place in range(1, len(block.items) + 1))
            return ["\n".join(f"{mark} {_escape_line(item)}" for mark, item in zip(marks, block.items, strict=True))]
        case Table():
            return [_table_written(block)]


def _article_written(article: Article) -> list[str]:
    start = article.label + (f" 【{_escape(article.title)}】" if article.title else "")
    first, rest = (article.body[0], article.body[1:]) if article.body else (None, ())
    if isinstance(first, Paragraph):
        chunks = [f"{start}{'' if article.title else ' '}{_escape(first.text)}"]
    else:
        chunks = [start, *(_block_written(first) if first else [])]
    for block in rest:
        chunks += _block_written(block)
    return chunks


def _table_written(table: Table) -> str:
    lines = ["| " + " | ".join(_escape(cell) for cell in row) + " |" for row in table.rows]
    lines.insert(1, "|" + " --- |" * len(table.rows[0]))
    return "\n".join(lines)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escape_line(text: str) -> str:
    """Also what would begin a list or a rule at the start of a line."""
    escaped = _escape(text)
    found = _LINE_START.match(escaped)
    if found is None:
        return escaped
    mark = found.group(1)
    return f"\\{escaped}" if not mark.isdecimal() else f"{mark}\\{escaped[len(mark) :]}"


def _plain(text: str) -> str:
    """The words of a line of Markdown: escapes resolved, marks, tags and addresses dropped."""
    held = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found.group(1))), text)
    held = _LINK.sub(r"\1", _TAG.sub("", held))
    for _ in range(3):
        held = _EMPHASIS.sub(r"\2", held)
    held = held.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    return "".join(_HELD.get(char, char) for char in held)


def _blocks(text: str) -> Iterator[Flat]:
    text = "".join(char for char in text if char not in _HELD)
    text = _COMMENT.sub("\n\n", _RAW.sub("\n\n", text))
    gathered: list[str] = []
    number = 0
    for line in [*text.split("\n"), ""]:
        stripped = line.strip()
        starts = not stripped or _starts_block(stripped, gathered)
        if starts and gathered:
            number += 1
            yield from _gathered(gathered, Source(paragraph=number))
            gathered = []
        if stripped:
            gathered.append(stripped)


def _starts_block(line: str, gathered: Sequence[str]) -> bool:
    """Whether a line ends what was gathered before it: a heading on either side, a first list item or table row,
    an article.
    """
    if not gathered:
        return False
    if _HEADING.match(line) or _HEADING.match(gathered[-1]) or _RULE.match(line):
        return True
    in_list = bool(_BULLET.match(gathered[0]) or _NUMBERED.match(gathered[0]))
    in_table = gathered[0].startswith("|")
    if in_list or in_table:
        return in_table is not line.startswith("|") and in_table
    return bool(_BULLET.match(line)) or line.startswith("|") or begins_anew(text_clean(_plain(line)))


def _gathered(lines: list[str], source: Source) -> Iterator[Flat]:
    first = lines[0]
    if heading := _HEADING.match(first):
        unclosed = re.sub(r"(?<!\\)\s#+$", "", heading.group(2))
        yield Heading(level=len(heading.group(1)), text=_plain(unclosed), source=source)
    elif _RULE.match(first) and len(lines) == 1:
        return
    elif first.startswith("|"):
        yield Table(
            rows=tuple(_row(line) for place, line in enumerate(lines) if place != 1 or not _TABLE_RULE.match(line)),
            source=source,
        )
    elif _BULLET.match(first) or _NUMBERED.match(first):
        yield from _listing(lines, source)
    else:
        words = [re.sub(r"^>\s?", "", line) for line in lines]
        yield Paragraph(text=_plain(text_joined(words)), source=source)


def _listing(lines: Sequence[str], source: Source) -> Iterator[Flat]:
    ordered = bool(_NUMBERED.match(lines[0]))
    items: list[list[str]] = []
    for line in lines:
        found = _BULLET.match(line) or _NUMBERED.match(line)
        if found:
            items.append([found.group(1)])
        else:
            items[-1].append(line)
    yield Listing(items=tuple(_plain(text_joined(item)) for item in items), ordered=ordered, source=source)


def _row(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", inner))
