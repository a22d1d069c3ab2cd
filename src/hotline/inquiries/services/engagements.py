"""An adviser's work on an interaction."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from hotline.inquiries.models import Engagement, Interaction
from hotline.kernel import clock

from .interactions import interaction_lock


class InteractionOverError(RuntimeError):
    """The citizen has gone: nobody can begin to serve an interaction that has ended."""


def engagement_open(*, interaction_id: uuid.UUID, staff_id: uuid.UUID, at: datetime | None = None) -> Engagement:
    """Begin this adviser's work; the one that goes on already is given back.

    Raises InteractionOverError once the interaction has ended, IntegrityError while the adviser has another call.
    """
    with transaction.atomic():
        if not interaction_lock(interaction_id=interaction_id):
            raise InteractionOverError(f"来电已结束。The interaction {interaction_id} has ended.")
        under_way = Engagement.objects.filter(interaction_id=interaction_id, staff_id=staff_id, served_to__isnull=True)
        medium = Interaction.objects.values_list("medium", flat=True).get(pk=interaction_id)
        return under_way.first() or Engagement.objects.create(
            interaction_id=interaction_id, staff_id=staff_id, medium=medium, served_from=at or clock.now()
        )


def engagement_end_served(*, interaction_id: uuid.UUID, at: datetime | None = None) -> list[uuid.UUID]:
    """End the served part of all engagements of this interaction; wrap-up goes on. Gives the advisers' ids."""
    with transaction.atomic():
        interaction_lock(interaction_id=interaction_id)
        served = Engagement.objects.filter(interaction_id=interaction_id, served_to__isnull=True)
        staff_ids = list(served.values_list("staff_id", flat=True))
        served.update(served_to=Greatest(at or clock.now(), F("served_from")))
    return staff_ids


def engagement_wrap(*, engagement_id: uuid.UUID, at: datetime | None = None) -> bool:
    """End the wrap-up. False where it has ended before, or while the citizen is still being served."""
    waiting = Engagement.objects.filter(pk=engagement_id, served_to__isnull=False, wrapped_at__isnull=True)
    return waiting.update(wrapped_at=Greatest(at or clock.now(), F("served_to"))) == 1
