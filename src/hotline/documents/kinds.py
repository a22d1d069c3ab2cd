"""What a file is, judged by its content. Its name only tells text without marks from Markdown and from tables."""

import re
from pathlib import PurePath

from hotline.documents.archives import office_kind
from hotline.documents.document import Kind, Warned
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF87a", b"GIF89a")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<(?:head|body|meta|table|div|p|h[1-6]|script)[\s>/]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|^\|.*\|\s*\n\|\s*:?-{2,}|<!-- INFO END -->", re.MULTILINE)
_SUFFIXES = {
    ".docx": Kind.WORD,
    ".pdf": Kind.PDF,
    ".png": Kind.IMAGE,
    ".jpg": Kind.IMAGE,
    ".jpeg": Kind.IMAGE,
    ".tif": Kind.IMAGE,
    ".tiff": Kind.IMAGE,
    ".bmp": Kind.IMAGE,
    ".webp": Kind.IMAGE,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".xlsx": Kind.WORKBOOK,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
}


def kind_of(data: bytes, *, name: str, limits: Limits) -> Kind:
    """The kind of the content. Raises DocumentRefusedError for everything that is not read, with what to do instead."""
    if not data.strip():
        raise DocumentRefusedError(
            "empty", zh=f"“{name}”是空文件。请检查后再交。", en=f"{name} is empty. Please check the file."
        )
    if data.startswith(b"PK"):
        return office_kind(data, name=name, limits=limits)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return Kind.IMAGE
    _refuse_foreign(data, name)
    return _text_kind(data, name)


def kind_named(name: str) -> Kind | None:
    """The kind that the name's ending promises."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def kind_warnings(kind: Kind, *, name: str) -> tuple[Warned, ...]:
    """A warning where the name promises something else than the content is."""
    named = kind_named(name)
    if named is None or named is kind:
        return ()
    return (
        Warned(
            zh=f"文件名写的是 {named.value}，内容却是 {kind.value}，已按内容读取。",
            en=f"The name says {named.value}, the content is {kind.value}: it was read as what it is.",
        ),
    )


def _text_kind(data: bytes, name: str) -> Kind:
    named = kind_named(name)
    if _HTML.search(data[:4096]) and named not in (Kind.MARKDOWN, Kind.CSV):
        return Kind.HTML
    if named in (Kind.MARKDOWN, Kind.CSV):
        return named
    return Kind.MARKDOWN if _MARKDOWN.search(data[:20_000].decode("utf-8", errors="ignore")) else Kind.TEXT


def _refuse_foreign(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    if data.startswith(b"{\\rtf"):
        raise DocumentRefusedError(
            "rtf",
            zh=f"“{name}”是 RTF 格式。请另存为 .docx 后再交。",
            en=f"{name} is RTF. Save it as .docx and hand it over again.",
        )
    if data.startswith(_ARCHIVES):
        raise DocumentRefusedError(
            "archive",
            zh=f"“{name}”是压缩包。请解压后逐个交文件。",
            en=f"{name} is an archive. Unpack it and hand over the files one by one.",
        )
    if data.startswith(_PROGRAMS):
        raise DocumentRefusedError(
            "program",
            zh=f"“{name}”是程序，不是文档，已拒收。",
            en=f"{name} is a program, not a document. It was refused.",
        )
    if (
        b"\x00" in data[:4096]
        and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
        and not _is_utf16(data)
    ):
        raise DocumentRefusedError(
            "unknown",
            zh=f"“{name}”不是能读取的格式。可以交：.docx、.pdf、.html、.md、.txt、.xlsx、.csv 和扫描图片。",
            en=f"{name} is of no kind that can be read. Hand over .docx, .pdf, .html, .md, .txt, .xlsx, .csv "
            "or a scanned image.",
        )


def _refuse_ole(data: bytes, name: str) -> None:
    """Old Office files and encrypted new ones share their container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentRefusedError(
            "encrypted",
            zh=f"“{name}”设有打开密码。请去掉密码后再交。",
            en=f"{name} is protected by a password. Remove the password and hand it over again.",
        )
    raise DocumentRefusedError(
        "old-office",
        zh=f"“{name}”是旧版 Office 格式（.doc、.xls 等）。请另存为 .docx 或 .xlsx 后再交。",
        en=f"{name} is of an old Office format (.doc, .xls and the like). Save it as .docx or .xlsx and hand "
        "it over again.",
    )


def _is_utf16(data: bytes) -> bool:
    """UTF-16 without its mark: a text has line breaks or blanks as two bytes and hardly any other zero byte pairs."""
    sample = data[: min(len(data), 4000) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        plain = sum(char.isprintable() or char in "\r\n\t" for char in text)
        if text and plain / len(text) > 0.98 and "\ufffd" not in text[:-1]:
            return True
    return False
