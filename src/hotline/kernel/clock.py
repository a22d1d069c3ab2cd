"""The one place that reads the wall clock."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_day() -> date:
    """Today where the centre is: the day on which law and opening hours are judged."""
    return timezone.localdate(now())
