"""PDF: the text with its places on the page; pages that are pictures go through OCR. Nothing in a PDF is run or
fetched.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from hotline.documents.document import Document, Kind, Warned
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits, check_characters
from hotline.documents.lines import Line, PrintedPage, pages_joined
from hotline.documents.scans import page_scanned
from hotline.documents.structure import document_structured

_PASSWORD_ERROR = 4
_INVISIBLE = 3
_SMALLEST_TYPE = 2.5
"""Points: smaller type is there for machines, not for readers."""
_FEW_CHARACTERS = 8
_SCAN_SCALE = 200 / 72
"""Resolution for OCR: 200 dots an inch."""
_ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def pdf_read(
    data: bytes, *, name: str, limits: Limits, progress: Callable[[int, int], None], warnings: Sequence[Warned] = ()
) -> Document:
    """The document in a PDF, read page by page. Raises DocumentRefusedError (`encrypted`, `damaged`, `pages`,
    `ocr-missing`).
    """
    opened = _opened(data, name)
    total = len(opened)
    _check_pages(total, name=name, limits=limits)
    noted = list(warnings)
    if any(mark in data for mark in _ACTIVE):
        noted.append(
            Warned(
                zh="PDF 中的脚本或附件没有运行或打开。",
                en="Scripts or attachments in the PDF were neither run nor opened.",
            )
        )
    pages: list[PrintedPage] = []
    scanned: list[int] = []
    hidden = characters = 0
    for place in range(total):
        page = opened[place]
        printed, left_out = _printed(page, place + 1)
        if sum(len(line.text) for line in printed.lines) < _FEW_CHARACTERS and _has_picture(page):
            scanned.append(place + 1)
            _check_scans(len(scanned), name=name, limits=limits)
            printed = page_scanned(_picture(page), number=place + 1, name=name, limits=limits)
        page.close()
        hidden += left_out
        characters += sum(len(line.text) for line in printed.lines)
        check_characters(characters, name=name, limits=limits)
        pages.append(printed)
        progress(place + 1, total)
    _check_text(characters, name)
    noted += _page_warnings(scanned, hidden)
    return document_structured(blocks=pages_joined(pages), name=name, kind=Kind.PDF, pages=total, warnings=noted)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise DocumentRefusedError(
                "encrypted",
                zh=f"“{name}”设有打开密码。请去掉密码后再交。",
                en=f"{name} is protected by a password. Remove the password and hand it over again.",
            ) from error
        raise DocumentRefusedError(
            "damaged",
            zh=f"“{name}”已损坏，无法打开。请检查原文件，重新导出 PDF 后再交。",
            en=f"{name} is damaged and cannot be opened. Check the original, export it anew and hand it over again.",
        ) from error


def _check_pages(total: int, *, name: str, limits: Limits) -> None:
    if total > limits.pages:
        raise DocumentRefusedError(
            "pages",
            zh=f"“{name}”有 {total} 页，超过 {limits.pages} 页的上限。请拆成几个文件后再交。",
            en=f"{name} has {total} pages, more than {limits.pages}. Split it into several files and hand them over.",
        )


def _check_scans(count: int, *, name: str, limits: Limits) -> None:
    if count > limits.scanned_pages:
        raise DocumentRefusedError(
            "scanned-pages",
            zh=f"“{name}”的扫描页超过 {limits.scanned_pages} 页。请交带文字的 PDF，或拆成几个文件。",
            en=f"{name} has more than {limits.scanned_pages} scanned pages. Hand over a PDF with text, or split it.",
        )


def _check_text(characters: int, name: str) -> None:
    if not characters:
        raise DocumentRefusedError(
            "no-text",
            zh=f"“{name}”里没有可读的文字。请检查文件。",
            en=f"{name} holds no text that can be read. Please check the file.",
        )


def _page_warnings(scanned: Sequence[int], hidden: int) -> Iterator[Warned]:
    if scanned:
        shown = "、".join(str(number) for number in scanned[:12]) + ("…" if len(scanned) > 12 else "")
        yield Warned(
            zh=f"第 {shown} 页是图片，由文字识别读取，请对照原件核对数字和日期。",
            en=f"Pages {shown} are pictures and were read by OCR: check figures and dates against the original.",
        )
    if hidden:
        yield Warned(
            zh=f"PDF 中有 {hidden} 个看不见的字符没有采用。",
            en=f"{hidden} invisible characters in the PDF were left out.",
        )


def _printed(page: Any, number: int) -> tuple[PrintedPage, int]:
    """The lines of a page, and how many characters on it nobody can see."""
    width, height = page.get_size()
    seen, unseen = _characters(page, width, height)
    # Where nothing but invisible text lies over a picture, it is what an earlier OCR read: that is the page's text.
    if not seen and unseen and _has_picture(page):
        seen, unseen = unseen, []
    return PrintedPage(number=number, width=width, height=height, lines=tuple(_lines(seen))), len(unseen)


def _characters(page: Any, width: float, height: float) -> tuple[list[_Char], list[_Char]]:
    """Characters in the order of the file: those that can be seen, and those that cannot."""
    text_page = page.get_textpage()
    seen: list[_Char] = []
    unseen: list[_Char] = []
    box = pdfium.FS_RECTF()
    modes: dict[int, int] = {}
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0, 0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        size = abs(box.top - box.bottom)
        char = _Char(
            text="-" if code == 2 else chr(code),  # pdfium marks a hyphen at a line's end so
            left=box.left,
            right=box.right,
            top=height - box.top,
            bottom=height - box.bottom,
            size=size,
        )
        outside = box.right < 0 or box.left > width or box.top < 0 or box.bottom > height
        visible = not outside and size >= _SMALLEST_TYPE and _mode(text_page, index, modes) != _INVISIBLE
        (seen if visible else unseen).append(char)
    text_page.close()
    return seen, [char for char in unseen if not char.text.isspace()]


def _mode(text_page: Any, index: int, modes: dict[int, int]) -> int:
    text_object = pdfium.FPDFText_GetTextObject(text_page, index)
    if not text_object:
        return 0
    address = ctypes.addressof(text_object.contents) if hasattr(text_object, "contents") else 0
    if address not in modes:
        modes[address] = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
    return modes[address]


def _lines(chars: Sequence[_Char]) -> Iterator[Line]:
    """Characters gathered into lines from top to bottom, by the height they stand at."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda one: (one.top + one.bottom) / 2):
        middle = (char.top + char.bottom) / 2
        if rows and middle - _middle(rows[-1]) < 0.45 * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        if line := _line(sorted(row, key=lambda char: char.left)):
            yield line


