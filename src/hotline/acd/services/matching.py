"""Who is asked next: one citizen with one adviser at a time, as SQL."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hotline.acd.models import Offer
from hotline.kernel import clock
from hotline.kernel.ids import new_id
from hotline.kernel.sql import script

from .facts import offer_made
from .settling import desks_settle

CALL_WEIGHT = 100
"""A call takes a whole desk."""

REST_SECONDS = 30
"""For so long an adviser who did not take an item is asked for it again only if nobody else fits."""

_CANDIDATES = 20
"""Citizens in front, and desks for each queue, looked at: more than are held at once by calls that end or advisers who
press a key."""

TURN_IDLE_MS = 5_000
"""A matcher whose process hangs for so long before its transaction ends loses the turn, with all it has written."""

# One matcher at a time. Two at once would each hold the row of a citizen whose adviser the other one holds, pass each
# other over, and offer a later citizen before an earlier one. Held until the transaction ends, taken after its other
# locks: matching waits for nobody, since what is locked is passed over.
_TURN = """
    SELECT set_config('idle_in_transaction_session_timeout', %(turn_idle_ms)s::text, true),
           pg_advisory_xact_lock(hashtext('acd.match'));
"""

# Begins from the free desks, of which a busy centre has few: only their queues are looked at, and of these only the
# front. Locks are taken on the chosen pair alone, passing over what is taken; both are judged again on the locked
# rows, since they may have changed after the front was read.
PAIR = """
    WITH free AS MATERIALIZED (
        SELECT code, staff_id FROM (
            SELECT member.queue_id AS code, desk.staff_id,
                   row_number() OVER (PARTITION BY member.queue_id ORDER BY desk.idle_since, desk.staff_id) AS place
            FROM agent_desk desk JOIN queue_member member USING (staff_id)
            WHERE desk.presence = 'ready' AND desk.load < desk.capacity AND desk.load + %(weight)s <= desk.capacity
                AND desk.phone_reachable AND desk.screen_alive_until > %(at)s
        ) fitting
        WHERE place <= %(candidates)s
    ), heads AS MATERIALIZED (
        SELECT head.id, code FROM (SELECT DISTINCT code FROM free) served CROSS JOIN LATERAL (
            SELECT id, priority, enqueued_at FROM queue_item WHERE queue_id = code AND state = 'waiting'
            ORDER BY priority DESC, enqueued_at, id LIMIT %(candidates)s
        ) head
        ORDER BY priority DESC, enqueued_at, id LIMIT %(candidates)s
    ), pair AS (
        SELECT item.id AS item_id, item.interaction_id, item.queue_id, desk.staff_id
        FROM heads JOIN free USING (code)
        JOIN queue_item item ON item.id = heads.id AND item.state = 'waiting'
        JOIN agent_desk desk ON desk.staff_id = free.staff_id
            AND desk.presence = 'ready' AND desk.load + %(weight)s <= desk.capacity
            AND desk.phone_reachable AND desk.screen_alive_until > %(at)s
        ORDER BY item.priority DESC, item.enqueued_at, item.id,
            EXISTS (SELECT FROM offer WHERE offer.queue_item_id = item.id AND offer.staff_id = desk.staff_id
                    AND offer.state IN ('declined', 'expired') AND offer.decided_at > %(rested_since)s),
            desk.idle_since, desk.staff_id
        LIMIT 1 FOR NO KEY UPDATE OF item, desk SKIP LOCKED
    ), offered AS (
        UPDATE queue_item SET state = 'offered' FROM pair WHERE queue_item.id = pair.item_id
    ), loaded AS (
        UPDATE agent_desk SET load = load + %(weight)s FROM pair WHERE agent_desk.staff_id = pair.staff_id
    )
    INSERT INTO offer (id, queue_item_id, interaction_id, staff_id, weight, state, made_at, expires_at)
    SELECT %(offer)s, item_id, interaction_id, staff_id, %(weight)s, 'open', %(at)s,
           %(at)s::timestamptz + make_interval(secs => queue.ring_seconds)
    FROM pair JOIN queue ON queue.code = pair.queue_id
    RETURNING id, queue_item_id, interaction_id, staff_id, expires_at
"""


def match(*, at: datetime | None = None, limit: int = 20) -> list[Offer]:
    """Offer waiting citizens to free advisers until either side has run out, `limit` at most; give the offers made.

    Citizens in order of priority and arrival, advisers by the time since they have been free, longest first. A desk is
    asked when it is ready, seen on the screen, reachable by telephone, a member of the queue and has room. Matchers
    take turns, so the order holds among several at once too. What another transaction changes at this moment is passed
    over: whoever changes it matches or sweeps afterwards. Call it last in a transaction, so that the turn is short.
    """
    now = at or clock.now()
    with transaction.atomic():
        made: list[Offer] = []
        while len(made) < limit and (offer := _offer_next(now)) is not None:
            made.append(offer)
        desks_settle(staff_ids=[offer.staff_id for offer in made], at=now)
        for offer in made:
            offer_made(offer)
    return made


def pair_values(*, at: datetime) -> dict[str, Any]:
    """What `PAIR` is asked with at this instant; each time it is another offer."""
    return {
        "offer": new_id(),
        "weight": CALL_WEIGHT,
        "candidates": _CANDIDATES,
        "at": at,
        "rested_since": at - timedelta(seconds=REST_SECONDS),
    }


def _offer_next(at: datetime) -> Offer | None:
    rows = script(_TURN + PAIR, pair_values(at=at) | {"turn_idle_ms": TURN_IDLE_MS})
    if not rows:
        return None
    offer_id, item_id, interaction_id, staff_id, expires_at = rows[0]
    return Offer(
        id=offer_id,
        queue_item_id=item_id,
        interaction_id=interaction_id,
        staff_id=staff_id,
        weight=CALL_WEIGHT,
        made_at=at,
        expires_at=expires_at,
    )
