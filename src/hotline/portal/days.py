"""The day whose law a page is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from hotline.kernel import clock

FIRST_YEAR = 1949
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day that a page shows; today, with `is_refused`, where the address means no day of ours."""

    day: date
    is_refused: bool

    @property
    def status(self) -> int:
        """The status of the page: a day that means nothing is refused, and today shown all the same."""
        return 400 if self.is_refused else 200

    def context(self) -> dict[str, Any]:
        """What the page says about its day."""
        return {"day": self.day, "is_today": self.day == clock.local_day(), "day_refused": self.is_refused}


def day_asked(request: HttpRequest) -> DayAsked:
    """The day that the address of a page asks for."""
    asked = day_read(request.GET.get("day", ""))
    return DayAsked(day=asked or clock.local_day(), is_refused=asked is None)


def day_read(text: str) -> date | None:
    """The day that a text such as 2026-11-24 means, today where it is empty; None where it means no day of ours."""
    if not text:
        return clock.local_day()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
