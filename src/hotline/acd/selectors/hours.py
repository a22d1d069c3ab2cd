"""When a queue is open."""

import json
from datetime import datetime
from functools import lru_cache

from hotline.acd import calendar, hours_words
from hotline.acd.models import Calendar, Queue
from hotline.kernel import clock
from hotline.kernel.sql import prepared

# Every call asks, most of them more than once.
_STORED = """
    SELECT calendar.code IS NOT NULL, weekly::text, closed_dates::text, open_dates::text, timezone
    FROM queue LEFT JOIN calendar ON calendar.code = queue.calendar_id WHERE queue.code = %(queue)s
"""

_ALWAYS = calendar.Rule.parsed(weekly={key: [["00:00", "24:00"]] for key in calendar.DAYS})


def open_now(*, queue: str, at: datetime | None = None) -> bool:
    """Whether this queue is open. Raises Queue.DoesNotExist."""
    rows = prepared(_STORED, {"queue": queue})
    if not rows:
        raise Queue.DoesNotExist(f"there is no queue {queue}")
    has_calendar, *stored = rows[0]
    return calendar.is_open(_read(*stored) if has_calendar else _ALWAYS, at or clock.now())


def hours_in_words(*, queue: str, language: str) -> str:
    """The hours as a sentence to hear or read: the calendar's own announcement, or one made from its week."""
    found = _calendar(queue)
    if found is not None:
        announcement = found.announcement_zh if language == "zh" else found.announcement_en
        if announcement:
            return announcement
    return hours_words.hours_in_words(_rule(found), language)


def _calendar(queue: str) -> Calendar | None:
    return Queue.objects.select_related("calendar").get(pk=queue).calendar


def _rule(found: Calendar | None) -> calendar.Rule:
    if found is None:
        return _ALWAYS
    return calendar.Rule.parsed(
        weekly=found.weekly,
        closed_dates=found.closed_dates,
        open_dates=found.open_dates,
        timezone=found.timezone,
    )


@lru_cache(maxsize=32)
def _read(weekly: str, closed_dates: str, open_dates: str, timezone: str) -> calendar.Rule:
    return calendar.Rule.parsed(
        weekly=json.loads(weekly),
        closed_dates=json.loads(closed_dates),
        open_dates=json.loads(open_dates),
        timezone=timezone,
    )
