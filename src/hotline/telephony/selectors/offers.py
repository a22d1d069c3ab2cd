"""Offers as the switchboard needs them."""

import math
import uuid
from dataclasses import dataclass
from datetime import datetime

from hotline.acd.models import Offer


@dataclass(frozen=True, slots=True)
class OfferToRing:
    """An offer that is open now: whose telephone rings, for whom, and how long at most."""

    staff_id: uuid.UUID
    interaction_id: uuid.UUID
    ring_seconds: int


def offer_to_ring(*, offer_id: uuid.UUID, at: datetime) -> OfferToRing | None:
    """The offer, or None where it is decided or has run out."""
    offer = Offer.objects.filter(pk=offer_id, state=Offer.State.OPEN, expires_at__gt=at).first()
    if offer is None:
        return None
    ring_seconds = math.ceil((offer.expires_at - at).total_seconds())
    return OfferToRing(offer.staff_id, offer.interaction_id, ring_seconds)
