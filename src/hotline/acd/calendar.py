"""Opening hours: pure judgements over a rule, without database or clock.

Times of day are wall-clock times in the rule's own time zone; "24:00" is the end of the day. A span that crosses
midnight is written as two. A date of its own overrides the week: first closed dates, then open dates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MINUTES_A_DAY = 24 * 60


class HoursError(ValueError):
    """The hours are not written as the rule wants them; the message says which and how to write them."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from one minute of the day to another, in minutes after midnight; the end is not included."""

    opens: int
    closes: int

    @classmethod
    def parsed(cls, text: Sequence[str]) -> "Span":
        """From ["08:30", "17:30"]. Raises HoursError where it is not a time, or does not end after it begins."""
        if len(text) != 2:
            raise HoursError(f"营业时间应写成 [开始, 结束]。Write opening hours as [from, to], not {list(text)!r}.")
        span = cls(_minute(text[0]), _minute(text[1]))
        if span.opens >= span.closes:
            raise HoursError(f"结束时间应晚于开始时间。The end must be after the beginning: {list(text)!r}.")
        return span

    def __str__(self) -> str:
        return f"{_clock_face(self.opens)}-{_clock_face(self.closes)}"


Day = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """When something is open: the usual week and the dates that differ from it."""

    weekly: Mapping[str, Day]
    timezone: ZoneInfo
    closed_dates: frozenset[date] = frozenset()
    open_dates: Mapping[date, Day] = field(default_factory=dict)

    @classmethod
    def parsed(
        cls,
        *,
        weekly: Mapping[str, Sequence[Sequence[str]]],
        closed_dates: Sequence[str] = (),
        open_dates: Mapping[str, Sequence[Sequence[str]]] | None = None,
        timezone: str = "Asia/Shanghai",
    ) -> "Rule":
        """From what is stored. Raises HoursError where days, dates or hours are not as they should be."""
        unknown = set(weekly) - set(DAYS)
        if unknown:
            raise HoursError(f"星期应写成 {', '.join(DAYS)}。Unknown days of the week: {sorted(unknown)}.")
        return cls(
            weekly={name: _day(spans) for name, spans in weekly.items()},
            timezone=ZoneInfo(timezone),
            closed_dates=frozenset(_date(text) for text in closed_dates),
            open_dates={_date(text): _day(spans) for text, spans in (open_dates or {}).items()},
        )

    def day(self, day: date) -> Day:
        """The open spans of this date, in order; none where it is closed."""
        if day in self.closed_dates:
            return ()
        if day in self.open_dates:
            return self.open_dates[day]
        return self.weekly.get(DAYS[day.weekday()], ())


def is_open(rule: Rule, at: datetime) -> bool:
    """Whether it is open at this instant. `at` is aware."""
    local = at.astimezone(rule.timezone)
    minute = local.hour * 60 + local.minute
    return any(span.opens <= minute < span.closes for span in rule.day(local.date()))


def always(rule: Rule) -> bool:
    """Whether the usual week has no closed minute (dates that differ are left out of account)."""
    return all(_covers_day(rule.weekly.get(name, ())) for name in DAYS)


def _covers_day(spans: Day) -> bool:
    reached = 0
    for span in spans:
        if span.opens > reached:
            return False
        reached = max(reached, span.closes)
    return reached == _MINUTES_A_DAY


def _day(spans: Sequence[Sequence[str]]) -> Day:
    return tuple(sorted(Span.parsed(span) for span in spans))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HoursError(f"日期应写成 2026-10-01。Write dates as 2026-10-01, not {text!r}.") from error


def _minute(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60:
        minute = int(hours) * 60 + int(minutes)
        if minute <= _MINUTES_A_DAY:
            return minute
    raise HoursError(f"时间应写成 08:30。Write times as 08:30, between 00:00 and 24:00, not {text!r}.")


def _clock_face(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
