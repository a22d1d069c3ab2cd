"""Days and hours of the centre's clock as instants: a day of a clock change has 23 or 25 hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)


def day_bounds(day: date, *, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of a day and the first of the next, in UTC."""
    return _midnight(day, zone=zone), _midnight(day + timedelta(days=1), zone=zone)


def hours_of(day: date, *, zone: ZoneInfo) -> list[datetime]:
    """The instants at which the hours of a day begin, in UTC and in order."""
    begins_at, ends_at = day_bounds(day, zone=zone)
    hours = []
    while begins_at < ends_at:
        hours.append(begins_at)
        begins_at += HOUR
    return hours


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def hour_label(hour: datetime, *, zone: ZoneInfo) -> str:
    """The hour as the clock shows it: 09:00; with its offset where the clock shows it twice that day."""
    local = hour.astimezone(zone)
    clock = local.strftime("%H:%M")
    is_shown_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{clock} ({local.strftime('%z')[:3]})" if is_shown_twice else clock


def _midnight(day: date, *, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
