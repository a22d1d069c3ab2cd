"""Coming into a queue and leaving it."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from hotline.acd.models import Queue, QueueItem
from hotline.inquiries.services import engagement_end_served, interaction_lock, segment_change
from hotline.kernel import clock
from hotline.kernel.ids import derived_id
from hotline.kernel.sql import script

from .facts import offer_withdrawn
from .locks import desks_hold, place_hold
from .matching import match
from .settling import desks_settle

RETURN_PRIORITY = 1000
"""Added for a citizen who was lost by his adviser: before everybody who has not been served yet."""

ABANDONED = "abandoned"
"""The reason of leaving by hanging up: the queue segment stays open for the interaction's own end."""

_LOST = "lost_in_crash"

_JOIN = """
    INSERT INTO queue_item (id, interaction_id, queue_id, priority, enqueued_at, give_up_at, state, left_reason)
    VALUES (%(item)s, %(interaction)s, %(queue)s, %(priority)s, %(at)s, %(give_up_at)s, 'waiting', '')
    ON CONFLICT DO NOTHING RETURNING id
"""

_LEAVE = """
    UPDATE queue_item SET state = %(state)s, left_reason = %(why)s, closed_at = %(at)s WHERE id = %(item)s;
    UPDATE offer SET state = 'withdrawn', decided_at = greatest(%(at)s, made_at) WHERE id = %(offer)s
"""


def queue_join(
    *,
    item_id: uuid.UUID,
    interaction_id: uuid.UUID,
    queue: str,
    priority: int = 0,
    at: datetime | None = None,
) -> None:
    """Wait in this queue from now on, and ask an adviser if one is free.

    A repeat, an interaction that waits already and one that has ended change nothing. Raises Queue.DoesNotExist.
    """
    now = at or clock.now()
    with transaction.atomic():
        if not interaction_lock(interaction_id=interaction_id):
            return
        if _item_add(item_id, interaction_id, queue, priority=priority, at=now):
            match(at=now)


def queue_leave(*, interaction_id: uuid.UUID, why: str, at: datetime | None = None) -> bool:
    """Stop waiting; an adviser who is being rung is asked no longer. False where the citizen does not wait.

    The citizen's time goes back to the flow, unless `why` is ABANDONED.
    """
    now = at or clock.now()
    with transaction.atomic():
        if not place_vacate(interaction_id=interaction_id, why=why, at=now):
            return False
        if why != ABANDONED:
            segment_change(interaction_id=interaction_id, kind="flow", at=now)
        match(at=now)
    return True


def queue_return(*, interaction_id: uuid.UUID, at: datetime | None = None) -> None:
    """Send a citizen whose adviser was lost to the front of his queue; the adviser's wrap-up goes on.

    Changes nothing where the citizen waits already, was in no queue, or has gone.
    """
    now = at or clock.now()
    with transaction.atomic():
        if not interaction_lock(interaction_id=interaction_id):
            return
        last = QueueItem.objects.filter(interaction_id=interaction_id).order_by("-enqueued_at", "-id").first()
        if last is None or last.state in (QueueItem.State.WAITING, QueueItem.State.OFFERED):
            return
        staff_ids = engagement_end_served(interaction_id=interaction_id, at=now)
        item_id = derived_id("queue_return", last.id)
        _item_add(item_id, interaction_id, last.queue_id, priority=last.priority + RETURN_PRIORITY, at=now)
        desks_hold(staff_ids=staff_ids)
        desks_settle(staff_ids=staff_ids, at=now)
        match(at=now)


def place_vacate(*, interaction_id: uuid.UUID, why: str, at: datetime) -> bool:
    """Close the place of this interaction and withdraw its offer, leaving segments and matching to the caller."""
    with transaction.atomic():
        place = place_hold(interaction_id=interaction_id)
        if place is None:
            return False
        state = QueueItem.State.LOST if why == _LOST else QueueItem.State.LEFT
        script(_LEAVE, {"item": place.item_id, "offer": place.offer_id, "state": state, "why": why, "at": at})
        if place.offer_id is not None and place.staff_id is not None:
            desks_settle(staff_ids=[place.staff_id], at=at)
            offer_withdrawn(offer_id=place.offer_id, interaction_id=interaction_id, staff_id=place.staff_id)
    return True


def _item_add(item_id: uuid.UUID, interaction_id: uuid.UUID, queue: str, *, priority: int, at: datetime) -> bool:
    max_wait_seconds = Queue.objects.values_list("max_wait_seconds", flat=True).get(pk=queue)
    added = script(
        _JOIN,
        {
            "item": item_id,
            "interaction": interaction_id,
            "queue": queue,
            "priority": priority,
            "at": at,
            "give_up_at": at + timedelta(seconds=max_wait_seconds),
        },
    )
    if not added:
        return False
    segment_change(interaction_id=interaction_id, kind="queue", at=at)
    return True
