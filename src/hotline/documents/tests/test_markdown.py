"""Markdown out and in again: nothing is lost, whatever stands in the document."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.documents.document import Flat, Heading, Kind, Listing, Paragraph, Table
from hotline.documents.markdown import markdown_read, markdown_write
from hotline.documents.numerals import NUMERAL
from hotline.documents.structure import document_structured
from hotline.documents.tests.makers import STATUTES

_STARTS = [
    "",
    "第一条 ",
    "第二条",
    "第三条之一（标题）",
    "第四条 【题】",
    "第一章 ",
    "第二节",
    "目录",
    "（一）",
    "1. ",
    "- ",
    "# ",
    "> ",
    "附件",
    "一、",
]
_TEXT = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(_STARTS),
        st.text(
            alphabet=st.sampled_from("甲乙，。：；规定的 *_#|<>[]()`\\-+=!&~12.\n\u3000（）【】script/总则年月日2024"),
            max_size=24,
        ),
    ),
)
_BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda text: Paragraph(text=text), _TEXT),
        st.builds(lambda level, text: Heading(level=level, text=text), st.integers(1, 6), _TEXT),
        st.builds(
            lambda items, ordered: Listing(items=tuple(items), ordered=ordered),
            st.lists(_TEXT, max_size=3),
            st.booleans(),
        ),
        st.builds(lambda rows: Table(rows=tuple(map(tuple, rows))), st.lists(st.lists(_TEXT, max_size=3), max_size=3)),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=400)
@given(_BLOCKS)
def test_any_document_comes_back_whole(blocks: list[Flat]) -> None:
    document = document_structured(blocks=blocks, name="甲.txt", kind=Kind.TEXT)

    again = markdown_read(markdown_write(document), name="乙.md")

    assert again == document


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the collection of statutes is not beside the checkout")
@pytest.mark.parametrize("path", sorted(STATUTES.glob("*.md")), ids=lambda path: path.stem)
def test_statutes_give_every_article_once(path: Path) -> None:
    text = path.read_text()
    printed = re.findall(rf"^\s*第{NUMERAL}条", text, re.MULTILINE)

    document = markdown_read(text, name=path.name)

    assert len(document.articles) == len(printed)
    assert len({article.number for article in document.articles}) == len(printed)
    assert document.warnings == ()
    assert markdown_read(markdown_write(document), name=path.name) == document


def test_markdown_of_strangers_is_read_for_its_words() -> None:
    document = markdown_read(
        "# 办事指南\n\n一段**重要**的文字，见[网页](https://example.com/a)。\n接着写。\n\n- 甲\n- 乙\n  "
        "续\n\n| 材料 | 份数 |\n|---|---:|\n| 身份证 | 1 |\n\n"
        "<script>alert(1)</script>\n<b>粗</b>&lt;\n",
        name="指南.md",
    )

    assert document.title == "办事指南"
    assert document.blocks == (
        Paragraph("一段重要的文字，见网页。接着写。"),
        Listing(items=("甲", "乙续")),
        Table(rows=(("材料", "份数"), ("身份证", "1"))),
        Paragraph("粗<"),
    )
    assert [warned.en for warned in document.warnings] == ["Script or other active HTML in the text was removed."]
