"""Names by which people quote the law: an article of a statute, the number of a document."""

import re

from .folding import text_folded

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"[零〇一二两三四五六七八九十百千]+|[0-9]+"
_ARTICLE = re.compile(rf"《?([一-鿿、（()）《》]*?)》?\s*第?\s*({_NUMBER})\s*条(?:之({_NUMBER}))?")
_DOCUMENT = re.compile(
    r"([一-鿿]{2,12})\s*[〔\[(（【]?\s*((?:19|20)[0-9]{2})\s*[〕\])）】]?\s*(?:第\s*)?([0-9]{1,4})\s*号"
)
_STATE = re.compile(r"^(?:根据|依据|依照|按照|查|看|请问|什么是)?(?:中华人民共和国|我国|国家)?")
_LEAST_NAME = 2


def number_read(text: str) -> int:
    """The number in these digits or Chinese numerals: `四十七` is 47, `一百零八` is 108."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def reference_folded(text: str) -> str:
    """A reference in the form references are compared in, or an empty text where it is none.

    `《中华人民共和国劳动合同法》第四十七条` and `劳动合同法47条` are `劳动合同法§47`; document numbers lose brackets.
    """
    return next(iter(references_in(text)), "")


def references_in(text: str) -> list[str]:
    """The references in a text, in the form they are compared in."""
    folded = text_folded(text)
    found = [_article(match) for match in _ARTICLE.finditer(folded)]
    found += [f"{name}{year}-{int(number)}" for name, year, number in _DOCUMENT.findall(folded)]
    return [reference for reference in found if reference]


def _article(match: re.Match[str]) -> str:
    name = _STATE.sub("", re.sub(r"[《》]", "", match[1]))
    if len(name) < _LEAST_NAME:
        return ""
    sub = f".{number_read(match[3])}" if match[3] else ""
    return f"{name}§{number_read(match[2])}{sub}"
