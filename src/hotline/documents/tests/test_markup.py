"""HTML pages: their visible words, and nothing active."""

from hotline.documents.document import Document, Heading, Listing, Paragraph, Table
from hotline.documents.tests.makers import read


def page(body: str, *, head: str = "") -> Document:
    return read("页面.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_headings_paragraphs_lists_and_tables() -> None:
    document = page(
        "<nav><a "
        "href='/'>首页</a></nav><h1>关于某事的通知</h1><div>人社部发〔2024〕12号</div><p>各区<b>人力</b>资源局："
        "</p>"
        "<h2>要求</h2><ul><li>甲<li>乙</ul><ol><li>丙</ol><table><tr><th>材料<th>份数<tr><td colspan=2>身份证</table>"
        "散落的文字<br>另一行<footer>版权所有</footer>"
    )

    assert document.title == "关于某事的通知"
    assert document.number == "人社部发〔2024〕12号"
    assert document.blocks == (
        Paragraph("各区人力资源局："),
        Heading(level=2, text="要求"),
        Listing(items=("甲", "乙")),
        Listing(items=("丙",), ordered=True),
        Table((("材料", "份数"), ("身份证", ""))),
        Paragraph("散落的文字"),
        Paragraph("另一行"),
    )


def test_scripts_and_hidden_text_are_gone_and_told() -> None:
    document = page(
        "<h1>通知</h1><script>steal()</script><p onclick='steal()'>正文<span style='display:none'>暗语</span></p>"
        "<p hidden>暗语</p><div style='font-size:0'>暗语</div><img src=x onerror=steal()><p style='color: "
        "#FFF'>暗语</p>"
        "<style>p{}</style><iframe src='http://127.0.0.1:9/'>暗语</iframe>"
    )

    assert document.blocks == (Paragraph("正文"),)
    assert [warned.zh for warned in document.warnings] == [
        "网页中的脚本、表单等内容已去除。",
        "网页中隐藏的文字没有采用。",
    ]


def test_tables_for_layout_are_walked_through() -> None:
    document = page(
        "<table><tr><td><h1>通知</h1><p>第一条 甲。</p><table><tr><td>材料<td>份数</table></td></tr></table>"
    )

    assert document.title == "通知"
    assert [article.text for article in document.articles] == ["甲。\n材料 份数"]


def test_the_page_title_stands_in_for_a_missing_heading() -> None:
    document = page("<p>这是一个很长的段落，没有标题。</p>", head="<title>某某市最低工资标准</title>")

    assert document.title == "某某市最低工资标准"
    assert document.warnings == ()


def test_a_thousand_nested_boxes_are_no_harm() -> None:
    document = page("<h1>通知</h1>" + "<div>" * 1000 + "<p>正文</p>")

    assert document.title == "通知"
