"""Files that are not taken: each with a message that says where and what to do, in both languages."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from hotline.documents import scans
from hotline.documents.document import Kind
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import DEFAULT_LIMITS, Limits
from hotline.documents.tests.makers import NOTICE, docx_of, pdf_begun, pdf_of, read, xlsx_of, zip_with


def refused(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> DocumentRefusedError:
    with pytest.raises(DocumentRefusedError) as caught:
        read(name, data, limits=limits)
    assert f"“{name}”" in caught.value.zh
    assert name in caught.value.en
    return caught.value


def zip_of(entries: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    return written.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zip_with(docx_of(NOTICE), {"word/media/a.xml": b"0" * 50_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("an entry was unpacked"))

    error = refused("炸弹.docx", bomb)

    assert error.code == "bomb"
    assert "解压后有 48 MB" in error.zh
    assert "would unpack to 48 MB" in error.en


def test_too_much_unpacked_is_refused_whatever_the_ratio() -> None:
    assert refused("大.docx", docx_of(NOTICE), limits=Limits(unpacked_bytes=1000)).code == "bomb"


@pytest.mark.parametrize("entry", ["word/vbaProject.bin", "xl/vbaProject.bin", "word/vbaData.xml"])
def test_macros_are_refused(entry: str) -> None:
    error = refused("宏.docx", zip_with(docx_of(NOTICE), {entry: b"x"}))

    assert error.code == "macros"
    assert "含有宏，已拒收。请另存为不含宏的 .docx 或 .xlsx 后再交。" in error.zh
    assert "contains macros and was refused." in error.en


def test_a_document_that_declares_macros_is_refused_under_any_name() -> None:
    data = docx_of(NOTICE)
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    declared = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )

    assert refused("通知.docx", zip_with(data, {"[Content_Types].xml": declared})).code == "macros"


def test_files_within_files_are_refused_by_name() -> None:
    inner = zip_of({"a.txt": b"a"})

    error = refused("套.docx", zip_with(docx_of(NOTICE), {"word/embeddings/内.bin": inner}))

    assert error.code == "nested"
    assert "嵌有另一个文件（内.bin）" in error.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    hostile = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'.encode(encoding)

    assert refused("实体.docx", zip_with(docx_of(NOTICE), {"word/document.xml": hostile})).code == "entities"


def test_archives_and_programs_are_refused() -> None:
    assert refused("包.docx", zip_of({"a.txt": b"a"})).code == "archive"
    assert refused("包.rar", b"Rar!\x1a\x07\x00" + b"x" * 99).code == "archive"
    assert refused("程序.docx", b"MZ" + b"\x00" * 99).code == "program"
    assert refused("数据.txt", bytes(range(256)) * 40).code == "unknown"
    assert refused("演示.pptx", zip_of({"[Content_Types].xml": b"presentationml"})).code == "unknown"


def test_old_office_and_rich_text_are_told_what_to_do() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

    assert "请另存为 .docx 或 .xlsx" in refused("旧.doc", ole).zh
    assert "Save it as .docx" in refused("旧.rtf", b"{\\rtf1 x}").en
    assert refused("密.docx", ole + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"


def test_an_encrypted_pdf_is_refused() -> None:
    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(written)

    error = refused("密.pdf", written.getvalue())

    assert error.code == "encrypted"
    assert "设有打开密码" in error.zh


def test_damaged_files_are_refused() -> None:
    assert refused("坏.pdf", b"%PDF-1.7\nnothing").code == "damaged"
    assert refused("坏.docx", docx_of(NOTICE)[:2000]).code == "damaged"
    assert refused("坏.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99).code == "damaged"


def test_empty_files_and_pages_without_words_are_refused() -> None:
    assert refused("空.txt", b" \n").code == "empty"
    assert refused("空.pdf", bytes(pdf_begun(bare=True).output())).code == "no-text"


def test_size_pages_and_characters_have_their_limits() -> None:
    pdf = pdf_begun()
    pdf.add_page()
    two_pages = bytes(pdf.output())

    assert "超过 50 MB" in refused("大.pdf", b"%PDF-" + b"x" * (50 * 1024 * 1024)).zh
    assert "有 2 页，超过 1 页的上限" in refused("长.pdf", two_pages, limits=Limits(pages=1)).zh
    for name, data in (("长.txt", "字" * 99), ("长.docx", ""), ("长.pdf", ""), ("长.xlsx", "")):
        content = {".docx": docx_of(NOTICE), ".pdf": pdf_of(NOTICE), ".xlsx": xlsx_of([["字" * 99]])}.get(name[1:])
        assert refused(name, content or data.encode(), limits=Limits(characters=50)).code == "characters"


def test_five_hundred_pages_are_read() -> None:
    pdf = pdf_begun(bare=True)
    pdf.cell(0, 8, "关于某事的通知")
    for number in range(2, 501):
        pdf.add_page()
        pdf.set_y(100)
        pdf.cell(0, 8, f"第{number}号事项的说明。")

    document = read("长.pdf", bytes(pdf.output()))

    assert document.pages == 500
    assert document.paragraphs[-1].source.page == 500


def test_scans_without_ocr_say_so_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "find_spec", lambda name: None)
    picture = io.BytesIO()
    Image.new("1", (400, 600), 1).save(picture, "TIFF")
    pdf = pdf_begun(bare=True)
    pdf.image(Image.new("L", (400, 600), 200), 0, 0, 100)

    for name, data in (("扫描.tif", picture.getvalue()), ("扫描.pdf", bytes(pdf.output()))):
        error = refused(name, data)
        assert error.code == "ocr-missing"
        assert "第 1 页是扫描图片，本中心没有安装文字识别" in error.zh
        assert "ask the administrator to install the extra called ocr" in error.en


def test_pictures_beyond_reason_are_refused_before_they_are_unpacked() -> None:
    picture = io.BytesIO()
    Image.new("1", (3000, 3000), 1).save(picture, "PNG")

    error = refused("大.png", picture.getvalue(), limits=Limits(image_pixels=1_000_000))

    assert error.code == "pixels"
    assert "3000×3000" in error.zh


def test_a_name_that_lies_is_told() -> None:
    document = read("通知.docx", pdf_of(NOTICE))

    assert document.kind is Kind.PDF
    assert [warned.zh for warned in document.warnings] == ["文件名写的是 docx，内容却是 pdf，已按内容读取。"]


def test_no_file_is_made_by_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    read("通知.docx", docx_of(NOTICE))
    read("通知.pdf", pdf_of(NOTICE))
    read("通知.xlsx", xlsx_of([["甲"]]))

    assert list(tmp_path.iterdir()) == []
