"""Dates and times of day in English words."""

import re
from typing import Final

from hotline.speech.normalize.rules import Match, rule
from hotline.speech.normalize.words import cardinal, digits, ordinal, year

MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH: Final = rf"(?:{'|'.join(MONTHS)}|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"


def _month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name.rstrip(".")[:3]))


def _spoken(month: str, day: str, figures: str | None) -> str:
    return f"{month} {ordinal(day)}" + (f", {year(figures)}" if figures else "")


def _iso(match: Match) -> str:
    return _spoken(MONTHS[int(match["month"]) - 1], match["day"], match["year"])


def _named(match: Match) -> str:
    return _spoken(_month(match["month"]), match["day"], match["year"])


def _clock(hour: str, minute: str, half: str) -> str:
    count = int(hour)
    if count > 12 and not half:
        # Nobody says "seventeen o'clock".
        count, half = (count - 12, "pm") if count < 24 else (0, "")
    spoken = cardinal(str(count))
    if int(minute):
        spoken += f" oh {digits(minute[1])}" if minute.startswith("0") else f" {cardinal(minute)}"
    elif not half:
        spoken += " o'clock"
    return spoken + (f" {half[0].upper()} M" if half else "")


def _time(match: Match) -> str:
    return _clock(match["hour"], match["minute"], (match["half"] or "").strip())


def _time_range(match: Match) -> str:
    first = _clock(match["hour"], match["minute"], (match["half"] or "").strip())
    second = _clock(match["second_hour"], match["second_minute"], (match["second_half"] or "").strip())
    return f"{first} to {second}"


HALF: Final = r"(?P<half>\s?[ap]\.?m\b\.?)?"
CLOCK: Final = r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"

YEAR_AFTER: Final = r"(?:,? (?P<year>[12]\d{3})(?!\d))?"

DATES: Final = (
    rule(rf"(?<!\d)(?P<year>[12]\d{{3}})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>{DAY})(?!\d)", _iso),
    rule(
        rf"(?<!\d)(?P<day>{DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?![a-z]){YEAR_AFTER}",
        _named,
    ),
    rule(
        rf"\b(?P<month>{MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?(?![\d:%]){YEAR_AFTER}",
        _named,
    ),
    rule(rf"\b({MONTH}),? ([12]\d{{3}})(?!\d)", lambda match: f"{_month(match[1])} {year(match[2])}"),
)

TIMES: Final = (
    rule(
        CLOCK + HALF + r"\s*(?:-|–|to)\s*"
        r"(?P<second_hour>[01]?\d|2[0-4]):(?P<second_minute>[0-5]\d)(?![\d:])(?P<second_half>\s?[ap]\.?m\b\.?)?",
        _time_range,
        flags=re.IGNORECASE,
    ),
    rule(CLOCK + HALF, _time, flags=re.IGNORECASE),
    rule(
        r"(?<!\d)(1[0-2]|[1-9])\s?([ap])\.?m\b\.?",
        lambda match: f"{cardinal(match[1])} {match[2].upper()} M",
        flags=re.IGNORECASE,
    ),
)
