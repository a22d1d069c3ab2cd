"""Word documents: what would be printed is read, and nothing else."""

from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hotline.documents.document import Heading, Kind, Listing, Paragraph, Table
from hotline.documents.tests.makers import NOTICE, docx_bytes, docx_of, read

NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""


def numbered(opened: Any, text: str, level: int) -> None:
    """A paragraph whose number Word makes."""
    properties = opened.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))


def test_a_notice_is_read_with_its_structure() -> None:
    document = read("通知.docx", docx_of(NOTICE))

    assert document.kind is Kind.WORD
    assert document.title == NOTICE[0]
    assert document.number == "人社部发〔2024〕12号"
    assert [article.label for article in document.articles] == ["第一条", "第二条", "第三条"]
    assert document.articles[0].source.paragraph == 5
    assert document.warnings == ()


def test_automatic_numbers_are_worked_out() -> None:
    opened = docx.Document()
    opened.add_heading("某某办法", 0)
    numbering = opened.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, level in (("甲。", 0), ("乙：", 0), ("子；", 1), ("丑：", 1), ("一点。", 2), ("丙。", 0), ("寅。", 1)):
        numbered(opened, text, level)

    document = read("办法.docx", docx_bytes(opened))

    assert [(article.label, article.text) for article in document.articles] == [
        ("第一条", "甲。"),
        ("第二条", "乙：\n（一）子；\n（二）丑：\n1.一点。"),
        ("第三条", "丙。\n（一）寅。"),
    ]


def test_headings_lists_and_tables() -> None:
    opened = docx.Document()
    opened.add_heading("办事指南", 0)
    opened.add_heading("需要什么材料", 2)
    table = opened.add_table(2, 3)
    for cell, text in zip(table.row_cells(0), ("材料", "份数", "说明"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "身份证"
    opened.add_paragraph("甲", style="List Bullet")
    opened.add_paragraph("乙", style="List Bullet")

    document = read("指南.docx", docx_bytes(opened))

    assert document.blocks == (
        Heading(level=2, text="需要什么材料"),
        Table((("材料", "份数", "说明"), ("身份证", "", ""))),
        Listing(items=("甲", "乙")),
    )


def test_deleted_and_hidden_text_is_left_out_and_told() -> None:
    opened = docx.Document()
    opened.add_heading("关于某事的通知", 0)
    paragraph = opened.add_paragraph("标准为")
    for tag, inner in (("del", "delText"), ("ins", "t")):
        run = f'<w:r><w:{inner} xml:space="preserve">{"一千元" if tag == "del" else "两千元"}</w:{inner}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x">{run}</w:{tag}>'))
    hidden = paragraph.add_run("（内部口径）")
    hidden.font.hidden = True

    document = read("通知.docx", docx_bytes(opened))

    assert document.paragraphs == (Paragraph("标准为两千元"),)
    assert [warned.zh for warned in document.warnings] == [
        "文档中隐藏的文字没有采用。",
        "文档带有修订记录：插入的文字已采用，删除的没有采用。请核对是否定稿。",
    ]


def test_a_picture_elsewhere_is_not_fetched_and_told() -> None:
    opened = docx.Document()
    opened.add_heading("关于某事的通知", 0)
    opened.part.relate_to(
        "http://127.0.0.1:9/a.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )

    document = read("通知.docx", docx_bytes(opened))

    assert [warned.en for warned in document.warnings] == [
        "The document refers to things outside (image). They were not fetched."
    ]
