"""What one adviser's desk shows."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from hotline.kernel.sql import script

_STATE = """
    SELECT desk.signed_in, desk.presence, desk.reason, span.state, lower(span.during), desk.load, desk.capacity,
           desk.phone_reachable, desk.screen_alive_until,
           offer.id, offer.interaction_id, offer.expires_at,
           engagement.id, engagement.interaction_id, engagement.served_from, engagement.served_to
    FROM agent_desk desk
    JOIN agent_span span ON span.staff_id = desk.staff_id AND upper_inf(span.during)
    LEFT JOIN offer ON offer.staff_id = desk.staff_id AND offer.state = 'open'
    LEFT JOIN engagement ON engagement.staff_id = desk.staff_id AND engagement.wrapped_at IS NULL
    WHERE desk.staff_id = %(staff)s
    ORDER BY engagement.served_to IS NULL DESC, engagement.served_from DESC
    LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class DeskState:
    """A desk at this moment. `state` is what the adviser does, since `since`; `presence` what he intends.

    `offer_*` is what rings, `engagement_*` what he talks or writes about (the talk before the wrap-up).
    """

    signed_in: bool
    presence: str
    reason: str
    state: str
    since: datetime
    load: int
    capacity: int
    phone_reachable: bool
    screen_alive_until: datetime
    offer_id: uuid.UUID | None
    offer_interaction_id: uuid.UUID | None
    offer_expires_at: datetime | None
    engagement_id: uuid.UUID | None
    engagement_interaction_id: uuid.UUID | None
    served_from: datetime | None
    served_to: datetime | None


def desk_state(*, staff_id: uuid.UUID) -> DeskState | None:
    """The desk of this adviser; None before the first sign-in. One statement."""
    rows = script(_STATE, {"staff": staff_id})
    return DeskState(*rows[0]) if rows else None
