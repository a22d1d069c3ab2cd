"""Spreadsheets as rows of text: values as they were stored, never computed; and cells that no spreadsheet program
will run.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hotline.documents.document import Document, Flat, Heading, Kind, Source, Table, Warned
from hotline.documents.encoding import text_decoded
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits, check_characters
from hotline.documents.marks import text_clean
from hotline.documents.structure import document_structured

_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_CHUNK = 1 << 20
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SHOWN_FORMULAS = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows with their numbers as the spreadsheet program shows them, and the cells a person should
    look at.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    warnings: tuple[Warned, ...] = ()


def sheets_read(data: bytes, *, kind: Kind, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The visible sheets of an .xlsx, or the one of a .csv. Raises DocumentRefusedError (`rows`, `columns`,
    `encoding`, `damaged`).
    """
    if kind is Kind.CSV:
        return (_csv_sheet(data, name=name, limits=limits),)
    _check_rows(_rows_counted(data), name=name, limits=limits)
    return _workbook_sheets(data, name=name, limits=limits)


def cell_safe(text: str) -> str:
    """`text` as a cell that is shown and not computed: what begins with = + - @ gets an apostrophe before it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def cell_plain(text: str) -> str:
    """What `cell_safe` made safe, as it was."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip("'").startswith(_FORMULA_STARTS) else text


def sheets_as_document(sheets: Sequence[Sheet], *, name: str, kind: Kind, warnings: Sequence[Warned] = ()) -> Document:
    """The sheets as a document of tables, each under its name."""
    blocks: list[Flat] = []
    for sheet in sheets:
        if sheet.rows:
            blocks.append(Heading(level=2, text=sheet.name, source=Source(paragraph=len(blocks) + 1)))
            blocks.append(Table(rows=tuple(row for _, row in sheet.rows), source=Source(paragraph=len(blocks) + 1)))
    noted = [warned for sheet in sheets for warned in sheet.warnings]
    return document_structured(
        blocks=blocks,
        name=name,
        kind=kind,
        title="",
        head=(),
        title_otherwise=_stem(name),
        warnings=(*warnings, *noted),
    )


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _check_rows(count: int, *, name: str, limits: Limits) -> None:
    if count > limits.rows:
        raise DocumentRefusedError(
            "rows",
            zh=f"“{name}”有 {count} 行，超过一次 {limits.rows} 行的上限，一行也没有导入。请按主题拆成几个文件后再交。",
            en=f"{name} has {count} rows, more than the {limits.rows} taken at once. No row was taken. Split "
            "it by topic and hand it over.",
        )


def _check_columns(count: int, *, name: str, limits: Limits) -> None:
    if count > limits.columns:
        raise DocumentRefusedError(
            "columns",
            zh=f"“{name}”有 {count} 列，超过 {limits.columns} 列的上限。请只保留问题、答案等需要的列。",
            en=f"{name} has {count} columns, more than {limits.columns}. Keep only those that are needed.",
        )


def _rows_counted(data: bytes) -> int:
    """Rows of all sheets, counted in a stream before a workbook is built in memory."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if not _SHEET.match(entry):
                continue
            with archive.open(entry) as opened:
                kept = b""
                while chunk := opened.read(_CHUNK):
                    block = kept + chunk
                    count += len(_ROW.findall(block))
                    kept = _unfinished(block)
    return count


def _unfinished(block: bytes) -> bytes:
    """The beginning of a tag that the chunk's end cut off."""
    start = block.rfind(b"<")
    tail = block[start:] if start >= 0 else b""
    return tail if len(tail) < 40 and not _ROW.match(tail) else b""


def _workbook_sheets(data: bytes, *, name: str, limits: Limits) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that no other kind of file should pay

    stored = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    written = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    sheets = []
    for sheet in stored.worksheets:
        if sheet.sheet_state != "visible":
            hidden = Warned(
                zh=f"隐藏的工作表“{sheet.title}”没有读取。", en=f"The hidden sheet {sheet.title} was not read."
            )
            sheets.append(Sheet(name=text_clean(sheet.title), rows=(), warnings=(hidden,)))
            continue
        _check_columns(sheet.max_column, name=name, limits=limits)
        merged = _merged(sheet)
        rows = []
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = tuple(_cell_text(merged.get((number, column), value)) for column, value in enumerate(row, start=1))
            if any(cells):
                rows.append((number, cells))
        sheets.append(
            Sheet(name=text_clean(sheet.title), rows=tuple(rows), warnings=_formulas(written[sheet.title], sheet))
        )
    check_characters(
        sum(len(cell) for sheet in sheets for _, row in sheet.rows for cell in row), name=name, limits=limits
    )
    return tuple(sheets)


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:
    """Cells merged downwards hold the value of their first: a topic written once for the rows beside it."""
    filled: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col == area.max_col:
            value = sheet.cell(area.min_row, area.min_col).value
            filled |= {(row, area.min_col): value for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1)}
    return filled


def _formulas(written: Any, stored: Any) -> tuple[Warned, ...]:
    """A warning for the cells that are formulas, and one for those whose result was never stored."""
    found = [cell.coordinate for row in written.iter_rows() for cell in row if cell.data_type == "f"]
    empty = [place for place in found if stored[place].value is None]
    warnings = []
    if found:
        places = _shown(found)
        warnings.append(
            Warned(
                zh=f"工作表“{written.title}”有 {len(found)} 个公式（{places}）：只取了保存的结果，没有计算，请核对。",
                en=f"Sheet {written.title} has {len(found)} formulas ({places}): their stored results were "
                "taken, nothing was computed.",
            )
        )
    if empty:
        places = _shown(empty)
        warnings.append(
            Warned(
                zh=f"工作表“{written.title}”的公式 {places} 没有保存结果，按空格处理。请在 Excel 中打开并保存一次。",
                en=f"Sheet {written.title}: the formulas {places} have no stored result and count as empty. "
                "Open the file in a spreadsheet program and save it once.",
            )
        )
    return tuple(warnings)


def _shown(places: Sequence[str]) -> str:
    return "、".join(places[:_SHOWN_FORMULAS]) + ("…" if len(places) > _SHOWN_FORMULAS else "")


def _cell_text(value: Any) -> str:
    """A stored value as a person would read it in the cell. Line breaks inside a cell stay."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return _cell_clean(str(value))


def _cell_clean(text: str) -> str:
    lines = (text_clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return cell_plain("\n".join(line for line in lines if line))


def _csv_sheet(data: bytes, *, name: str, limits: Limits) -> Sheet:
    text, warnings = text_decoded(data, name=name)
    check_characters(len(text), name=name, limits=limits)
    csv.field_size_limit(limits.characters)
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_delimiter(text))
    for number, row in enumerate(reader, start=1):
        _check_columns(len(row), name=name, limits=limits)
        cells = tuple(_cell_clean(cell) for cell in row)
        if any(cells):
            rows.append((number, cells))
        if len(rows) > limits.rows:
            _check_rows(number + sum(1 for _ in reader), name=name, limits=limits)
    return Sheet(name=_stem(name), rows=tuple(rows), warnings=warnings)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max((",", "\t", ";"), key=first.count)
