"""Printing a sheet: A4, one column, one Chinese font, lines thick enough for a fax."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

import pylopdf_fonts_zh_cn
from fpdf import FPDF
from fpdf.enums import TextMode

from hotline.documents.document import Flat, Heading, Listing, Paragraph, Table
from hotline.documents.marks import text_clean
from hotline.documents.sheet import Sheet, sheet_words
from hotline.documents.typeset import lines_broken

# The font library tells every table that it leaves out of a subset.
logging.getLogger("fontTools").setLevel(logging.WARNING)
_WIDTH, _HEIGHT = 210.0, 297.0
_SIDE, _TOP, _BOTTOM = 22.0, 27.0, 21.0
_COLUMN = _WIDTH - 2 * _SIDE
_RULE = 0.35
"""Millimetres: three dots of a fax."""
_MILLIMETRES_A_POINT = 25.4 / 72
_LEADING = 1.5
_BULLET = "·"
_CELL = 1.6
"""Space between a cell's border and its words."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF (A4). The same sheet gives the same bytes: nothing in it tells when it was made."""
    return _Printer(sheet, total=_Printer(sheet, total=1).printed()[1]).printed()[0]


class _Printer:
    """Prints one sheet from top to bottom. `total` is what the feet say; a first run finds it out."""

    def __init__(self, sheet: Sheet, *, total: int) -> None:
        self._sheet = sheet
        self._words = sheet_words(sheet)
        self._total = total
        self._type = 18.0 if sheet.is_large else 12.0
        self._pdf = _pdf_begun(sheet)
        self._y = _TOP
        self._widths: dict[str, float] = {}

    def printed(self) -> tuple[bytes, int]:
        """The file and the number of its pages."""
        self._page_begin()
        self._title()
        for block in self._sheet.body:
            self._block(block)
        self._end()
        self._foot()
        return bytes(self._pdf.output()), self._pdf.pages_count

    def _page_begin(self) -> None:
        self._pdf.add_page()
        self._pdf.set_line_width(_RULE)
        small = self._type * 0.85
        y = _TOP - 6.5 - self._line_height(small)
        self._text(self._sheet.centre_name, size=small, y=y, bold=True)
        self._text_right(self._words.call, size=small, y=y)
        self._pdf.line(_SIDE, _TOP - 5, _WIDTH - _SIDE, _TOP - 5)
        self._y = _TOP

    def _foot(self) -> None:
        small = min(self._type * 0.75, 11)
        y = _HEIGHT - _BOTTOM + 5
        self._pdf.line(_SIDE, y - 1, _WIDTH - _SIDE, y - 1)
        self._text(" · ".join(part for part in (self._words.about, self._words.code) if part), size=small, y=y)
        self._text_right(self._words.page(self._pdf.page_no(), self._total), size=small, y=y)

    def _room(self, needed: float) -> None:
        """Go to the next page where `needed` millimetres do not fit on this one."""
        if not self._fits(needed) and self._y > _TOP:
            self._next_page()

    def _fits(self, needed: float) -> bool:
        return self._y + needed <= _HEIGHT - _BOTTOM

    def _next_page(self) -> None:
        self._foot()
        self._page_begin()

    def _title(self) -> None:
        size = self._type * 1.5
        for line in self._broken(self._sheet.title, size=size, width=_COLUMN):
            self._text_middle(line, size=size)
        self._y += 1.5
        for text in (self._words.about, self._sheet.note):
            for line in self._broken(text, size=self._type * 0.85, width=_COLUMN) if text else ():
                self._text_middle(line, size=self._type * 0.85, bold=False)
        self._y += 3

    def _block(self, block: Flat) -> None:
        match block:
            case Heading():
                self._heading(block.text)
            case Paragraph():
                self._paragraph(block.text)
            case Listing():
                for number, item in enumerate(block.items, start=1):
                    self._paragraph(item, mark=f"{number}." if block.ordered else _BULLET)
            case Table():
                self._table(block.rows)

    def _heading(self, text: str) -> None:
        self._y += 2
        self._room(3 * self._line_height(self._type))
        size = self._type * 1.1
        for line in self._broken(text, size=size, width=_COLUMN):
            self._line(line, size=size, bold=True)
        self._y += 1

    def _paragraph(self, text: str, *, mark: str = "") -> None:
        """Text in the column; after a mark it hangs."""
        indent = (1.1 if mark == _BULLET else 1.9) * self._type * _MILLIMETRES_A_POINT if mark else 0.0
        lines = self._broken(text, size=self._type, width=_COLUMN - indent)
        # The last line of a paragraph does not begin a page alone, nor its first end one.
        self._room(self._line_height(self._type) * min(len(lines), 2))
        for place, line in enumerate(lines):
            if len(lines) - place == 2:
                self._room(2 * self._line_height(self._type))
            self._line(line, size=self._type, indent=indent, mark="" if place else mark)
        self._y += 1.2

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        widths = self._column_widths(rows)
        self._y += 1
        headings: list[list[str]] = []
        for place, row in enumerate(rows):
            cells = [
                self._broken(cell, size=self._type * 0.9, width=width - 2 * _CELL)
                for cell, width in zip(row, widths, strict=True)
            ]
            if place and not self._fits(self._row_height(cells)):
                self._next_page()
                self._row(headings, widths, bold=True)
            headings = headings if place else cells
            self._row(cells, widths, bold=place == 0)
        self._y += 3

    def _row_height(self, cells: list[list[str]]) -> float:
        return max(len(cell) for cell in cells) * self._line_height(self._type * 0.9) + 2 * _CELL

    def _row(self, cells: list[list[str]], widths: Sequence[float], *, bold: bool) -> None:
        """A row stays on one page if a page holds it; a longer one goes on on the next."""
        size = self._type * 0.9
        height = self._line_height(size)
        most = int((_HEIGHT - _BOTTOM - _TOP - 2 * _CELL) / height)
        lines = max(len(cell) for cell in cells)
        for start in range(0, lines, most):
            shown = [cell[start : start + most] for cell in cells]
            row_height = min(lines - start, most) * height + 2 * _CELL
            self._room(row_height)
            left = _SIDE
            for cell, width in zip(shown, widths, strict=True):
                self._pdf.rect(left, self._y, width, row_height)
                for place, line in enumerate(cell):
                    self._text(
                        line, size=self._type * 0.9, y=self._y + _CELL + place * height, x=left + _CELL, bold=bold
                    )
                left += width
            self._y += row_height

    def _column_widths(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """By what the columns hold: room for a short cell in one line, the rest shared by length."""
        size = self._type * 0.9
        wanted = [
            max(self._measured(cell, size=size) for cell in column) + 2 * _CELL + 0.5
            for column in zip(*rows, strict=True)
        ]
        if sum(wanted) <= _COLUMN:
            spare = (_COLUMN - sum(wanted)) / len(wanted)
            return [width + spare for width in wanted]
        fair = _COLUMN / len(wanted)
        # A wide column counts as at most three fair shares: one long remark does not starve its neighbours.
        counted = [min(width, 3 * fair) for width in wanted]
        short = sum(width for width in counted if width <= fair)
        long = sum(width for width in counted if width > fair)
        return [width if width <= fair else (_COLUMN - short) * width / long for width in counted]

    def _end(self) -> None:
        """Legal basis, validity and check code: on one page if a page holds them, so that none is lost with a page."""
        closing = [text for text in (self._words.validity, self._words.check) if text]
        lines = [line for text in closing for line in self._broken(text, size=self._type, width=_COLUMN - 6)]
        box = len(lines) * self._line_height(self._type) + 5
        basis = [line for text in self._sheet.basis for line in self._broken(text, size=self._type, width=_COLUMN - 10)]
        heading = self._line_height(self._type * 1.1) + 3 if basis else 0.0
        together = heading + len(basis) * self._line_height(self._type) + 1.2 * len(self._sheet.basis) + 4 + box
        self._y += 2
        if together <= _HEIGHT - _BOTTOM - _TOP:
            self._room(together)
        if self._sheet.basis:
            self._heading(self._words.basis)
            for text in self._sheet.basis:
                self._paragraph(text, mark=_BULLET)
        if lines:
            self._y += 2
            self._room(box)
            self._pdf.rect(_SIDE, self._y, _COLUMN, box)
            self._y += 2.5
            for line in lines:
                self._line(line, size=self._type, indent=3)

    def _line(self, text: str, *, size: float, indent: float = 0.0, mark: str = "", bold: bool = False) -> None:
        self._room(self._line_height(size))
        if mark:
            self._text(mark, size=size, y=self._y)
        self._text(text, size=size, y=self._y, x=_SIDE + indent, bold=bold)
        self._y += self._line_height(size)

    def _text_middle(self, text: str, *, size: float, bold: bool = True) -> None:
        x = (_WIDTH - self._measured(text, size=size)) / 2
        self._text(text, size=size, y=self._y, x=x, bold=bold)
        self._y += self._line_height(size)

    def _text_right(self, text: str, *, size: float, y: float) -> None:
        self._text(text, size=size, y=y, x=_WIDTH - _SIDE - self._measured(text, size=size))

    def _text(self, text: str, *, size: float, y: float, x: float = _SIDE, bold: bool = False) -> None:
        """One line with its top at `y`. There is one weight of the font: bold is printed with a stroke around it."""
        self._pdf.set_font("sheet", size=size)
        baseline = y + size * _MILLIMETRES_A_POINT * (_LEADING + 0.76) / 2
        if not bold:
            self._pdf.text(x, baseline, text)
            return
        with self._pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * 0.018):
            self._pdf.text(x, baseline, text)

    def _broken(self, text: str, *, size: float, width: float) -> list[str]:
        clean = "\n".join(text_clean(line) if "　" not in line else line for line in text.split("\n"))
        return lines_broken(clean, width=width, measure=lambda piece: self._measured(piece, size=size))

    def _measured(self, text: str, *, size: float) -> float:
        return sum(self._width_of(char) for char in text) * size

    def _width_of(self, char: str) -> float:
        """Millimetres of one character in type of one point."""
        if char not in self._widths:
            self._pdf.set_font("sheet", size=100)
            self._widths[char] = self._pdf.get_string_width(char) / 100
        return self._widths[char]

    def _line_height(self, size: float) -> float:
        return size * _MILLIMETRES_A_POINT * _LEADING


def _pdf_begun(sheet: Sheet) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("sheet", fname=pylopdf_fonts_zh_cn.sans_path())
    pdf.set_title(sheet.title)
    pdf.set_lang("zh-CN" if sheet.language == "zh" else "en")
    pdf.set_creation_date(datetime(sheet.day.year, sheet.day.month, sheet.day.day, tzinfo=UTC))
    return pdf
