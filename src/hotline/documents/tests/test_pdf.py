"""PDF with text: lines become paragraphs again, headers and page numbers go, tables stay tables."""

import re

import pytest

from hotline.documents.document import Kind, Table
from hotline.documents.limits import DEFAULT_LIMITS
from hotline.documents.markdown import markdown_read
from hotline.documents.readers import read_document
from hotline.documents.tests.makers import NOTICE, STATUTES, pdf_begun, pdf_of, read

STATUTE = STATUTES / "劳动合同法实施条例(2008-09-18).md"


def test_a_notice_is_read_with_its_structure() -> None:
    document = read("通知.pdf", pdf_of(NOTICE))

    assert document.kind is Kind.PDF
    assert document.pages == 1
    assert document.title == NOTICE[0]
    assert document.number == "人社部发〔2024〕12号"
    assert [article.label for article in document.articles] == ["第一条", "第二条", "第三条"]
    assert document.articles[0].text.split("\n") == [
        NOTICE[4].removeprefix("第一条 "),
        "申领时应当出示身份证件。",
        "（一）身份证；",
        "（二）社会保障卡。",
    ]
    assert document.articles[0].source.page == 1


@pytest.mark.skipif(not STATUTE.is_file(), reason="the collection of statutes is not beside the checkout")
@pytest.mark.parametrize("indent", ["　　", ""])
def test_a_statute_on_several_pages_is_the_same_as_its_text(indent: str) -> None:
    text = STATUTE.read_text()
    lines = [line.strip("# \n") for line in text.split("\n\n") if line.strip() and "INFO END" not in line]
    expected = markdown_read(text, name="a.md")
    seen: list[tuple[int, int]] = []

    document = read_document(
        name="条例.pdf",
        data=pdf_of(lines, indent=indent),
        limits=DEFAULT_LIMITS,
        progress=lambda done, total: seen.append((done, total)),
    )

    assert [(one.label, one.text) for one in document.articles] == [(one.label, one.text) for one in expected.articles]
    assert [part.title for part in document.parts] == [part.title for part in expected.parts]
    assert document.title == expected.title
    total = document.pages or 0
    assert total > 3
    assert seen == [(done, total) for done in range(1, total + 1)]
    everything = "".join(paragraph.text for paragraph in document.paragraphs)
    assert "政策汇编" not in everything
    assert re.findall(r"- \d+ -", everything) == []


def test_columns_are_a_table() -> None:
    pdf = pdf_begun()
    pdf.multi_cell(0, 8, "　　下列标准自公布之日起执行，各区应当遵照办理，不得降低。", new_x="LMARGIN", new_y="NEXT")
    rows = (("档次", "月最低工资", "小时最低工资"), ("一档", "2420", "26.4"), ("二档", "2200", "24"))
    for row in rows:
        for cell in row:
            pdf.cell(55, 8, cell)
        pdf.ln(8)

    document = read("标准.pdf", bytes(pdf.output()))

    assert document.tables == (Table(rows),)


def test_text_that_nobody_can_see_is_left_out_and_told() -> None:
    pdf = pdf_begun(bare=True)
    pdf.cell(0, 10, "看得见的通知内容", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("body", size=1)
    pdf.cell(0, 1, "极小的字", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("body", size=12)
    with pdf.local_context(text_mode="INVISIBLE"):
        pdf.cell(0, 10, "透明的字")

    document = read("通知.pdf", bytes(pdf.output()))

    assert document.title == "看得见的通知内容"
    assert document.paragraphs == ()
    assert [warned.zh for warned in document.warnings] == ["PDF 中有 8 个看不见的字符没有采用。"]


def test_scripts_in_a_pdf_are_told() -> None:
    data = pdf_of(NOTICE).replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>")

    document = read("通知.pdf", data)

    assert document.title == NOTICE[0]
    assert [warned.zh for warned in document.warnings] == ["PDF 中的脚本或附件没有运行或打开。"]
