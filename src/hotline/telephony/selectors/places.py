"""Where a call stands in the queue, as the record knows it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from hotline.acd.models import QueueItem
from hotline.kernel.sql import prepared

_PLACES = """
    SELECT DISTINCT ON (interaction_id) interaction_id, state,
        (SELECT offer.id FROM offer WHERE offer.queue_item_id = item.id AND offer.state = 'open')
    FROM queue_item item WHERE interaction_id = ANY(%(interactions)s)
    ORDER BY interaction_id, closed_at IS NULL DESC, enqueued_at DESC, id DESC
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The place that an interaction has, or the last one it had. Neither open nor served: given up, or none."""

    is_open: bool
    is_served: bool
    offer_id: uuid.UUID | None
    """The offer that is open for it."""


_NONE = Place(is_open=False, is_served=False, offer_id=None)


def place_of(*, interaction_id: uuid.UUID) -> Place:
    """The place of one interaction."""
    return places_of(interaction_ids=[interaction_id])[interaction_id]


def places_of(*, interaction_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Place]:
    """The place of each of these interactions; every id has one."""
    rows = prepared(_PLACES, {"interactions": list(interaction_ids)})
    found = {interaction_id: _place(state, offer_id) for interaction_id, state, offer_id in rows}
    return {interaction_id: found.get(interaction_id, _NONE) for interaction_id in interaction_ids}


def _place(state: str, offer_id: uuid.UUID | None) -> Place:
    return Place(
        is_open=state in {QueueItem.State.WAITING, QueueItem.State.OFFERED},
        is_served=state == QueueItem.State.SERVED,
        offer_id=offer_id,
    )
