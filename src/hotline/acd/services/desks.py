"""Presence of an adviser: signed in, ready, seen, reachable."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.acd.models import AgentDesk, Offer
from hotline.inquiries.models import Engagement
from hotline.inquiries.services import engagement_wrap
from hotline.kernel import clock
from hotline.kernel.sql import script

from .matching import match
from .offers import offer_take_back
from .settling import desks_settle

SIGNED_IN = "signed_in"
"""Why a desk is not ready when its adviser has just signed in."""
SCREEN_LOST = "screen_lost"
"""Why a desk is not ready whose page was closed, or out of reach for longer than a page takes to come back."""

_HOLD = """
    INSERT INTO agent_desk (staff_id, signed_in, presence, reason, presence_since, screen_alive_until, phone_reachable,
                            phone_changed_at, load, capacity, idle_since)
    VALUES (%(staff)s, false, 'not_ready', '', %(at)s, %(at)s, false, %(at)s, 0, 100, %(at)s)
    ON CONFLICT (staff_id) DO NOTHING;
    SELECT FROM agent_desk WHERE staff_id = %(staff)s FOR NO KEY UPDATE
"""

_PRESENCE = """
    UPDATE agent_desk
    SET signed_in = true, presence = %(presence)s, reason = %(reason)s,
        presence_since = CASE WHEN (presence, reason) = (%(presence)s, %(reason)s) THEN presence_since ELSE %(at)s END,
        idle_since = CASE WHEN %(idle_again)s OR presence <> 'ready' THEN %(at)s ELSE idle_since END
    WHERE staff_id = %(staff)s
"""

_ALIVE = """
    UPDATE agent_desk SET screen_alive_until = %(until)s WHERE staff_id = %(staff)s AND screen_alive_until < %(until)s
"""


class TalkGoesOnError(RuntimeError):
    """The adviser is still talking with a citizen: first hang up."""


def desk_sign_in(*, staff_id: uuid.UUID, at: datetime | None = None) -> None:
    """Begin the adviser's day, not ready (reason SIGNED_IN). Changes nothing where he is signed in already."""
    now = at or clock.now()
    with transaction.atomic():
        desk = _desk_hold(staff_id, at=now)
        if not desk.signed_in:
            _presence_set(staff_id, presence="not_ready", reason=SIGNED_IN, at=now)


def desk_sign_out(*, staff_id: uuid.UUID, at: datetime | None = None) -> None:
    """End the adviser's day: what rings goes to the next, a wrap-up is finished. Raises TalkGoesOnError."""
    now = at or clock.now()
    with transaction.atomic():
        if Engagement.objects.filter(staff_id=staff_id, served_to__isnull=True).exists():
            raise TalkGoesOnError
        for engagement in Engagement.objects.filter(staff_id=staff_id, wrapped_at__isnull=True).order_by("id"):
            engagement_wrap(engagement_id=engagement.id, at=now)
        for offer_id in Offer.objects.filter(staff_id=staff_id, state=Offer.State.OPEN).values_list("id", flat=True):
            offer_take_back(offer_id=offer_id, outcome="declined", at=now)
        _desk_hold(staff_id, at=now)
        AgentDesk.objects.filter(pk=staff_id).update(
            signed_in=False, presence=AgentDesk.Presence.NOT_READY, reason="", presence_since=now
        )
        desks_settle(staff_ids=[staff_id], at=now)
        match(at=now)


def desk_set_presence(*, staff_id: uuid.UUID, presence: str, reason: str = "", at: datetime | None = None) -> None:
    """The adviser intends to take calls ("ready"), or not ("not_ready" with a reason); it signs him in.

    What he has in hand is not touched: a call that rings or is spoken goes on. Raises ValueError for another presence.
    """
    now = at or clock.now()
    with transaction.atomic():
        _desk_hold(staff_id, at=now)
        _presence_set(staff_id, presence=presence, reason=reason, at=now)
        if presence == AgentDesk.Presence.READY:
            match(at=now)


def desk_gone(*, staff_id: uuid.UUID, at: datetime | None = None) -> None:
    """The adviser's page is being closed: who was ready is not (reason SCREEN_LOST). Any other reason stays."""
    now = at or clock.now()
    with transaction.atomic():
        ready = AgentDesk.objects.select_for_update(no_key=True).filter(presence=AgentDesk.Presence.READY)
        if ready.filter(pk=staff_id).first() is not None:
            _presence_set(staff_id, presence=AgentDesk.Presence.NOT_READY, reason=SCREEN_LOST, at=now)


def wrap_up_finish(
    *,
    staff_id: uuid.UUID,
    engagement_id: uuid.UUID,
    next_presence: str,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """The adviser has written up the talk and is free again, or wants a break. A repeat changes nothing.

    Raises TalkGoesOnError before the talk is over, Engagement.DoesNotExist where it is not this adviser's.
    """
    now = at or clock.now()
    with transaction.atomic():
        engagement = Engagement.objects.get(pk=engagement_id, staff_id=staff_id)
        if engagement.served_to is None:
            raise TalkGoesOnError
        if not engagement_wrap(engagement_id=engagement_id, at=now):
            return
        _desk_hold(staff_id, at=now)
        _presence_set(staff_id, presence=next_presence, reason=reason, at=now, idle_again=True)
        match(at=now)


def desk_alive(*, staff_id: uuid.UUID, until: datetime) -> None:
    """The adviser's screen was seen; it counts as alive until this instant. Never shortens. One statement."""
    script(_ALIVE, {"staff": staff_id, "until": until})


def desk_phone(*, staff_id: uuid.UUID, reachable: bool, at: datetime | None = None) -> None:
    """The adviser's telephone is registered, or no longer. Who is ready and reachable again is asked at once."""
    now = at or clock.now()
    with transaction.atomic():
        changed = AgentDesk.objects.filter(pk=staff_id, phone_reachable=not reachable).update(
            phone_reachable=reachable, phone_changed_at=now
        )
        if changed and reachable:
            match(at=now)


def _desk_hold(staff_id: uuid.UUID, *, at: datetime) -> AgentDesk:
    script(_HOLD, {"staff": staff_id, "at": at})
    return AgentDesk.objects.get(pk=staff_id)


def _presence_set(staff_id: uuid.UUID, *, presence: str, reason: str, at: datetime, idle_again: bool = False) -> None:
    if presence not in AgentDesk.Presence.values:
        raise ValueError(f"状态应为就绪或未就绪。Presence is ready or not_ready, not {presence!r}.")
    script(
        _PRESENCE,
        {
            "staff": staff_id,
            "presence": presence,
            "reason": "" if presence == AgentDesk.Presence.READY else reason,
            "idle_again": idle_again,
            "at": at,
        },
    )
    desks_settle(staff_ids=[staff_id], at=at)
