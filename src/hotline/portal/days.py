"""The day whose law a page is asked for."""

from datetime import date

from hotline.kernel import clock
from hotline.reporting.selectors import centre_zone

FIRST_YEAR = 1949
LAST_YEAR = 2100


def today() -> date:
    """The centre's present day."""
    return clock.now().astimezone(centre_zone()).date()


def day_read(text: str) -> date | None:
    """The day that a text such as 2026-11-24 means, today where it is empty; None where it means no day of ours."""
    if not text:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
