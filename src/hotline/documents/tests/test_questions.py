"""Spreadsheets of questions and answers."""

import io

import openpyxl
import pytest

from hotline.documents.document import Kind, Table
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import DEFAULT_LIMITS, Limits
from hotline.documents.questions import QuestionRow, Questions, questions_csv
from hotline.documents.readers import read_questions
from hotline.documents.spreadsheets import cell_plain, cell_safe
from hotline.documents.tests.makers import read, xlsx_of


def questions(data: bytes, name: str = "问答.xlsx", limits: Limits = DEFAULT_LIMITS) -> Questions:
    return read_questions(name=name, data=data, limits=limits)


def test_headings_in_chinese_under_a_title() -> None:
    found = questions(
        xlsx_of(
            (
                ("失业保险常见问题",),
                ("序号", "问题（必填）", "答案*", "业务类别", "关键词", "政策依据"),
                (1, "怎么领失业金？", "带身份证\n到窗口。", "失业", "失业金、失业保险金;失业金", "《失业保险条例》"),
                (None, None, None, None, None, None),
                (2, "领多久？", 24, None, None, None),
            )
        )
    )

    assert found.rows == (
        QuestionRow(
            "表1", 3, "怎么领失业金？", "带身份证\n到窗口。", "失业", ("失业金", "失业保险金"), "《失业保险条例》"
        ),
        QuestionRow("表1", 5, "领多久？", "24"),
    )
    assert found.warnings == ()


def test_headings_in_english_and_a_second_sheet() -> None:
    found = questions(xlsx_of((("Question", "Answer", "Topic"), ("How?", "So.", "pay")), (("备注",), ("无",))))

    assert found.rows == (QuestionRow("表1", 2, "How?", "So.", "pay"),)


def test_half_rows_and_repeated_questions_are_told() -> None:
    found = questions(xlsx_of((("问题", "答案"), ("甲？", "子"), ("乙？", None), (None, "丑"), ("甲？", "寅"))))

    assert [row.row for row in found.rows] == [2, 5]
    assert [warned.zh for warned in found.warnings] == [
        "工作表“表1”第 3 行没有答案，没有采用。请补上后再交。",
        "工作表“表1”第 4 行没有问题，没有采用。请补上后再交。",
        "工作表“表1”第 5 行与“表1”第 2 行的问题相同，请保留一个。",
    ]


def test_formulas_are_not_computed() -> None:
    found = questions(xlsx_of((("问题", "答案"), ("甲？", '=HYPERLINK("http://127.0.0.1:9/","x")'), ("乙？", "子"))))

    assert [row.question for row in found.rows] == ["乙？"]
    assert [warned.zh for warned in found.warnings[:2]] == [
        "工作表“表1”有 1 个公式（B2）：只取了保存的结果，没有计算，请核对。",
        "工作表“表1”的公式 B2 没有保存结果，按空格处理。请在 Excel 中打开并保存一次。",
    ]


def test_merged_topics_hold_for_their_rows_and_hidden_sheets_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "问答"
    for row in (("主题", "问题", "答案"), ("失业", "甲？", "子"), (None, "乙？", "丑"), (None, "丙？", "寅")):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.create_sheet("草稿").sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)

    found = questions(written.getvalue())

    assert [row.topic for row in found.rows] == ["失业", "失业", ""]
    assert [warned.zh for warned in found.warnings] == ["隐藏的工作表“草稿”没有读取。"]


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ","), ("gb18030", "\t"), ("utf-8", ";")])
def test_csv_of_any_make(encoding: str, separator: str) -> None:
    lines = [("问题", "答案"), ("社会保险费怎么缴纳？", '"到窗口，\n或者网上。"')]
    found = questions("\r\n".join(separator.join(line) for line in lines).encode(encoding), name="问答.csv")

    assert found.rows == (QuestionRow("问答", 2, "社会保险费怎么缴纳？", "到窗口，\n或者网上。"),)


def test_export_comes_back_and_runs_nothing() -> None:
    rows = (
        QuestionRow("问答", 2, "=1+1？", "+86 是什么", "-", ("@甲", "乙"), "'=引"),
        QuestionRow("问答", 3, "甲？", "一\n二"),
    )

    written = questions_csv(rows)

    cells = [cell for line in written.decode("utf-8-sig").splitlines() for cell in line.split(",")]
    assert [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))] == []
    assert questions(written, name="问答.csv").rows == rows


@pytest.mark.parametrize("text", ["", "甲", "=1", "+1", "-1", "@a", "'=1", "''=1", "'甲", "1+1"])
def test_safe_cells_are_as_they_were(text: str) -> None:
    assert cell_plain(cell_safe(text)) == text


def test_without_the_headings_it_is_refused_naming_those_found() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        questions(xlsx_of((("标题", "内容"), ("甲", "乙"))))

    assert caught.value.code == "headings"
    assert "第一行是：标题、内容" in caught.value.zh
    assert "the first row says: 标题、内容" in caught.value.en


def test_a_text_is_no_table() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        questions("第一条 甲。".encode(), name="a.txt")

    assert caught.value.code == "not-a-table"


def test_a_hundred_thousand_rows_are_refused_before_a_workbook_is_built() -> None:
    lines = "问题,答案\n" + "甲？,乙\n" * 100_000

    with pytest.raises(DocumentRefusedError) as caught:
        questions(lines.encode(), name="大.csv")

    assert caught.value.code == "rows"
    assert "有 100001 行，超过一次 10000 行的上限，一行也没有导入" in caught.value.zh
    with pytest.raises(DocumentRefusedError) as caught:
        questions(xlsx_of([("问题", "答案")] * 31), limits=Limits(rows=30))
    assert "has 31 rows, more than the 30 taken at once. No row was taken." in caught.value.en


def test_too_many_columns_are_refused() -> None:
    for data, name in ((xlsx_of((("x",) * 101,)), "宽.xlsx"), (",".join("x" * 101).encode(), "宽.csv")):
        with pytest.raises(DocumentRefusedError) as caught:
            questions(data, name=name)
        assert caught.value.code == "columns"


def test_a_spreadsheet_is_a_document_of_tables() -> None:
    document = read("标准.xlsx", xlsx_of((("档次", "标准"), ("一档", 2420.0), ("二档", 26.4))))

    assert document.kind is Kind.WORKBOOK
    assert document.title == "标准"
    assert document.tables == (Table((("档次", "标准"), ("一档", "2420"), ("二档", "26.4"))),)
