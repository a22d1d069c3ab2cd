"""The end of a talk."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.inquiries.models import Engagement
from hotline.inquiries.services import engagement_end_served
from hotline.kernel import clock

from .locks import desks_hold
from .settling import desks_settle


def service_end(*, interaction_id: uuid.UUID, at: datetime | None = None) -> None:
    """The talk is over: its adviser goes into wrap-up, his load stays. Also after `interaction_close`, in any order.

    The citizen's segment is the caller's to change: a survey may follow. A repeat changes nothing.
    """
    now = at or clock.now()
    with transaction.atomic():
        engagement_end_served(interaction_id=interaction_id, at=now)
        unwrapped = Engagement.objects.filter(interaction_id=interaction_id, wrapped_at__isnull=True)
        staff_ids = list(unwrapped.values_list("staff_id", flat=True))
        desks_hold(staff_ids=staff_ids)
        desks_settle(staff_ids=staff_ids, at=now)
