"""What is counted: whole numbers only, so that hours add up to days and a second reckoning gives the same."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Sums over the calls that began in one stretch of time. Times are whole microseconds.

    But for `under_way` all is about calls that have ended, and each of those has exactly one outcome: answered,
    self_service, abandoned, abandoned_short, lost_unserved or left_menu.
    """

    under_way: int = 0
    calls: int = 0
    answered: int = 0
    self_service: int = 0
    abandoned: int = 0
    abandoned_short: int = 0
    lost_unserved: int = 0
    left_menu: int = 0
    queued: int = 0
    in_time: int = 0
    wait_us: int = 0
    answered_queued: int = 0
    answered_wait_us: int = 0
    returned: int = 0
    returns: int = 0
    return_wait_us: int = 0
    engagements: int = 0
    talk_us: int = 0
    wrap_up_us: int = 0
    survey_offered: int = 0
    survey_answered: int = 0
    survey_satisfied: int = 0
    lost: int = 0
    fallback: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sums over both stretches of time."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in COUNTED})


COUNTED = tuple(field.name for field in fields(Counts))
