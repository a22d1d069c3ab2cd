"""How much of a file handed over is taken, in one structure that a caller may tighten."""

from dataclasses import dataclass

from hotline.documents.errors import DocumentRefusedError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Upper bounds for one document. What exceeds one is refused whole, with a message that says which."""

    size_bytes: int = 50 * MEBIBYTE
    """Of the file as handed over."""
    unpacked_bytes: int = 300 * MEBIBYTE
    """Of a .docx or .xlsx (zip archives both) when unpacked: judged before anything is unpacked."""
    unpacked_ratio: int = 200
    """Unpacked to packed, of archives that unpack to more than 5 MiB: honest office files stay below 100."""
    archive_entries: int = 5_000
    pages: int = 500
    scanned_pages: int = 60
    """Pages that only OCR can read: 4 to 6 s each on one processor."""
    rows: int = 10_000
    """Of all sheets of a spreadsheet together."""
    columns: int = 100
    characters: int = 5_000_000
    """Of text, all told; a thick law has 100,000."""
    image_pixels: int = 60_000_000
    seconds: float = 900.0
    """For the whole document."""
    stall_seconds: float = 90.0
    """Without any page being finished."""
    memory_bytes: int = 1024 * MEBIBYTE
    """Address space of the reading process without OCR."""
    ocr_memory_bytes: int = 4096 * MEBIBYTE
    """The same where OCR may be needed: its models map much more than they touch."""


DEFAULT_LIMITS = Limits()


def check_size(data: bytes, *, name: str, limits: Limits) -> None:
    """Raises DocumentRefusedError (`size`) above the limit."""
    if len(data) > limits.size_bytes:
        allowed = limits.size_bytes // MEBIBYTE
        raise DocumentRefusedError(
            "size",
            zh=f"“{name}”超过 {allowed} MB。请拆成几个文件，或压缩其中的图片后再交。",
            en=f"{name} is larger than {allowed} MB. Split it, or make its pictures smaller, and hand it over again.",
        )


def check_characters(count: int, *, name: str, limits: Limits) -> None:
    """Raises DocumentRefusedError (`characters`) above the limit."""
    if count > limits.characters:
        raise DocumentRefusedError(
            "characters",
            zh=f"“{name}”有 {count} 个字符，超过上限 {limits.characters}。请拆成几个文件后再交。",
            en=f"{name} has {count} characters, more than {limits.characters}. Split it into several files "
            "and hand them over.",
        )
