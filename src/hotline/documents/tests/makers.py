"""Files made for the tests: real ones, by the libraries that office programs' files are made with."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pylopdf_fonts_zh_cn
from fpdf import FPDF

from hotline.documents.document import Document
from hotline.documents.limits import DEFAULT_LIMITS, Limits
from hotline.documents.readers import read_document

STATUTES = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "statutes"

NOTICE = (
    "关于做好失业保险金发放工作的通知",
    "人社部发〔2024〕12号",
    "各省、自治区、直辖市人力资源社会保障厅（局）：",
    "第一章 总则",
    "第一条 失业人员可以申领失业保险金，由参保地的失业保险经办机构发放，任何单位不得要求其先行归还欠费。",
    "申领时应当出示身份证件。",
    "（一）身份证；",
    "（二）社会保障卡。",
    "第二条 申领期限自办理失业登记之日起计算。",
    "第二章 附则",
    "第三条 本通知自2024年5月1日起施行。2019年发布的《失业保险金申领办法》同时废止。",
    "人力资源和社会保障部",
    "2024年4月2日",
)


def read(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document, read in this process: quicker, and coverage sees it."""
    return read_document(name=name, data=data, limits=limits, progress=lambda done, total: None)


def docx_bytes(opened: Any) -> bytes:
    """A docx.Document as a file."""
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def docx_of(paragraphs: Sequence[str]) -> bytes:
    """Plain paragraphs as a .docx, the first as its title."""
    opened = docx.Document()
    opened.add_heading(paragraphs[0], 0)
    for text in paragraphs[1:]:
        opened.add_paragraph(text)
    return docx_bytes(opened)


def zip_with(data: bytes, entries: dict[str, bytes]) -> bytes:
    """The archive `data` with further entries."""
    copied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry not in entries:
                new.writestr(entry, old.read(entry))
        for entry, content in entries.items():
            new.writestr(entry, content)
    return copied.getvalue()


def xlsx_of(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """Sheets of rows as an .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


class PrintedPdf(FPDF):
    """Pages with a header and a page number, as office programs print them."""

    def header(self) -> None:
        self.set_font("body", size=9)
        self.cell(0, 8, "某某市人力资源和社会保障局 政策汇编", align="C", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("body", size=9)
        self.cell(0, 8, f"- {self.page_no()} -", align="C")


def pdf_begun(*, bare: bool = False) -> FPDF:
    """A PDF with a Chinese font and its first page open; a bare one has neither header nor page number."""
    pdf = FPDF() if bare else PrintedPdf()
    pdf.add_font("body", fname=pylopdf_fonts_zh_cn.sans_path())
    pdf.add_page()
    pdf.set_font("body", size=12)
    return pdf


def pdf_of(paragraphs: Sequence[str], *, indent: str = "　　") -> bytes:
    """Paragraphs as a PDF, the first as its title in large type."""
    pdf = pdf_begun()
    pdf.set_font("body", size=20)
    pdf.multi_cell(0, 11, paragraphs[0], align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("body", size=12)
    for text in paragraphs[1:]:
        pdf.multi_cell(0, 7, indent + text, align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())