def _middle(row: Sequence[_Char]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _line(row: Sequence[_Char]) -> Line | None:
    """The line that characters from left to right make; None where they are all blank."""
    row = _trimmed(row)
    if not row:
        return None
    size = _type_size(row)
    cells: list[tuple[float, str]] = []
    text = ""
    for place, char in enumerate(row):
        gap = char.left - row[place - 1].right if place else 0.0
        # Two glyphs at one place are a heading made bold by printing it twice.
        if place and char.text == row[place - 1].text and char.left - row[place - 1].left < 0.2 * size:
            continue
        if not cells or gap > 1.8 * size:
            cells.append((char.left, char.text))
        else:
            space = " " if gap > 0.3 * size else ""
            cells[-1] = (cells[-1][0], cells[-1][1] + space + char.text)
    text = " ".join(words for _, words in cells)
    return Line(
        text=text,
        left=row[0].left,
        right=row[-1].right,
        top=min(char.top for char in row),
        bottom=max(char.bottom for char in row),
        size=size,
        cells=tuple(cells),
    )


def _trimmed(row: Sequence[_Char]) -> Sequence[_Char]:
    """Without blanks at either end: an indent made of blanks is an indent."""
    start, end = 0, len(row)
    while start < end and row[start].text.isspace():
        start += 1
    while end > start and row[end - 1].text.isspace():
        end -= 1
    return row[start:end]


def _type_size(row: Sequence[_Char]) -> float:
    """A Chinese character is as wide as the type is high; boxes are as high as the font's designer liked."""
    widths = sorted(char.right - char.left for char in row if char.text > "\u2e7f")
    if widths:
        return widths[len(widths) // 2]
    return 0.8 * sorted(char.size for char in row)[len(row) // 2]


def _has_picture(page: Any) -> bool:
    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _picture(page: Any) -> Any:
    """The page as a grey picture, at most about 3400 dots wide or high whatever size it claims to have."""
    width, height = page.get_size()
    scale = min(_SCAN_SCALE, 3400 / max(width, height, 1))
    return page.render(scale=scale, grayscale=True).to_pil()
