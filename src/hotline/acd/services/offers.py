"""An offer is taken or not."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.acd.models import AgentDesk, Offer
from hotline.inquiries.services import engagement_open, segment_change
from hotline.kernel import clock
from hotline.kernel.sql import script

from .facts import offer_withdrawn
from .locks import HeldOffer, offer_hold
from .matching import match
from .settling import desks_settle

MISSED_CALL = "missed_call"
"""Why a desk is not ready after it did not take what it was offered."""

_STATE_AFTER = {
    "declined": Offer.State.DECLINED,
    "no_answer": Offer.State.EXPIRED,
    "unreachable": Offer.State.EXPIRED,
    "withdrawn": Offer.State.WITHDRAWN,
}

_ACCEPT = """
    UPDATE offer SET state = 'accepted', engagement_id = %(engagement)s, decided_at = greatest(%(at)s, made_at)
    WHERE id = %(offer)s;
    UPDATE queue_item SET state = 'served', closed_at = %(at)s WHERE id = %(item)s
"""

# A citizen who went away while it rang does not wait any more; everybody else keeps the place he had.
_REJECT = """
    UPDATE offer SET state = %(state)s, decided_at = greatest(%(at)s, made_at) WHERE id = %(offer)s;
    UPDATE queue_item SET state = CASE WHEN %(goes_on)s THEN 'waiting' ELSE 'left' END,
        left_reason = CASE WHEN %(goes_on)s THEN '' ELSE 'interaction_ended' END,
        closed_at = CASE WHEN %(goes_on)s THEN NULL ELSE %(at)s::timestamptz END
    WHERE id = %(item)s
"""


def offer_accept(*, offer_id: uuid.UUID, at: datetime | None = None) -> bool:
    """The adviser has the citizen: the item is served, the talk begins. True as well when this is said again.

    False where the offer is over (withdrawn, run out, declined) or the citizen has gone: drop the adviser's leg.
    """
    now = at or clock.now()
    with transaction.atomic():
        held = offer_hold(offer_id=offer_id)
        if held is None or not held.interaction_goes_on:
            return False
        if held.state != Offer.State.OPEN:
            return held.state == Offer.State.ACCEPTED and _talk_goes_on(held)
        engagement = engagement_open(interaction_id=held.interaction_id, staff_id=held.staff_id, at=now)
        script(_ACCEPT, {"offer": offer_id, "item": held.item_id, "engagement": engagement.id, "at": now})
        segment_change(interaction_id=held.interaction_id, kind="served", at=now)
        desks_settle(staff_ids=[held.staff_id], at=now)
    return True


def offer_reject(*, offer_id: uuid.UUID, outcome: str, at: datetime | None = None) -> bool:
    """Take an open offer back: the citizen waits again at his old place, and somebody else is asked.

    `outcome`: "declined", "no_answer" and "unreachable" make the desk not ready (reason MISSED_CALL), so that it is not
    asked again at once; "withdrawn" leaves it ready. False where the offer is no longer open. Raises KeyError for
    another outcome.
    """
    now = at or clock.now()
    with transaction.atomic():
        if not offer_take_back(offer_id=offer_id, outcome=outcome, at=now):
            return False
        match(at=now)
    return True


def offer_take_back(*, offer_id: uuid.UUID, outcome: str, at: datetime) -> bool:
    """`offer_reject` without asking the next: for callers that go on to match by themselves."""
    state = _STATE_AFTER[outcome]
    with transaction.atomic():
        held = offer_hold(offer_id=offer_id)
        if held is None or held.state != Offer.State.OPEN:
            return False
        script(
            _REJECT,
            {"offer": offer_id, "item": held.item_id, "state": state, "goes_on": held.interaction_goes_on, "at": at},
        )
        if outcome != "withdrawn":
            _desk_missed(held.staff_id, at=at)
        desks_settle(staff_ids=[held.staff_id], at=at)
        offer_withdrawn(offer_id=offer_id, interaction_id=held.interaction_id, staff_id=held.staff_id)
    return True


def _desk_missed(staff_id: uuid.UUID, *, at: datetime) -> None:
    ready = AgentDesk.objects.filter(pk=staff_id, presence=AgentDesk.Presence.READY)
    ready.update(presence=AgentDesk.Presence.NOT_READY, reason=MISSED_CALL, presence_since=at)


def _talk_goes_on(held: HeldOffer) -> bool:
    return Offer.objects.filter(pk=held.offer_id, engagement__served_to__isnull=True).exists()
