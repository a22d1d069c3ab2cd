"""The day whose law a page is asked for."""

from datetime import date

from hotline.kernel import clock

FIRST_YEAR = 1949
LAST_YEAR = 2100


def day_read(text: str) -> date | None:
    """The day that a text such as 2026-11-24 means, today where it is empty; None where it means no day of ours."""
    if not text:
        return clock.local_day()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
