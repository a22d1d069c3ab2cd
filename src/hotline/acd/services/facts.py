"""The facts that the queues tell: ids and instants only."""

import uuid
from datetime import datetime

from hotline.acd.models import Offer
from hotline.kernel import outbox


def queue_gave_up(*, item_id: uuid.UUID, interaction_id: uuid.UUID) -> None:
    """A citizen has waited as long as anybody may: the line has to do something else with him."""
    _tell("queue.gave_up", interaction_id, item=item_id)


def offer_made(offer: Offer) -> None:
    """An adviser is being asked."""
    _tell("offer.made", offer.interaction_id, offer=offer.id, staff=offer.staff_id, expires_at=offer.expires_at)


def offer_withdrawn(*, offer_id: uuid.UUID, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> None:
    """An adviser is no longer being asked, for whatever reason: stop ringing."""
    _tell("offer.withdrawn", interaction_id, offer=offer_id, staff=staff_id)


def _tell(kind: str, about: uuid.UUID, **ids: uuid.UUID | datetime | str) -> None:
    values = {name: value.isoformat() if isinstance(value, datetime) else str(value) for name, value in ids.items()}
    outbox.append(kind=kind, stream=f"interaction:{about}", payload={"interaction": str(about), **values})
