"""Counting months and years between days, as labour law does: the last day counts."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, and whether days are left over."""

    months: int
    has_days: bool

    @property
    def years(self) -> int:
        """The whole years."""
        return self.months // 12

    @property
    def months_beyond(self) -> int:
        """The whole months that are left after the whole years."""
        return self.months % 12

    @property
    def is_beyond_years(self) -> bool:
        """Whether anything, be it one day, is left after the whole years."""
        return self.months_beyond > 0 or self.has_days


def months_added(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def span_between(first: date, last: date) -> Span:
    """From the first day to the last, both included; empty when `last` is the day before `first` or earlier."""
    end = last + timedelta(days=1)
    months = max((end.year - first.year) * 12 + end.month - first.month, 0)
    if months and _begun_again(first, months) > end:
        months -= 1
    return Span(months=months, has_days=_begun_again(first, months) < end)


def _begun_again(first: date, months: int) -> date:
    """The day on which the next month of the span begins; the first of the month after where there is no such day.

    A year that began on 29 February is whole on 28 February, so that the next begins on 1 March.
    """
    day = months_added(first, months)
    return day if day.day == first.day else day + timedelta(days=1)
