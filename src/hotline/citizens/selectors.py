"""What may be seen of a citizen: masked, unless revealed by a service."""

import uuid

from django.db.models import QuerySet

from .models import ContactPoint
from .numbers import number_masked
from .sealing import number_opened


def number_masked_of(*, citizen_id: uuid.UUID | None) -> str | None:
    """The citizen's telephone number as 138****8000, or None where none is known."""
    if citizen_id is None:
        return None
    contact = _telephones(citizen_id).first()
    return number_masked(number_opened(contact)) if contact else None


def contact_of(*, citizen_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the citizen's telephone contact point, or None where none is known."""
    return _telephones(citizen_id).values_list("id", flat=True).first()


def _telephones(citizen_id: uuid.UUID) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(citizen_id=citizen_id, kind=ContactPoint.Kind.PHONE)
