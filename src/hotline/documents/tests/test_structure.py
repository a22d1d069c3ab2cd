"""Parts, articles and what surrounds them, recognised from paragraphs."""

from collections.abc import Sequence

from hotline.documents.document import Document, Heading, Kind, Paragraph
from hotline.documents.marks import Ordinal, Role
from hotline.documents.structure import document_structured
from hotline.documents.tests.makers import NOTICE


def structured(*lines: str) -> Document:
    return document_structured(blocks=[Paragraph(text=line) for line in lines], name="文件.txt", kind=Kind.TEXT)


def numbers(document: Document) -> list[str]:
    return [article.label for article in document.articles]


def test_a_notice_is_taken_apart() -> None:
    document = structured(*NOTICE)

    assert document.title == "关于做好失业保险金发放工作的通知"
    assert document.number == "人社部发〔2024〕12号"
    assert document.issuer == "人力资源和社会保障部"
    assert document.repeals == ("失业保险金申领办法",)
    assert [(part.label, part.title) for part in document.parts] == [("第一章", "总则"), ("第二章", "附则")]
    assert numbers(document) == ["第一条", "第二条", "第三条"]
    assert document.articles[0].path == ("第一章 总则",)
    assert [block.role for block in document.articles[0].body if isinstance(block, Paragraph)] == [
        Role.CLAUSE,
        Role.CLAUSE,
        Role.ITEM,
        Role.ITEM,
    ]
    assert document.articles[2].text == NOTICE[10].removeprefix("第三条 ")
    assert document.blocks[-2:] == (Paragraph("人力资源和社会保障部"), Paragraph("2024年4月2日"))
    assert document.warnings == ()


def test_inserted_articles_have_their_branch() -> None:
    document = structured("某某条例", "第四十七条 甲。", "第四十七条之一 乙。", "第四十八条 丙。")

    assert [article.number for article in document.articles] == [Ordinal(47), Ordinal(47, 1), Ordinal(48)]
    assert document.articles[1].label == "第四十七条之一"


def test_a_quoted_article_begins_none() -> None:
    document = structured(
        "某某条例", "第一条 甲：", "第三条规定的情形除外。", "第五条、第六条另行规定。", "第二条（一）项不适用。"
    )

    assert numbers(document) == ["第一条"]
    assert len(document.articles[0].body) == 4


def test_articles_without_a_space_are_known_by_their_turn() -> None:
    document = structured(
        "某某条例", "第一条为了规范发放，制定本条例。", "第二条中华人民共和国境内适用。", "第九条之外的内容。"
    )

    assert numbers(document) == ["第一条", "第二条"]


def test_titles_of_articles_in_either_bracket() -> None:
    document = structured("某某条例", "第一条 【立法目的】为了规范。", "第二条（适用范围）", "本市适用。", "第3条 丙。")

    assert [(article.label, article.title, article.text) for article in document.articles] == [
        ("第一条", "立法目的", "为了规范。"),
        ("第二条", "适用范围", "本市适用。"),
        ("第三条", "", "丙。"),
    ]


def test_a_gap_in_the_numbers_is_told() -> None:
    document = structured("某某条例", "第一条 甲。", "第三条 丙。")

    assert [warned.zh for warned in document.warnings] == ["第一条之后出现第三条：条文不连续，请核对。"]


def test_numbers_begin_again_in_an_annex() -> None:
    document = structured("某某办法", "第一条 甲。", "附件1", "实施细则", "第一条 乙。")

    assert numbers(document) == ["第一条", "第一条"]
    assert document.headings == (Heading(level=2, text="附件1"),)
    assert document.warnings == ()


def test_tables_of_contents_are_left_out() -> None:
    contents = ("目　录", "第一章 总则……1", "第二章 附则……9")
    without_pages = ("目录", "第一章 总则", "第二章 附则")
    body = ("第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。")
    for listed in (contents, without_pages):
        document = structured("某某条例", *listed, *body)

        assert [part.title for part in document.parts] == ["总则", "附则"]
        assert numbers(document) == ["第一条", "第二条"]
        assert document.paragraphs == (Paragraph("甲。"), Paragraph("乙。"))


def test_a_title_of_a_part_may_stand_on_the_next_line() -> None:
    document = structured("某某条例", "第一章", "总　则", "第一节 目的", "第一条 甲。")

    assert [(part.label, part.title) for part in document.parts] == [("第一章", "总则"), ("第一节", "目的")]
    assert document.articles[0].path == ("第一章 总则", "第一节 目的")


def test_headings_of_notices() -> None:
    document = structured(
        "关于某事的通知", "一、总体要求", "提高认识。", "（一）基本原则。坚持公平。", "二、保障措施，以及："
    )

    assert document.headings == (Heading(level=2, text="一、总体要求"),)
    assert document.paragraphs[-1].text == "二、保障措施，以及："


def test_red_heads_and_titles_on_two_lines() -> None:
    document = structured(
        "某某市人力资源和社会保障局文件",
        "某人社规〔2023〕7号",
        "某某市人力资源和社会保障局关于",
        "调整最低工资标准的通知",
        "各区：",
    )

    assert document.title == "某某市人力资源和社会保障局关于调整最低工资标准的通知"
    assert document.number == "某人社规〔2023〕7号"
    assert document.issuer == "某某市人力资源和社会保障局"
    assert document.paragraphs == (Paragraph("各区："),)


def test_a_letterhead_above_a_marked_title_is_not_the_title() -> None:
    document = document_structured(
        blocks=[
            Paragraph(text="某某市咨询服务中心"),
            Paragraph(text="电话12333"),
            Heading(level=1, text="办事指南"),
            Paragraph(text="正文。"),
        ],
        name="a.png",
        kind=Kind.IMAGE,
    )

    assert document.title == "办事指南"
    assert document.head == ("某某市咨询服务中心", "电话12333")
    assert document.paragraphs == (Paragraph("正文。"),)


def test_without_a_title_the_name_stands_in() -> None:
    document = structured("这是一个很长的段落，没有标题。", "第一条 甲。")

    assert document.title == "文件"
    assert [warned.zh for warned in document.warnings] == ["没有找到标题，暂用文件名，请核对。"]


def test_invisible_characters_are_gone() -> None:
    document = structured("某某\u200b条例", "第一条\u3000\u3000甲\u202e乙\x07⼈\u00a0丙。")

    assert document.title == "某某条例"
    assert document.articles[0].text == "甲乙人 丙。"


def test_an_empty_document_has_no_blocks() -> None:
    lines: Sequence[str] = ("", "  ", "\u200b")

    assert structured(*lines).blocks == ()
