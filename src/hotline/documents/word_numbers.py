"""Automatic numbers of Word: 第一条 that nobody typed. Word stores the rule, not the number; here the rule is
followed.
"""

from dataclasses import dataclass, field
from typing import Any

from hotline.documents.numerals import LARGEST, numeral_write

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseDigital",
        "chineseLegalSimplified",
    ]
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class WordNumbers:
    """The numbering of one document: tells each paragraph its mark in the order of reading."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @staticmethod
    def of(numbering: Any | None) -> "WordNumbers":
        """From the root of numbering.xml; without one there are no automatic numbers."""
        numbers = WordNumbers()
        if numbering is None:
            return numbers
        abstract = {
            one.get(f"{_W}abstractNumId"): _levels_of(one) for one in numbering.iterchildren(f"{_W}abstractNum")
        }
        for one in numbering.iterchildren(f"{_W}num"):
            reference = one.find(f"{_W}abstractNumId")
            levels = abstract.get(reference.get(f"{_W}val") if reference is not None else None, {})
            starts = {
                int(override.get(f"{_W}ilvl", "0")): int(start.get(f"{_W}val", "1"))
                for override in one.iterchildren(f"{_W}lvlOverride")
                if (start := override.find(f"{_W}startOverride")) is not None
            }
            numbers._levels[one.get(f"{_W}numId")] = {
                place: _Level(format=level.format, text=level.text, start=starts.get(place, level.start))
                for place, level in levels.items()
            }
        return numbers

    def is_bullet(self, number_id: str, level: int) -> bool:
        """Whether the mark is a sign and no number."""
        found = self._levels.get(number_id, {}).get(level)
        return found is not None and found.format == "bullet"

    def next_mark(self, number_id: str, level: int) -> str:
        """The mark of the next paragraph at that level: 第三条, （二）, 1.; empty where the rule has none."""
        levels = self._levels.get(number_id, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(number_id, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        mark = levels[level].text
        for place, shown in levels.items():
            mark = mark.replace(f"%{place + 1}", _written(counts.get(place, shown.start), shown.format))
        return mark


def _levels_of(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for level in abstract.iterchildren(f"{_W}lvl"):
        values = {name: _value(level, name) for name in ("numFmt", "lvlText", "start")}
        start = values["start"]
        levels[int(level.get(f"{_W}ilvl", "0"))] = _Level(
            format=values["numFmt"] or "decimal",
            text=values["lvlText"] or "",
            start=int(start) if start.isdecimal() else 1,
        )
    return levels


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _written(number: int, format_: str) -> str:
    if format_ in _CHINESE and 0 <= number <= LARGEST:
        return numeral_write(number)
    if format_ == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if format_ == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    if format_ in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((0x60 if format_ == "lowerLetter" else 0x40) + number)
    if format_ in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if format_ == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
