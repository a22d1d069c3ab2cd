"""Who an interaction belongs to."""

import uuid

from hotline.citizens.selectors import contact_of
from hotline.inquiries.models import Interaction


def contact_of_interaction(*, interaction_id: uuid.UUID) -> uuid.UUID | None:
    """The citizen's telephone contact point, or None where the number was withheld."""
    citizen_id = Interaction.objects.values_list("inquiry__citizen_id", flat=True).get(pk=interaction_id)
    return contact_of(citizen_id=citizen_id) if citizen_id else None
