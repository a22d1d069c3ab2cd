"""Sheets: what is on them, that they are the same each time, and how they look to a fax machine."""

import dataclasses
import hashlib
import io
from datetime import date

import pypdfium2
import pytest

from hotline.documents.document import Flat, Heading, Listing, Paragraph, Table
from hotline.documents.sheet import Sheet, sheet_pages
from hotline.documents.sheet_pdf import sheet_pdf

BODY: tuple[Flat, ...] = (
    Paragraph("失业人员符合条件的，可以申领失业保险金。"),
    Heading(level=2, text="需要什么材料"),
    Table((("材料", "份数"), ("身份证", "1"))),
    Heading(level=2, text="怎么办"),
    Listing(("到窗口申请；", "等候通知。"), ordered=True),
)
SHEET = Sheet(
    title="失业保险金申领",
    number="A0102",
    version="3",
    day=date(2026, 11, 24),
    body=BODY,
    basis=("《失业保险条例》第十四条",),
    valid_from=date(2024, 5, 1),
    valid_to=date(2029, 4, 30),
    check_code="12345678",
    centre_name="某某市咨询服务中心",
    centre_number="12333",
)


def words_of(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    pages = [" ".join(opened[place].get_textpage().get_text_range().split()) for place in range(len(opened))]
    opened.close()
    return pages


def test_everything_is_on_the_sheet() -> None:
    pages = words_of(sheet_pdf(SHEET))

    assert len(pages) == 1
    for said in (
        "某某市咨询服务中心",
        "咨询电话 12333",
        "编号：A0102 · 版本：3 · 日期：2026年11月24日",
        "材料 份数 身份证 1",
        "1. 到窗口申请； 2. 等候通知。",
        "《失业保险条例》第十四条",
        "自2024年5月1日起有效，有效期至2029年4月30日。",
        "核验码：1234 5678。",
        "第 1 页 共 1 页",
    ):
        assert said in pages[0]


def test_the_english_sheet_has_english_words_only() -> None:
    sheet = dataclasses.replace(
        SHEET,
        language="en",
        title="Benefit",
        body=(Paragraph("Apply."),),
        basis=("Regulations, article 14",),
        centre_name="Centre",
        note="Sample",
    )

    (page,) = words_of(sheet_pdf(sheet))

    for said in (
        "No. A0102 · Version 3 · 24 November 2026 Sample",
        "Valid from 1 May 2024 until 30 April 2029.",
        (
            "Check code: 1234 5678. Call 12333 and give number, date and code to learn whether this sheet is "
            "genuine and still valid."
        ),
        "Page 1 of 1",
    ):
        assert said in page
    assert [char for char in page if ord(char) > 0x2E7F] == []


def test_without_dates_code_and_basis_nothing_is_said_of_them() -> None:
    sheet = dataclasses.replace(SHEET, basis=(), valid_from=None, valid_to=None, check_code="")

    (page,) = words_of(sheet_pdf(sheet))

    assert "法律依据" not in page
    assert "有效" not in page
    assert "核验码" not in page


def test_the_same_sheet_is_the_same_bytes() -> None:
    first, second = (hashlib.sha256(sheet_pdf(SHEET)).hexdigest() for _ in range(2))

    assert first == second


def test_large_type_takes_more_room_and_pages_are_counted() -> None:
    long = dataclasses.replace(SHEET, body=BODY * 6)

    normal, large = words_of(sheet_pdf(long)), words_of(sheet_pdf(dataclasses.replace(long, is_large=True)))

    assert len(large) > len(normal) > 1
    assert f"第 {len(large)} 页 共 {len(large)} 页" in large[-1]
    assert all("编号：A0102" in page and "核验码 1234 5678" in page for page in large)


def test_a_long_table_repeats_its_headings_and_long_cells_go_on() -> None:
    rows = (("材料", "说明"), *((f"第{number}号材料", "说明" * 12) for number in range(40)), ("很长", "长文" * 1500))

    pages = words_of(sheet_pdf(dataclasses.replace(SHEET, body=(Table(rows),))))

    assert len(pages) > 3
    assert "材料 说明" in pages[1]
    assert sum(page.count("长") for page in pages) == 1500 + 1


@pytest.mark.parametrize(("fine", "height"), [(True, 2292), (False, 1146)])
def test_fax_pages_are_one_bit_and_as_wide_as_a_fax(fine: bool, height: int) -> None:
    (page,) = sheet_pages(sheet_pdf(SHEET), fine=fine)

    assert page.mode == "1"
    assert page.size == (1728, height)
    black = page.histogram()[0] / (1728 * height)
    assert 0.01 < black < 0.1
