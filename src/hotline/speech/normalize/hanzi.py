"""Numbers in Chinese words."""

import re
from typing import Final

DIGITS: Final = "零一二三四五六七八九"
# From the second group of four on: 万, 亿, 万亿.
GROUPS: Final = ("", "万", "亿", "万亿")
LONGEST: Final = 16


def digits(figures: str, *, yao: bool = True) -> str:
    """Figure by figure; 1 is `幺`, as on the telephone, or `一` where `yao` is off (years)."""
    spoken = "".join(DIGITS[int(figure)] for figure in figures)
    return spoken.replace("一", "幺") if yao else spoken


def cardinal(number: str) -> str:
    """The number `number` counts, such as 一千零二十 for "1020" and 二十六点四 for "26.40"; 2 is always 二.

    A number longer than 16 figures is said figure by figure.
    """
    whole, _, part = number.partition(".")
    whole = whole.lstrip("0")
    if len(whole) > LONGEST:
        return digits(whole)
    part = part.rstrip("0")
    return _whole(whole) + (f"点{digits(part, yao=False)}" if part else "")


def quantity(number: str) -> str:
    """The same before a measure word: 两 instead of 二 where people say so (两个, 两千, 一万两千)."""
    spoken = cardinal(number)
    if spoken == "二":
        return "两"
    return re.sub(r"(?<!十)二(?=[千万亿])", "两", spoken)


def year(figures: str) -> str:
    """A year, figure by figure: 二零二四."""
    return digits(figures, yao=False)


def _whole(figures: str) -> str:
    if not figures:
        return DIGITS[0]
    spoken = ""
    groups = [figures[max(0, end - 4) : end] for end in range(len(figures), 0, -4)]
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not int(group):
            continue
        # A group that begins with 0, and one after a group that was left out, is joined by 零.
        if spoken and (group.startswith("0") or not int(groups[index + 1])):
            spoken += DIGITS[0]
        spoken += _group(group.lstrip("0")) + GROUPS[index]
    return spoken[1:] if spoken.startswith("一十") else spoken


def _group(figures: str) -> str:
    spoken = ""
    is_gap = False
    for figure, unit in zip(figures, ("千", "百", "十", "")[-len(figures) :], strict=True):
        if figure == "0":
            is_gap = True
            continue
        spoken += (DIGITS[0] if is_gap and spoken else "") + DIGITS[int(figure)] + unit
        is_gap = False
    return spoken
