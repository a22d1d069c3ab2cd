"""A sheet: one answer on paper, for the counter, the printer and the fax. Black on white, the same bytes for the
same answer.
"""

import io
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pypdfium2
from PIL import Image

from hotline.documents.check_codes import check_code_spaced
from hotline.documents.document import Flat

FAX_WIDTH = 1728
"""Dots across a fax page, by ITU-T T.4; A4 is a little narrower and is put in the middle."""
_A4_DOTS = (1686, 2292)
"""A4 at 204 by 196 dots an inch."""
_A4_DOTS_COARSE = (1686, 1146)
_INK = 150
"""Grey values below are black: a little thicker than half, for thin strokes of Chinese characters."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a sheet says. `body` holds headings, paragraphs, lists (ordered ones are steps) and tables (first row:
    headings).
    """

    title: str
    number: str
    """The entry's number, for asking about it."""
    version: str
    day: date
    """The day that the answer was given out, and on which it is right."""
    body: tuple[Flat, ...]
    basis: tuple[str, ...] = ()
    """Law and article, one a line."""
    valid_from: date | None = None
    valid_to: date | None = None
    check_code: str = ""
    """As `check_code` gives it; empty where none is printed."""
    centre_name: str
    centre_number: str
    """The telephone number to call."""
    language: Literal["zh", "en"] = "zh"
    is_large: bool = False
    """18-point type, for elders."""
    note: str = ""
    """A remark under the title, such as that figures are samples."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The fixed words of a sheet in one language, with what is filled into them."""

    call: str
    about: str
    basis: str
    validity: str
    check: str
    code: str
    """The code alone, for the foot of each page: faxed pages come apart."""
    foot: str

    def page(self, number: int, total: int) -> str:
        """第 1 页 共 2 页."""
        return self.foot.format(number=number, total=total)


def sheet_words(sheet: Sheet) -> SheetWords:
    """The words for this sheet."""
    code = check_code_spaced(sheet.check_code) if sheet.check_code else ""
    if sheet.language == "zh":
        check = f"核验码：{code}。拨打 {sheet.centre_number} 报出编号、日期和核验码，可以核对本件真伪和现在是否有效。"
        return SheetWords(
            call=f"咨询电话 {sheet.centre_number}",
            about=f"编号：{sheet.number} · 版本：{sheet.version} · 日期：{_day_zh(sheet.day)}",
            basis="法律依据",
            validity=_validity_zh(sheet),
            check=check if code else "",
            code=f"核验码 {code}" if code else "",
            foot="第 {number} 页 共 {total} 页",
        )
    check = (
        f"Check code: {code}. Call {sheet.centre_number} and give number, date and code to learn whether this sheet "
    )
    return SheetWords(
        call=f"Call {sheet.centre_number}",
        about=f"No. {sheet.number} · Version {sheet.version} · {_day_en(sheet.day)}",
        basis="Legal basis",
        validity=_validity_en(sheet),
        check=f"{check}is genuine and still valid." if code else "",
        code=f"Check code {code}" if code else "",
        foot="Page {number} of {total}",
    )


def sheet_pages(pdf: bytes, *, fine: bool = True) -> list[Image.Image]:
    """The pages as a fax machine sends them: one bit a dot, 1728 dots wide, 204x196 dots an inch (`fine`) or 204x98.

    Takes the PDF of `sheet_pdf`; files of strangers go through `document_read` first.
    """
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return [_fax_page(opened[place], fine=fine) for place in range(len(opened))]
    finally:
        opened.close()


def _fax_page(page: pypdfium2.PdfPage, *, fine: bool) -> Image.Image:
    """Drawn at twice the resolution, made smaller, then cut to black and white: strokes stay where they belong."""
    width, height = _A4_DOTS if fine else _A4_DOTS_COARSE
    drawn = page.render(scale=2 * _A4_DOTS[0] / page.get_width(), grayscale=True).to_pil()
    small = drawn.resize((width, height), Image.Resampling.LANCZOS)
    bits = small.point(lambda grey: 255 if grey > _INK else 0).convert("1", dither=Image.Dither.NONE)
    sent = Image.new("1", (FAX_WIDTH, height), 1)
    sent.paste(bits, ((FAX_WIDTH - width) // 2, 0))
    return sent


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _day_en(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _validity_zh(sheet: Sheet) -> str:
    since = f"自{_day_zh(sheet.valid_from)}起有效" if sheet.valid_from else ""
    until = f"有效期至{_day_zh(sheet.valid_to)}" if sheet.valid_to else ""
    return "，".join(part for part in (since, until) if part) + ("。" if since or until else "")


def _validity_en(sheet: Sheet) -> str:
    since = f"from {_day_en(sheet.valid_from)}" if sheet.valid_from else ""
    until = f"until {_day_en(sheet.valid_to)}" if sheet.valid_to else ""
    return f"Valid {' '.join(part for part in (since, until) if part)}." if since or until else ""
