"""The end of a talk."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.acd.models import AgentSpan
from hotline.inquiries.models import Engagement
from hotline.inquiries.services import engagement_end_served
from hotline.kernel import clock

from .facts import service_ended
from .locks import desks_hold
from .settling import desks_settle


def service_end(*, interaction_id: uuid.UUID, at: datetime | None = None) -> None:
    """The talk is over: its adviser goes into wrap-up, his load stays. Also after `interaction_close`, in any order.

    The citizen's segment is the caller's to change: a survey may follow. A repeat changes nothing.
    """
    now = at or clock.now()
    with transaction.atomic():
        engagement_end_served(interaction_id=interaction_id, at=now)
        unwrapped = list(Engagement.objects.filter(interaction_id=interaction_id, wrapped_at__isnull=True))
        staff_ids = [engagement.staff_id for engagement in unwrapped]
        desks_hold(staff_ids=staff_ids)
        talking = AgentSpan.objects.filter(
            staff_id__in=staff_ids, state=AgentSpan.State.TALKING, during__upper_inf=True
        ).values_list("staff_id", flat=True)
        ended = [engagement for engagement in unwrapped if engagement.staff_id in set(talking)]
        desks_settle(staff_ids=staff_ids, at=now)
        for engagement in ended:
            service_ended(interaction_id=interaction_id, engagement_id=engagement.id, staff_id=engagement.staff_id)
