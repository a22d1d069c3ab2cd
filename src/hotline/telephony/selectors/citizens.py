"""Who an interaction belongs to."""

import uuid
from dataclasses import dataclass

from hotline.citizens.selectors import contact_of
from hotline.inquiries.models import Interaction
from hotline.kernel.sql import prepared

_CALLER = """
    SELECT citizen.id IS NOT NULL, coalesce(citizen.elder, false)
    FROM interaction JOIN inquiry ON inquiry.id = inquiry_id LEFT JOIN citizen ON citizen.id = citizen_id
    WHERE interaction.id = %(interaction)s
"""


@dataclass(frozen=True, slots=True)
class CallerKnown:
    """What the flow has to know of who calls."""

    has_number: bool
    """The number was sent: the citizen can be called back on it."""
    is_elder: bool


def caller_of_interaction(*, interaction_id: uuid.UUID) -> CallerKnown:
    """Who calls. Raises Interaction.DoesNotExist."""
    rows = prepared(_CALLER, {"interaction": interaction_id})
    if not rows:
        raise Interaction.DoesNotExist(f"interaction {interaction_id} is not in the record")
    return CallerKnown(*rows[0])


def contact_of_interaction(*, interaction_id: uuid.UUID) -> uuid.UUID | None:
    """The citizen's telephone contact point, or None where the number was withheld."""
    citizen_id = Interaction.objects.values_list("inquiry__citizen_id", flat=True).get(pk=interaction_id)
    return contact_of(citizen_id=citizen_id) if citizen_id else None
