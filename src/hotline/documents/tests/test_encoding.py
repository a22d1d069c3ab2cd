"""Text in the encodings of Chinese offices."""

import codecs

import pytest

from hotline.documents.encoding import text_decoded
from hotline.documents.errors import DocumentRefusedError

SIMPLIFIED = "关于做好失业保险金发放工作的通知\n第一条 用人单位应当依法缴纳社会保险费。\n"
TRADITIONAL = "關於勞動條件的規定\n第一條 本規定為保障勞動者的權利而訂立，應當遵守。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read_without_a_word(encoding: str) -> None:
    assert text_decoded(SIMPLIFIED.encode(encoding), name="a.txt") == (SIMPLIFIED, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf_16_with_and_without_its_mark(encoding: str, mark: bool) -> None:
    text = SIMPLIFIED + "abc 123\r\n" * 9
    first = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[encoding] if mark else b""

    read, warnings = text_decoded(first + text.encode(encoding), name="a.txt")

    assert read == text
    assert [warned.zh for warned in warnings] == ([] if mark else ["文件没有写明编码，按 UTF-16 读取，请核对文字。"])


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        (SIMPLIFIED, "gbk", "GB18030/GBK"),
        (SIMPLIFIED + "𠀀㐀", "gb18030", "GB18030/GBK"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "gbk", "GB18030/GBK"),
        ('<meta charset="big5">' + TRADITIONAL, "big5", "Big5"),
    ],
)
def test_older_encodings_are_told_apart(text: str, encoding: str, shown: str) -> None:
    read, warnings = text_decoded(text.encode(encoding), name="a.txt")

    assert read == text
    assert [warned.zh for warned in warnings] == [f"文件没有写明编码，按 {shown} 读取，请核对文字。"]


@pytest.mark.parametrize(
    "broken",
    [codecs.BOM_UTF8 + "一\n二".encode() + b"\xff", "好\n好\n".encode() * 40 + b"\xe5\xa5" * 3 + b"\n\xff\xff"],
)
def test_broken_text_is_refused_with_the_line(broken: bytes) -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        text_decoded(broken, name="坏.txt")

    line = 2 if broken.startswith(codecs.BOM_UTF8) else 81
    assert caught.value.code == "encoding"
    assert f"“坏.txt”第 {line} 行的文字编码损坏" in caught.value.zh
    assert f"broken at line {line}" in caught.value.en
