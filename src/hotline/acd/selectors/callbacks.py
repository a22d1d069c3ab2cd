"""Who is to be called back."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hotline.acd.models import Callback
from hotline.kernel import clock


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """One open promise; `attempts` counts the tries so far, `running` says that somebody is calling now."""

    callback_id: uuid.UUID
    contact_id: uuid.UUID
    interaction_id: uuid.UUID | None
    source: str
    language: str
    requested_at: datetime
    not_before: datetime
    not_after: datetime
    attempts: int
    running: bool


def callbacks_open(*, at: datetime | None = None, limit: int = 100) -> list[CallbackRow]:
    """Promises that may be kept now, the oldest first; those past their time stay until somebody decides."""
    found = (
        Callback.objects.filter(state=Callback.State.OPEN, not_before__lte=at or clock.now())
        .annotate(tries=Count("attempts"), calling=Count("attempts", filter=Q(attempts__result__isnull=True)))
        .order_by("requested_at", "id")[:limit]
    )
    return [
        CallbackRow(
            callback_id=callback.id,
            contact_id=callback.contact_id,
            interaction_id=callback.interaction_id,
            source=callback.source,
            language=callback.language,
            requested_at=callback.requested_at,
            not_before=callback.not_before,
            not_after=callback.not_after,
            attempts=callback.tries,
            running=callback.calling > 0,
        )
        for callback in found
    ]
