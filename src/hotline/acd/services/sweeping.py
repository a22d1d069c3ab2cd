"""The clock's part: nothing rings, waits or counts as ready beyond its end."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hotline.kernel import clock
from hotline.kernel.sql import script

from .desks import SCREEN_LOST, TalkGoesOnError, desk_sign_out
from .facts import queue_gave_up
from .matching import match
from .offers import offer_take_back
from .queueing import place_vacate
from .serving import service_end
from .settling import desks_settle

LOST_SECONDS = 20
"""So long a desk out of reach stays ready, though it is offered nothing: the engine restarts in less, a page reloads in
less, and no adviser should have to press a key for that."""

ABSENT_MINUTES = 30
"""Whose screen has been dark for so long is signed out, so that his time does not count as worked."""

_OVER = """
    SELECT interaction_id FROM queue_item item JOIN interaction ON interaction.id = item.interaction_id
    WHERE item.state IN ('waiting', 'offered') AND interaction.ended_at IS NOT NULL
"""

_DUE = """
    SELECT offer.id, CASE WHEN expires_at <= %(at)s THEN 'no_answer' ELSE 'withdrawn' END
    FROM offer JOIN agent_desk desk USING (staff_id)
    WHERE offer.state = 'open'
        AND (expires_at <= %(at)s OR NOT desk.phone_reachable OR desk.screen_alive_until <= %(at)s)
    ORDER BY expires_at
"""

_GIVE_UP = """
    UPDATE queue_item SET state = 'gave_up', left_reason = 'gave_up', closed_at = %(at)s
    WHERE id IN (
        SELECT id FROM queue_item WHERE state = 'waiting' AND give_up_at <= %(at)s
        ORDER BY give_up_at LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED
    )
    RETURNING id, interaction_id
"""

_LOSE = """
    UPDATE agent_desk SET presence = 'not_ready', reason = %(reason)s, presence_since = %(at)s
    WHERE staff_id IN (
        SELECT staff_id FROM agent_desk
        WHERE presence = 'ready' AND presence_since <= %(lost_since)s
            AND (screen_alive_until <= %(lost_since)s OR NOT phone_reachable AND phone_changed_at <= %(lost_since)s)
        FOR NO KEY UPDATE SKIP LOCKED
    )
    RETURNING staff_id
"""

_HUNG_UP = """
    SELECT DISTINCT engagement.interaction_id
    FROM agent_span span JOIN engagement ON engagement.staff_id = span.staff_id AND engagement.wrapped_at IS NULL
    WHERE upper_inf(span.during) AND span.state = 'talking' AND engagement.served_to IS NOT NULL
"""

_ABSENT = """
    SELECT staff_id FROM agent_desk desk
    WHERE signed_in AND screen_alive_until <= %(absent_since)s AND presence_since <= %(absent_since)s
        AND NOT EXISTS (SELECT FROM engagement WHERE engagement.staff_id = desk.staff_id AND served_to IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found, as counts."""

    offers_ended: int = 0
    gave_up: int = 0
    left: int = 0
    desks_lost: int = 0
    signed_out: int = 0
    offers_made: int = 0


def sweep(*, at: datetime | None = None) -> Swept:
    """End what is past its time, then match. Safe from several processes at once; each step is a transaction.

    Items of ended interactions leave; offers that ran out or whose desk is out of reach are taken back; who waited too
    long gives up; desks out of reach for LOST_SECONDS are no longer ready; a talk whose call has ended is in wrap-up;
    who has been away for ABSENT_MINUTES is signed out.
    """
    now = at or clock.now()
    left = sum(place_vacate(interaction_id=row[0], why="interaction_ended", at=now) for row in script(_OVER, {}))
    ended = sum(
        offer_take_back(offer_id=offer_id, outcome=outcome, at=now) for offer_id, outcome in script(_DUE, {"at": now})
    )
    gave_up = _give_up(now)
    lost = _desks_lose(now)
    for (interaction_id,) in script(_HUNG_UP, {}):
        service_end(interaction_id=interaction_id, at=now)
    absent_since = now - timedelta(minutes=ABSENT_MINUTES)
    signed_out = sum(_sign_out(row[0], at=now) for row in script(_ABSENT, {"absent_since": absent_since}))
    return Swept(
        offers_ended=ended,
        gave_up=gave_up,
        left=left,
        desks_lost=lost,
        signed_out=signed_out,
        offers_made=len(match(at=now)),
    )


def _give_up(at: datetime) -> int:
    with transaction.atomic():
        rows = script(_GIVE_UP, {"at": at})
        for item_id, interaction_id in rows:
            queue_gave_up(item_id=item_id, interaction_id=interaction_id)
    return len(rows)


def _desks_lose(at: datetime) -> int:
    lost_since = at - timedelta(seconds=LOST_SECONDS)
    with transaction.atomic():
        staff_ids = [row[0] for row in script(_LOSE, {"at": at, "lost_since": lost_since, "reason": SCREEN_LOST})]
        desks_settle(staff_ids=staff_ids, at=at)
    return len(staff_ids)


def _sign_out(staff_id: uuid.UUID, *, at: datetime) -> bool:
    try:
        desk_sign_out(staff_id=staff_id, at=at)
    except TalkGoesOnError:  # a call began since we looked
        return False
    return True
