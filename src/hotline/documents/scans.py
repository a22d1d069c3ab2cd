"""Scanned pages: pictures read by OCR (rapidocr, the extra `ocr`). Slow: 4 to 6 s a page on one processor."""

import io
import resource
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from PIL import Image, UnidentifiedImageError

from hotline.documents.document import Document, Kind, Warned
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits
from hotline.documents.lines import Line, PrintedPage, pages_joined
from hotline.documents.structure import document_structured

_LEAST_CERTAIN = 0.5
_PAGE_POINTS = 842.0
"""Places on a picture are told as if it were an A4 page this high, so that the rules for printed lines hold."""


def ocr_installed() -> bool:
    """Whether scanned pages can be read in this installation."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def image_read(
    data: bytes, *, name: str, limits: Limits, progress: Callable[[int, int], None], warnings: Sequence[Warned] = ()
) -> Document:
    """The document on a picture, or on the pages of a TIFF. Raises DocumentRefusedError (`damaged`, `pixels`,
    `ocr-missing`...).
    """
    picture = _opened(data, name, limits)
    total = getattr(picture, "n_frames", 1)
    if total > limits.scanned_pages:
        raise DocumentRefusedError(
            "scanned-pages",
            zh=f"“{name}”有 {total} 页扫描件，超过 {limits.scanned_pages} 页。请拆成几个文件。",
            en=f"{name} has {total} scanned pages, more than {limits.scanned_pages}. Split it into several files.",
        )
    pages = []
    for place in range(total):
        picture.seek(place)
        _check_pixels(picture, name, limits)
        pages.append(page_scanned(picture.convert("L"), number=place + 1, name=name, limits=limits))
        progress(place + 1, total)
    if not any(page.lines for page in pages):
        raise DocumentRefusedError(
            "no-text",
            zh=f"“{name}”上没有认出文字。请用 200 dpi 以上重新扫描，放正后再交。",
            en=f"No text was recognised on {name}. Scan it again at 200 dpi or more, straight, and hand it over.",
        )
    noted = Warned(
        zh="这是图片，由文字识别读取，请对照原件核对数字和日期。",
        en="This is a picture, read by OCR: check figures and dates against the original.",
    )
    return document_structured(
        blocks=pages_joined(pages), name=name, kind=Kind.IMAGE, pages=total, warnings=(*warnings, noted)
    )


def page_scanned(picture: Image.Image, *, number: int, name: str, limits: Limits) -> PrintedPage:
    """The lines on a grey picture of a page. Raises DocumentRefusedError (`ocr-missing`) where OCR is not installed."""
    if not ocr_installed():
        raise DocumentRefusedError(
            "ocr-missing",
            zh=f"“{name}”第 {number} 页是扫描图片，本中心没有安装文字识别。请交带文字的 PDF 或 Word，"
            "或请管理员安装 ocr 组件。",
            en=f"{name}: page {number} is a scanned picture, and OCR is not installed in this centre. Hand "
            "over a PDF with text "
            "or a Word file, or ask the administrator to install the extra called ocr.",
        )
    _memory_raised(limits)
    scale = _PAGE_POINTS / picture.height
    found = _engine()(_as_array(picture))
    lines = []
    if found.boxes is not None:
        for box, text, certainty in zip(found.boxes, found.txts, found.scores, strict=True):
            if certainty >= _LEAST_CERTAIN and text.strip():
                lines.append(_line(box, text, scale))
    return PrintedPage(
        number=number,
        width=picture.width * scale,
        height=_PAGE_POINTS,
        lines=tuple(_rows_joined(sorted(lines, key=lambda line: line.middle))),
    )


def _opened(data: bytes, name: str, limits: Limits) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise DocumentRefusedError(
            "damaged",
            zh=f"“{name}”不是完好的图片，无法打开。请重新扫描后再交。",
            en=f"{name} is no whole picture and cannot be opened. Scan it again and hand it over.",
        ) from error
    _check_pixels(picture, name, limits)
    return picture


def _check_pixels(picture: Image.Image, name: str, limits: Limits) -> None:
    """By what the file states, before anything is unpacked."""
    if picture.width * picture.height > limits.image_pixels:
        raise DocumentRefusedError(
            "pixels",
            zh=f"“{name}”有 {picture.width}×{picture.height} 像素，太大。请用 200 到 300 dpi 扫描。",
            en=f"{name} has {picture.width}x{picture.height} dots, which is too large. Scan at 200 to 300 dpi.",
        )


def _memory_raised(limits: Limits) -> None:
    """OCR maps more memory than text needs; the reading process may go up to the bound kept for it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == limits.memory_bytes and hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


@lru_cache(maxsize=1)
def _engine() -> Any:
    import logging  # noqa: PLC0415 - rapidocr sets its own logger up when it is imported

    from rapidocr import RapidOCR  # noqa: PLC0415 - optional, and seconds to import

    engine = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine


def _as_array(picture: Image.Image) -> Any:
    import numpy as np  # noqa: PLC0415 - with OCR only

    return np.asarray(picture.convert("RGB"))


def _line(box: Any, text: str, scale: float) -> Line:
    lefts = [float(point[0]) * scale for point in box]
    heights = [float(point[1]) * scale for point in box]
    top, bottom = min(heights), max(heights)
    left, right = min(lefts), max(lefts)
    return Line(
        text=text, left=left, right=right, top=top, bottom=bottom, size=_type_size(text, right - left, bottom - top)
    )


def _type_size(text: str, width: float, height: float) -> float:
    """By the line's length in characters: boxes are more or less loose around the type, but end where it ends."""
    ems = sum(1.0 if char > "\u2e7f" else 0.55 for char in text)
    return width / ems if ems >= 4 else 0.75 * height


def _rows_joined(lines: Sequence[Line]) -> list[Line]:
    """Boxes at one height are one line with cells."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.middle - rows[-1][0].middle < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row_joined(sorted(row, key=lambda line: line.left)) for row in rows]


def _row_joined(row: Sequence[Line]) -> Line:
    return Line(
        text=" ".join(line.text for line in row),
        left=row[0].left,
        right=row[-1].right,
        top=min(line.top for line in row),
        bottom=max(line.bottom for line in row),
        size=max(line.size for line in row),
        cells=tuple((line.left, line.text) for line in row),
    )
