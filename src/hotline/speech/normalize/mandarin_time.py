"""Dates and times of day in Chinese words."""

from typing import Final

from hotline.speech.normalize.hanzi import cardinal, digits, quantity, year
from hotline.speech.normalize.rules import Match, rule

PART_OF_DAY: Final = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|每晚|今晚)?"
AFTERNOON: Final = frozenset({"下午", "傍晚", "晚上", "中午", "夜里", "每晚", "今晚"})


def _date(match: Match) -> str:
    return f"{year(match['year'])}年{cardinal(match['month'])}月{cardinal(match['day'])}日"


def _clock(hour: str, minute: str, part: str) -> str:
    # "下午 13:30" is written, 下午一点半 is said.
    count = int(hour) - 12 if part in AFTERNOON and int(hour) > 12 else int(hour)
    spoken = f"{quantity(str(count))}点"
    if minute == "30":
        return f"{spoken}半"
    if int(minute) == 0:
        return spoken
    return f"{spoken}{digits(minute, yao=False) if minute.startswith('0') else cardinal(minute)}分"


def _time(match: Match) -> str:
    part = match["part"] or ""
    return part + _clock(match["hour"], match["minute"], part)


def _time_range(match: Match) -> str:
    part = match["part"] or ""
    second_part = match["second_part"] or ""
    first = _clock(match["hour"], match["minute"], part)
    second = _clock(match["second_hour"], match["second_minute"], second_part or part)
    return f"{part}{first}到{second_part}{second}"


CLOCK: Final = r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?::00)?"
SECOND_CLOCK: Final = r"(?P<second_hour>[01]?\d|2[0-4])[:：](?P<second_minute>[0-5]\d)(?![\d:])"

DATES: Final = (
    rule(r"(?<!\d)(?P<year>[12]\d{3})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)日?", _date),
    rule(r"(?<!\d)([12]\d{3})年?-([12]\d{3})(?=年)", lambda match: f"{year(match[1])}到{year(match[2])}"),
    rule(r"(?<!\d)([12]\d{3})(?=年|届|级)", lambda match: year(match[1])),
    rule(
        r"(?<!\d)(\d{1,2})月?-(\d{1,2})月(?!份?-)(?!\d)",
        lambda match: f"{cardinal(match[1])}月到{cardinal(match[2])}月",
    ),
    rule(
        r"(?<!\d)(\d{1,2})月(\d{1,2})([日号])?-(?:(\d{1,2})月)?(\d{1,2})([日号])",
        lambda match: (
            f"{cardinal(match[1])}月{cardinal(match[2])}{match[3] or match[6]}到"
            f"{cardinal(match[4]) + '月' if match[4] else ''}{cardinal(match[5])}{match[6]}"
        ),
    ),
    rule(
        r"(?<!\d)(\d{1,2})月(\d{1,2})([日号])",
        lambda match: f"{cardinal(match[1])}月{cardinal(match[2])}{match[3]}",
    ),
    rule(r"(?<!\d)(\d{1,2})(?=月)", lambda match: cardinal(match[1])),
)

TIMES: Final = (
    rule(
        rf"{PART_OF_DAY}{CLOCK}\s*[-至到]\s*(?P<second_part>上午|中午|下午|晚上)?{SECOND_CLOCK}",
        _time_range,
    ),
    rule(rf"{PART_OF_DAY}{CLOCK}(?![\d:])", _time),
    rule(
        r"(?<!\d)([01]?\d|2[0-4])[点时](\d{1,2})分(?!之)",
        lambda match: (
            f"{quantity(match[1])}点{digits(match[2], yao=False) if match[2].startswith('0') else cardinal(match[2])}分"
        ),
    ),
    rule(r"(?<![\d.])([01]?\d|2[0-4])(?=点(?!\d|[零一二三四五六七八九]))", lambda match: quantity(match[1])),
)
