"""When a queue is open."""

from datetime import datetime

from hotline.acd import calendar, hours_words
from hotline.acd.models import Calendar, Queue
from hotline.kernel import clock

_ALWAYS = calendar.Rule.parsed(weekly={key: [["00:00", "24:00"]] for key in calendar.DAYS})


def open_now(*, queue: str, at: datetime | None = None) -> bool:
    """Whether this queue is open. Raises Queue.DoesNotExist."""
    return calendar.is_open(_rule(_calendar(queue)), at or clock.now())


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
