"""Bytes to text: the encodings that Chinese offices use, told apart by what they say of themselves or by how the
text reads.
"""

import codecs
import re
from collections.abc import Sequence

from charset_normalizer import from_bytes

from hotline.documents.document import Warned
from hotline.documents.errors import DocumentRefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["'])([A-Za-z0-9_\-:.]{3,20})""", re.IGNORECASE)
_USUAL = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "者规条第本单位业保险社障资劳合同关部理办应当"
    "這個國時來們會發動產種麼對經學後過說為業險勞關辦應當資單條規與務機構員證書電話請問號區縣員"
    "，。、：；（）《》“”"
)
_NAMES = {"gb18030": "GB18030/GBK", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def text_decoded(data: bytes, *, name: str) -> tuple[str, tuple[Warned, ...]]:
    """The text of a file without any format, and a warning where its encoding had to be guessed.

    Raises DocumentRefusedError (`encoding`) with the line where it breaks, if no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        broken_at = error.start
    if _is_broken_utf8(data):
        raise _refused(name, data.count(b"\n", 0, broken_at) + 1)
    for encoding in _candidates(data):
        text = _tried(data, encoding)
        if text is not None:
            return text, (_guessed(encoding),)
    raise _refused(name, data.count(b"\n", 0, broken_at) + 1)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8 all the same: damaged, and no other encoding."""
    sound = data.decode("utf-8", errors="ignore").encode()
    wide = sum(byte > 0x7F for byte in sound)
    return wide > 4 * (len(data) - len(sound))


def _candidates(data: bytes) -> Sequence[str]:
    """Most likely first: what the file declares, UTF-16 by its zero bytes, then GB18030 or Big5 by how the text
    reads.
    """
    declared = _DECLARED.search(data[:2048])
    named = [_codec(declared.group(1).decode())] if declared else []
    if b"\x00" in data[:2000]:
        return [*filter(None, named), "utf-16-le" if data[1:400:2].count(0) >= data[0:400:2].count(0) else "utf-16-be"]
    read = {encoding: _reads_as(data, encoding) for encoding in ("gb18030", "big5hkscs")}
    likely = [encoding for encoding in sorted(read, key=lambda one: -read[one]) if read[encoding] > 0.2]
    if likely or named:
        return [*filter(None, named), *likely]
    best = from_bytes(data[:100_000]).best()
    return [best.encoding] if best is not None else []


def _codec(declared: str) -> str:
    """The codec for a declared name; gb2312 is read as its superset, since files go beyond what they declare."""
    lowered = declared.lower().replace("_", "-")
    if lowered in ("gb2312", "gbk", "gb18030", "x-gbk", "hz-gb-2312"):
        return "gb18030"
    if lowered in ("big5", "big5-hkscs", "x-x-big5"):
        return "big5hkscs"
    return lowered if lowered in ("utf-16", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1") else ""


def _reads_as(data: bytes, encoding: str) -> float:
    """The share of usual characters among those that are not ASCII, when the beginning is read so."""
    text = data[:60_000].decode(encoding, errors="ignore")
    wide = [char for char in text if ord(char) > 0x7F]
    return sum(char in _USUAL for char in wide) / len(wide) if wide else 0.0


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(name, data.count(b"\n", 0, error.start) + 1) from error


def _guessed(encoding: str) -> Warned:
    shown = _NAMES.get(encoding, encoding)
    return Warned(
        zh=f"文件没有写明编码，按 {shown} 读取，请核对文字。",
        en=f"The file is not UTF-8; it was read as {shown}. Please check the text.",
    )


def _refused(name: str, line: int) -> DocumentRefusedError:
    return DocumentRefusedError(
        "encoding",
        zh=f"“{name}”第 {line} 行的文字编码损坏，无法完整读取。请用原来的软件打开，另存为 UTF-8 后再交。",
        en=f"{name}: the text is broken at line {line} and cannot be read whole. Open it in the program it "
        "came from, save it as UTF-8 and hand it over again.",
    )
