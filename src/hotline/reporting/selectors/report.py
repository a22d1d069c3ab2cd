"""A report: rows by hour or by day, and their total."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings

from hotline.reporting.counts import Counts
from hotline.reporting.periods import day_bounds, days_between, hour_label, hours_of

from .counting import counts_between


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The counts of one hour or day; `label` names it on the centre's clock."""

    label: str
    begins_at: datetime
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """From the first to the last day, both included, in the centre's time zone."""

    first: date
    last: date
    step: Literal["hour", "day"]
    rows: tuple[ReportRow, ...]
    total: Counts


def report_for(*, first: date, last: date, zone: ZoneInfo | None = None) -> Report:
    """By hour where it is one day, else by day."""
    if first == last:
        return report_by_hour(day=first, zone=zone)
    return report_by_day(first=first, last=last, zone=zone)


def report_by_hour(*, day: date, zone: ZoneInfo | None = None) -> Report:
    """One row for each hour of a day: 24, or 23 or 25 where the clock changes. `zone` is the centre's unless given."""
    zone = zone or centre_zone()
    hours = hours_of(day, zone=zone)
    labels = [hour_label(hour, zone=zone) for hour in hours]
    rows = _rows(labels, begins=hours, ends_at=day_bounds(day, zone=zone)[1])
    return Report(first=day, last=day, step="hour", rows=rows, total=_total(rows))


def report_by_day(*, first: date, last: date, zone: ZoneInfo | None = None) -> Report:
    """One row for each day; `zone` is the centre's unless given. Raises ValueError if the last is before the first."""
    if last < first:
        raise ValueError("the last day is before the first")
    zone = zone or centre_zone()
    days = days_between(first, last)
    begins = [day_bounds(day, zone=zone)[0] for day in days]
    rows = _rows([day.isoformat() for day in days], begins=begins, ends_at=day_bounds(last, zone=zone)[1])
    return Report(first=first, last=last, step="day", rows=rows, total=_total(rows))


def centre_zone() -> ZoneInfo:
    """The time zone whose days and hours the centre goes by."""
    return ZoneInfo(settings.TIME_ZONE)


def _rows(labels: Sequence[str], *, begins: Sequence[datetime], ends_at: datetime) -> tuple[ReportRow, ...]:
    counts = counts_between(begins=begins, ends_at=ends_at)
    return tuple(ReportRow(*row) for row in zip(labels, begins, counts, strict=True))


def _total(rows: Sequence[ReportRow]) -> Counts:
    return reduce(add, (row.counts for row in rows), Counts())
