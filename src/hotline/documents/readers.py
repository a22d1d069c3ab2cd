"""One reader for each kind of file: what the reading process runs. Opens nothing but the bytes it was given."""

from collections.abc import Callable

from hotline.documents.document import Document, Kind
from hotline.documents.encoding import text_decoded
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.kinds import kind_of, kind_warnings
from hotline.documents.limits import Limits, check_characters, check_size
from hotline.documents.markdown import markdown_read
from hotline.documents.markup import html_read
from hotline.documents.pdf import pdf_read
from hotline.documents.questions import Questions, questions_in
from hotline.documents.scans import image_read
from hotline.documents.spreadsheets import sheets_as_document, sheets_read
from hotline.documents.text import text_read
from hotline.documents.word import word_read

Progress = Callable[[int, int], None]
"""Told after each page: pages finished, pages in all."""


def read_document(*, name: str, data: bytes, limits: Limits, progress: Progress) -> Document:
    """The document in `data`. Raises DocumentRefusedError."""
    check_size(data, name=name, limits=limits)
    kind = kind_of(data, name=name, limits=limits)
    warnings = kind_warnings(kind, name=name)
    match kind:
        case Kind.WORD:
            return word_read(data, name=name, limits=limits, warnings=warnings)
        case Kind.PDF:
            return pdf_read(data, name=name, limits=limits, progress=progress, warnings=warnings)
        case Kind.IMAGE:
            return image_read(data, name=name, limits=limits, progress=progress, warnings=warnings)
        case Kind.WORKBOOK | Kind.CSV:
            return sheets_as_document(
                sheets_read(data, kind=kind, name=name, limits=limits), name=name, kind=kind, warnings=warnings
            )
    text, guessed = text_decoded(data, name=name)
    check_characters(len(text), name=name, limits=limits)
    reader = {Kind.HTML: html_read, Kind.MARKDOWN: markdown_read}.get(kind, text_read)
    return reader(text, name=name, warnings=(*warnings, *guessed))


def read_questions(*, name: str, data: bytes, limits: Limits) -> Questions:
    """The questions and answers in a spreadsheet. Raises DocumentRefusedError, also for files that are no
    spreadsheet.
    """
    check_size(data, name=name, limits=limits)
    kind = kind_of(data, name=name, limits=limits)
    if kind not in (Kind.WORKBOOK, Kind.CSV):
        raise DocumentRefusedError(
            "not-a-table",
            zh=f"“{name}”不是表格。问答请用 .xlsx 或 .csv，第一行写“问题”“答案”。",
            en=f"{name} is no spreadsheet. Questions and answers come as .xlsx or .csv with the headings "
            "question and answer.",
        )
    return questions_in(sheets_read(data, kind=kind, name=name, limits=limits), name=name)
