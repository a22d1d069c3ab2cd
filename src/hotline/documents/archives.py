"""Office files are zip archives: looked through by their directory before anything in them is unpacked."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from hotline.documents.document import Kind
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import MEBIBYTE, Limits

_TYPES = "[Content_Types].xml"
_KINDS = (
    (b"wordprocessingml.document.main+xml", Kind.WORD),
    (b"spreadsheetml.sheet.main+xml", Kind.WORKBOOK),
)
_SMALL_UNPACKED = 5 * MEBIBYTE
_NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"\xd0\xcf\x11\xe0")
_MACROS = re.compile(r"vbaproject|vbadata|\.bas$|xlmacrosheet|macrosheets/", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def office_kind(data: bytes, *, name: str, limits: Limits) -> Kind:
    """Word or spreadsheet, after everything that must not be in it has been looked for.

    Raises DocumentRefusedError: `damaged`, `bomb`, `macros`, `nested`, `entities`, `encrypted`, `archive`.
    """
    archive = _opened(data, name)
    with archive:
        entries = archive.infolist()
        _check_size(entries, name=name, limits=limits)
        if any(entry.flag_bits & 1 for entry in entries):
            raise DocumentRefusedError(
                "encrypted",
                zh=f"“{name}”设有密码。请去掉密码后再交。",
                en=f"{name} is encrypted. Remove the password and hand it over again.",
            )
        kind = _declared_kind(archive, name)
        _check_entries(archive, entries, name)
    return kind


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise _damaged(name) from error


def _check_size(entries: list[zipfile.ZipInfo], *, name: str, limits: Limits) -> None:
    """By the directory alone. Python unpacks no entry beyond the size that the directory states."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    too_dense = unpacked > _SMALL_UNPACKED and unpacked / packed > limits.unpacked_ratio
    names = [entry.filename for entry in entries]
    if (
        unpacked > limits.unpacked_bytes
        or too_dense
        or len(entries) > limits.archive_entries
        or len(set(names)) < len(names)
    ):
        raise DocumentRefusedError(
            "bomb",
            zh=f"“{name}”解压后有 {unpacked // MEBIBYTE} MB，超过上限 {limits.unpacked_bytes // MEBIBYTE} MB "
            "或压缩比异常，没有打开。"
            "请用 Office 打开检查，另存后再交。",
            en=f"{name} would unpack to {unpacked // MEBIBYTE} MB: more than "
            f"{limits.unpacked_bytes // MEBIBYTE} MB, or packed as "
            "no document is. It was not opened. Check it in Office, save it anew and hand it over again.",
        )


def _declared_kind(archive: zipfile.ZipFile, name: str) -> Kind:
    try:
        types = archive.read(_TYPES)
    except KeyError as error:
        raise DocumentRefusedError(
            "archive",
            zh=f"“{name}”是压缩包，不是 Word 或 Excel 文件。请解压后逐个交文件。",
            en=f"{name} is an archive, not a Word or Excel file. Unpack it and hand over the files one by one.",
        ) from error
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(name) from error
    if b"macroEnabled" in types:
        raise _macros(name)
    for mark, kind in _KINDS:
        if mark in types:
            return kind
    raise DocumentRefusedError(
        "unknown",
        zh=f"“{name}”不是 Word 文档或 Excel 表格（模板、演示文稿等不读取）。请另存为 .docx 或 .xlsx 后再交。",
        en=f"{name} is no Word document or spreadsheet (templates and presentations are not read). Save it as "
        ".docx or .xlsx.",
    )


def _check_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> None:
    for entry in entries:
        if _MACROS.search(entry.filename):
            raise _macros(name)
        try:
            with archive.open(entry) as opened:
                start = opened.read(65_536)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(name) from error
        if start.startswith(_NESTED):
            inner = PurePosixPath(entry.filename).name
            raise DocumentRefusedError(
                "nested",
                zh=f"“{name}”里嵌有另一个文件（{inner}）。请删除嵌入的对象，或改成图片和文字后再交。",
                en=f"{name} contains another file ({inner}). Remove the embedded object, or make it text or a picture.",
            )
        if entry.filename.endswith((".xml", ".rels")) and _declares(start):
            raise DocumentRefusedError(
                "entities",
                zh=f"“{name}”的内部结构含有不应出现的声明（{PurePosixPath(entry.filename).name}），没有打开。"
                "请用 Office 另存后再交。",
                en=f"{name} declares entities inside ({PurePosixPath(entry.filename).name}), which no office "
                "file needs. "
                "It was not opened. Save it anew in Office and hand it over again.",
            )


def _declares(start: bytes) -> bool:
    """A document type or an entity, also where the part is written in UTF-16."""
    return bool(_DECLARATION.search(start) or _DECLARATION.search(start.replace(b"\x00", b"")))


def _macros(name: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "macros",
        zh=f"“{name}”含有宏，已拒收。请另存为不含宏的 .docx 或 .xlsx 后再交。",
        en=f"{name} contains macros and was refused. Save it as .docx or .xlsx without macros and hand it over again.",
    )


def _damaged(name: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "damaged",
        zh=f"“{name}”已损坏，无法打开。请检查原文件，另存后再交。",
        en=f"{name} is damaged and cannot be opened. Check the original, save it anew and hand it over again.",
    )
