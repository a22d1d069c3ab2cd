"""The one lock order: interaction, queue item, desk, offer.

Each function takes its locks in one round trip and reads under them. Whoever needs several of the four takes them here
or in this order; matching takes its turn after all of them, and passes over items and desks that are taken.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from hotline.kernel.sql import script

_OFFER = """
    SELECT FROM interaction WHERE id = (SELECT interaction_id FROM offer WHERE id = %(offer)s) FOR NO KEY UPDATE;
    SELECT FROM queue_item WHERE id = (SELECT queue_item_id FROM offer WHERE id = %(offer)s) FOR NO KEY UPDATE;
    SELECT FROM agent_desk WHERE staff_id = (SELECT staff_id FROM offer WHERE id = %(offer)s) FOR NO KEY UPDATE;
    SELECT offer.id, offer.queue_item_id, offer.interaction_id, offer.staff_id, offer.state,
           interaction.ended_at IS NULL
    FROM offer JOIN interaction ON interaction.id = offer.interaction_id
    WHERE offer.id = %(offer)s FOR NO KEY UPDATE OF offer
"""

_PLACE = """
    SELECT FROM interaction WHERE id = %(interaction)s FOR NO KEY UPDATE;
    SELECT FROM queue_item WHERE interaction_id = %(interaction)s AND state IN ('waiting', 'offered')
        FOR NO KEY UPDATE;
    SELECT FROM agent_desk WHERE staff_id IN (
        SELECT staff_id FROM offer WHERE interaction_id = %(interaction)s AND state = 'open') FOR NO KEY UPDATE;
    SELECT item.id, offer.id, offer.staff_id
    FROM queue_item item LEFT JOIN offer ON offer.queue_item_id = item.id AND offer.state = 'open'
    WHERE item.interaction_id = %(interaction)s AND item.state IN ('waiting', 'offered')
"""

_DESKS = "SELECT FROM agent_desk WHERE staff_id = ANY(%(staff)s) ORDER BY staff_id FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class HeldOffer:
    """An offer, locked with everything above it."""

    offer_id: uuid.UUID
    item_id: uuid.UUID
    interaction_id: uuid.UUID
    staff_id: uuid.UUID
    state: str
    interaction_goes_on: bool


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A citizen's place in a queue, locked, with the offer that rings for it, if any."""

    item_id: uuid.UUID
    offer_id: uuid.UUID | None
    staff_id: uuid.UUID | None


def offer_hold(*, offer_id: uuid.UUID) -> HeldOffer | None:
    """Lock this offer; None where there is none."""
    rows = script(_OFFER, {"offer": offer_id})
    return HeldOffer(*rows[0]) if rows else None


def place_hold(*, interaction_id: uuid.UUID) -> HeldPlace | None:
    """Lock the place where this interaction waits; None where it does not wait."""
    rows = script(_PLACE, {"interaction": interaction_id})
    return HeldPlace(*rows[0]) if rows else None


def desks_hold(*, staff_ids: Sequence[uuid.UUID]) -> None:
    """Lock these desks, in the order of their ids."""
    if staff_ids:
        script(_DESKS, {"staff": list(staff_ids)})
