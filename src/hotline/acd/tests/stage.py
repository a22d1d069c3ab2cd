"""A small centre to test queues with: people at desks, callers in queues."""

import uuid
from datetime import datetime, timedelta

from hotline.accounts.models import Staff
from hotline.acd.models import AgentDesk, AgentSpan, Offer, Queue, QueueItem, QueueMember
from hotline.acd.services import desk_alive, desk_phone, desk_set_presence, desk_sign_in, queue_join
from hotline.inquiries.models import Engagement
from hotline.inquiries.tests.stage import at, call_open, staff_make
from hotline.kernel.ids import new_id
from hotline.kernel.models import OutboxRow

LONG = 10**6
"""Seconds after T0 beyond which no test looks."""


class Centre:
    """Helpers in plain words; seconds count from T0."""

    def __init__(self, *queues: str) -> None:
        for code in queues or ("main",):
            self.queue(code)

    def queue(self, code: str, **values: int) -> Queue:
        """A queue that rings 20 s and keeps nobody longer than 900 s."""
        return Queue.objects.create(code=code, title_zh=code, title_en=code, **values)

    def adviser(
        self, name: str, *, seconds: float = 0, queues: tuple[str, ...] = ("main",), ready: bool = True
    ) -> Staff:
        """Somebody signed in, seen and reachable for as long as any test lasts; ready since then, or not ready."""
        staff = staff_make(name)
        for queue in queues:
            QueueMember.objects.create(queue_id=queue, staff=staff)
        desk_sign_in(staff_id=staff.id, at=at(seconds))
        desk_alive(staff_id=staff.id, until=at(LONG))
        desk_phone(staff_id=staff.id, reachable=True, at=at(seconds))
        if ready:
            desk_set_presence(staff_id=staff.id, presence="ready", at=at(seconds))
        return staff

    def caller(self, *, seconds: float = 0, queue: str = "main", priority: int = 0) -> uuid.UUID:
        """Somebody who calls and joins a queue in the same second."""
        interaction_id = call_open(seconds=seconds)
        queue_join(
            item_id=new_id(), interaction_id=interaction_id, queue=queue, priority=priority, at=at(seconds + 0.5)
        )
        return interaction_id


def offers_open() -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(interaction, adviser) of the open offers, in the order in which they were made."""
    return list(Offer.objects.filter(state="open").order_by("made_at", "id").values_list("interaction_id", "staff_id"))


def offer_to(staff: Staff) -> Offer:
    """The offer that rings at this desk."""
    return Offer.objects.get(staff=staff, state="open")


def items_of(interaction_id: uuid.UUID) -> list[tuple[str, str]]:
    """(state, reason of leaving) of the places this interaction had, in order."""
    found = QueueItem.objects.filter(interaction_id=interaction_id).order_by("enqueued_at")
    return list(found.values_list("state", "left_reason"))


def desk_of(staff: Staff) -> AgentDesk:
    """The desk as it is in the database."""
    return AgentDesk.objects.get(pk=staff.pk)


def spans_of(staff: Staff) -> list[tuple[str, str, float, float | None]]:
    """(state, reason, from, to) of an adviser's time, in seconds after T0."""
    return [
        (
            span.state,
            span.reason,
            _seconds(span.during.lower),
            _seconds(span.during.upper) if span.during.upper else None,
        )
        for span in AgentSpan.objects.filter(staff=staff).order_by("during")
    ]


def engagement_of(staff: Staff) -> Engagement:
    """What this adviser has in hand."""
    return Engagement.objects.get(staff=staff, wrapped_at__isnull=True)


def facts(*kinds: str) -> list[str]:
    """Kinds of the facts told so far, in order; of these kinds alone where some are named."""
    told = OutboxRow.objects.order_by("id").values_list("kind", flat=True)
    return [kind for kind in told if not kinds or kind in kinds]


def _seconds(instant: datetime) -> float:
    return (instant - at(0)) / timedelta(seconds=1)
