"""Breaking text into lines as Chinese printing wants it. Pure: the caller says how wide a character is."""

import re
from collections.abc import Callable

from hotline.documents.marks import CJK

_NEVER_FIRST = set("，。、；：！？）》」』】〕”’％…—·,.;:!?)]}%")
_NEVER_LAST = set("（《「『【〔“‘([{￥$")
_TOKEN = re.compile(rf"\s+|[{CJK}\u3000-\u303f\uff00-\uffef“”‘’…—]|[^\s{CJK}\u3000-\u303f\uff00-\uffef“”‘’…—]+")
_PARTED = re.compile(r"(?<=[-/&?=._@])")


def lines_broken(text: str, *, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines of at most `width`; no line begins with a closing or ends with an opening mark, Latin words stay
    whole if they can.

    A line break in `text` begins a new line. An empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph_broken(paragraph, width, measure)
    return lines


def _paragraph_broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[list[str]] = [[]]
    filled = 0.0
    for token in _tokens(text, width, measure):
        needed = measure(token)
        if filled + needed > width and lines[-1] and not token.isspace():
            carried = _carried_over(lines[-1], token)
            lines.append(carried)
            filled = sum(measure(piece) for piece in carried)
        if token.isspace() and not lines[-1] and len(lines) > 1:
            continue
        lines[-1].append(token)
        filled += needed
    return ["".join(line).rstrip() for line in lines]


def _carried_over(line: list[str], token: str) -> list[str]:
    """What has to go down to the next line before `token`, taken off `line`: a mark never begins or ends a line
    alone.
    """
    carried: list[str] = []
    first = token[0]
    while len(line) > 1 and len(carried) < 3 and (first in _NEVER_FIRST or line[-1] in _NEVER_LAST):
        carried.insert(0, line.pop())
        first = carried[0][0]
    return carried


def _tokens(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Chinese characters one by one, other words whole; an address too long for a line is parted at its marks,
    then anywhere.
    """
    tokens: list[str] = []
    for word in _TOKEN.findall(text):
        if measure(word) <= width:
            tokens.append(word)
            continue
        for piece in _PARTED.split(word):
            tokens += [piece] if measure(piece) <= width else list(piece)
    return tokens
