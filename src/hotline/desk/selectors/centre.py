"""What every desk sees of the centre: who waits, who is free, what is left to do. One reckoning for all desks."""

from typing import Any

from django.db.models import Count, Min

from hotline.acd.models import AgentSpan, QueueItem
from hotline.kernel import clock
from hotline.reporting.definitions import definition_of
from hotline.reporting.limits import IN_TIME_SECONDS
from hotline.reporting.measures import Share
from hotline.reporting.selectors import report_by_day

from .kept import Kept
from .todo import todo_counts

QUEUES_FRESH_SECONDS = 0.5
SERVICE_LEVEL_FRESH_SECONDS = 15.0


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
    today = clock.local_day()
    total = report_by_day(first=today, last=today).total
    level = definition_of("service_level").measure(total)
    return round(float(level.value), 4) if isinstance(level, Share) and level.value is not None else None


queues = Kept(_queues, fresh_seconds=QUEUES_FRESH_SECONDS)
service_level = Kept(_service_level, fresh_seconds=SERVICE_LEVEL_FRESH_SECONDS)


def centre_now() -> dict[str, Any]:
    """The counts as the top bar shows them."""
    return (
        queues.get()
        | todo_counts.get()
        | {"service_level": service_level.get(), "service_level_seconds": IN_TIME_SECONDS}
    )
