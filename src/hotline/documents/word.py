"""Word documents (.docx): the words as they would be printed, with their headings, automatic numbers, lists and
tables.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.oxml.ns import qn

from hotline.documents.document import Document, Flat, Heading, Kind, Listing, Paragraph, Source, Table, Warned
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits, check_characters
from hotline.documents.structure import document_structured
from hotline.documents.word_numbers import WordNumbers

_TITLES = re.compile(r"(?:title|标题|文档标题)$", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
_TOC = re.compile(r"(?:toc|目录)\s*\d?", re.IGNORECASE)
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_PLACED = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag"), qn("w:moveTo")}


def word_read(data: bytes, *, name: str, limits: Limits, warnings: Sequence[Warned] = ()) -> Document:
    """The document in a .docx whose archive has been checked. Inserted text counts, deleted and hidden text does
    not.
    """
    try:
        opened = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise DocumentRefusedError(
            "damaged",
            zh=f"“{name}”缺少 Word 文档的必要部分，无法打开。请用 Word 打开，另存后再交。",
            en=f"{name} lacks parts that every Word document has. Open it in Word, save it anew and hand it "
            "over again.",
        ) from error
    walker = _Walker(opened)
    blocks = list(walker.blocks(opened.element.body))
    check_characters(walker.characters, name=name, limits=limits)
    noted = [*warnings, *walker.warnings(), *_outside(opened)]
    return document_structured(
        blocks=blocks, name=name, kind=Kind.WORD, title_otherwise=opened.core_properties.title or "", warnings=noted
    )


class _Walker:
    """Goes through the body in the order of reading."""

    def __init__(self, opened: Any) -> None:
        self.characters = 0
        self._hidden = False
        self._tracked = False
        self._number = 0
        self._style_names = {style.style_id: style.name or "" for style in opened.styles}
        self._numbers_of_style = {
            style.style_id: style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for style in opened.styles
        }
        self._numbers = WordNumbers.of(_numbering(opened))

    def warnings(self) -> Iterator[Warned]:
        """What a person should know of how it was read."""
        if self._hidden:
            yield Warned(zh="文档中隐藏的文字没有采用。", en="Hidden text in the document was left out.")
        if self._tracked:
            yield Warned(
                zh="文档带有修订记录：插入的文字已采用，删除的没有采用。请核对是否定稿。",
                en="The document has tracked changes: insertions were taken, deletions left out. Check that "
                "it is final.",
            )

    def blocks(self, parent: Any) -> Iterator[Flat]:
        """The blocks of the body or of a content control."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield Table(rows=tuple(self._rows(element)), source=self._source())
            elif element.tag in _WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Flat]:
        words = self._words(element)
        style = self._style_names.get(_value(element, "w:pPr/w:pStyle") or "", "")
        if not words.strip() or _TOC.match(style):
            return
        level = self._level(element, style)
        mark, bullet = self._mark(element)
        source = self._source()
        if level:
            yield Heading(level=level, text=_marked(mark, words.replace("\n", "")), source=source)
        elif bullet:
            yield Listing(items=(words,), source=source)
        else:
            for place, line in enumerate(words.split("\n")):
                yield Paragraph(text=line if place else _marked(mark, line), source=source)

    def _level(self, element: Any, style: str) -> int:
        """1 for a title, 1 to 6 for headings; 0 for text."""
        if found := _HEADING.match(style):
            return int(found.group(1))
        if _TITLES.match(style):
            return 1
        outline = _value(element, "w:pPr/w:outlineLvl")
        return int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 6 else 0

    def _mark(self, element: Any) -> tuple[str, bool]:
        """The automatic number of a paragraph, and whether it is a bullet."""
        own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        styled = self._numbers_of_style.get(_value(element, "w:pPr/w:pStyle") or "")
        number_id = level = None
        for properties in (own, styled):
            if properties is not None:
                number_id = number_id or _value(properties, "w:numId")
                level = level or _value(properties, "w:ilvl")
        if not number_id or number_id == "0":
            return "", False
        depth = int(level) if level and level.isdecimal() else 0
        if self._numbers.is_bullet(number_id, depth):
            return "", True
        return self._numbers.next_mark(number_id, depth), False

    def _rows(self, table: Any) -> Iterator[tuple[str, ...]]:
        for row in _children(table, qn("w:tr")):
            cells: list[str] = []
            for cell in _children(row, qn("w:tc")):
                span = _value(cell, "w:tcPr/w:gridSpan")
                continued = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                is_first = continued is None or continued.get(qn("w:val")) == "restart"
                words = " ".join(self._words(inner).strip() for inner in cell.iterdescendants(qn("w:p")))
                cells += [words if is_first else ""] + [""] * (
                    min(int(span), 60) - 1 if span and span.isdecimal() else 0
                )
            yield tuple(cells)

    def _words(self, element: Any) -> str:
        """The text of a paragraph as printed."""
        words: list[str] = []
        stack = list(reversed(element))
        while stack:
            inner = stack.pop()
            if inner.tag in (qn("w:ins"), qn("w:del"), qn("w:moveFrom")):
                self._tracked = True
            if inner.tag in _SKIPPED:
                continue
            if inner.tag == qn("w:r") and _is_hidden(inner):
                self._hidden = True
            elif inner.tag == qn("w:t"):
                words.append(inner.text or "")
            elif inner.tag in _PLACED:
                words.append(_PLACED[inner.tag] if inner.get(qn("w:type")) != "page" else "")
            else:
                stack += reversed(inner)
        self.characters += sum(len(word) for word in words)
        return "".join(words)

    def _source(self) -> Source:
        self._number += 1
        return Source(paragraph=self._number)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Children of that tag, also those in a content control or an insertion; never those of a table inside."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _numbering(opened: Any) -> Any | None:
    try:
        return opened.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _marked(mark: str, words: str) -> str:
    """第三条 and 第二章 stand off from their text, （一） and 1. at it."""
    if not mark:
        return words
    return f"{mark} {words}" if mark[-1] in "条章节编" else f"{mark}{words}"


def _outside(opened: Any) -> Iterator[Warned]:
    """Links to templates, pictures or objects elsewhere: nothing of them was fetched."""
    kinds = {rel.reltype.rsplit("/", 1)[-1] for rel in opened.part.rels.values() if rel.is_external} - {"hyperlink"}
    if kinds:
        yield Warned(
            zh=f"文档引用了外部内容（{'、'.join(sorted(kinds))}），没有去取，只读取了文档自身的文字。",
            en=f"The document refers to things outside ({', '.join(sorted(kinds))}). They were not fetched.",
        )
