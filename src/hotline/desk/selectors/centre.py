"""What every desk sees of the centre: who waits, who is free, today's service level. One reckoning for all desks."""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import Count, Min
from django.utils import timezone

from hotline.acd.models import AgentSpan, QueueItem
from hotline.kernel import clock
from hotline.reporting.limits import IN_TIME_SECONDS
from hotline.reporting.selectors import report_by_day

QUEUES_FRESH_SECONDS = 0.5
SERVICE_LEVEL_FRESH_SECONDS = 15.0
_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """A value shared by all who ask within its time; reckoned by one of them while the others wait."""

    def __init__(self, reckon: Callable[[], _Value], *, fresh_seconds: float) -> None:
        self._reckon = reckon
        self._fresh_seconds = fresh_seconds
        self._lock = threading.Lock()
        self._value: tuple[float, _Value] | None = None

    def get(self) -> _Value:
        """The value, not older than its time."""
        with self._lock:
            if self._value is None or time.monotonic() - self._value[0] > self._fresh_seconds:
                self._value = (time.monotonic(), self._reckon())
            return self._value[1]

    def forget(self) -> None:
        """Reckon anew for the next who asks."""
        with self._lock:
            self._value = None


def _queues() -> dict[str, Any]:
    waiting = QueueItem.objects.filter(state__in=[QueueItem.State.WAITING, QueueItem.State.OFFERED]).aggregate(
        n=Count("id"), since=Min("enqueued_at")
    )
    spans = AgentSpan.objects.filter(during__upper_inf=True).values_list("state").annotate(n=Count("id"))
    people = dict(spans)
    return {
        "waiting": waiting["n"],
        "longest_since": waiting["since"].isoformat() if waiting["since"] else None,
        "ready": people.get(AgentSpan.State.READY, 0),
        "talking": people.get(AgentSpan.State.TALKING, 0),
        "wrap_up": people.get(AgentSpan.State.WRAP_UP, 0),
    }


def _service_level() -> float | None:
    today = timezone.localdate(clock.now())
    total = report_by_day(first=today, last=today).total
    return round(total.in_time / total.queued, 4) if total.queued else None


queues = Kept(_queues, fresh_seconds=QUEUES_FRESH_SECONDS)
service_level = Kept(_service_level, fresh_seconds=SERVICE_LEVEL_FRESH_SECONDS)


def centre_now() -> dict[str, Any]:
    """The counts as the top bar shows them."""
    return queues.get() | {"service_level": service_level.get(), "service_level_seconds": IN_TIME_SECONDS}
