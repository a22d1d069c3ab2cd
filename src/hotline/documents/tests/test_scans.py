"""A real page through OCR: printed, scanned with noise, read again."""

import difflib
import io
from datetime import date

import numpy as np
import pytest
from PIL import Image

from hotline.documents.document import Kind, Paragraph
from hotline.documents.reading import document_read
from hotline.documents.scans import ocr_installed
from hotline.documents.sheet import Sheet, sheet_pages
from hotline.documents.sheet_pdf import sheet_pdf
from hotline.documents.tests.makers import pdf_begun

TITLE = "失业保险金发放办法"
LINES = (
    "第一条 失业人员符合条件的，可以向参保地的失业保险经办机构申领失业保险金，最长二十四个月。",
    "第二条 申领时应当出示身份证件，由经办机构当场核对后退回。",
    "第三条 本办法自2024年5月1日起施行。",
)


def scanned() -> Image.Image:
    """A fax page of a sheet, a little crooked and with specks."""
    sheet = Sheet(
        title=TITLE,
        number="A0102",
        version="3",
        day=date(2026, 11, 24),
        body=tuple(Paragraph(line) for line in LINES),
        centre_name="某某市咨询服务中心",
        centre_number="12333",
    )
    page = sheet_pages(sheet_pdf(sheet))[0].convert("L").rotate(0.4, fillcolor=255)
    dots = np.array(page)
    specks = np.random.default_rng(12333).random(dots.shape)
    dots[specks < 0.001] = 0
    dots[specks > 0.999] = 255
    return Image.fromarray(dots).convert("1")


def as_pdf(picture: Image.Image) -> bytes:
    pdf = pdf_begun(bare=True)
    pdf.image(picture, 0, 0, 210, 297)
    return bytes(pdf.output())


def as_tiff(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "TIFF", compression="group4")
    return written.getvalue()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "kind"), [("扫描.pdf", Kind.PDF), ("扫描.tif", Kind.IMAGE)])
def test_a_scanned_page_is_read(name: str, kind: Kind) -> None:
    if not ocr_installed():
        pytest.skip("the extra `ocr` is not installed")
    data = as_pdf(scanned()) if kind is Kind.PDF else as_tiff(scanned())

    document = document_read(name, data)

    assert document.kind is kind
    assert document.pages == 1
    assert document.title == TITLE
    assert [article.label for article in document.articles] == ["第一条", "第二条", "第三条"]
    said = "".join(article.label + article.text for article in document.articles)
    printed = "".join(LINES).replace(" ", "")
    assert difflib.SequenceMatcher(None, said, printed).ratio() > 0.97
    assert [warned for warned in document.warnings if "文字识别" in warned.zh] != []
