"""What may be seen of a citizen: masked, unless revealed by a service."""

import uuid

from hotline.kernel import crypto

from .models import ContactPoint
from .numbers import number_masked

_PURPOSE = "contact:phone"


def number_masked_of(*, citizen_id: uuid.UUID | None) -> str | None:
    """The citizen's telephone number as 138****8000, or None where none is known."""
    if citizen_id is None:
        return None
    contact = ContactPoint.objects.filter(citizen_id=citizen_id, kind=ContactPoint.Kind.PHONE).first()
    if contact is None:
        return None
    return number_masked(crypto.decrypt(bytes(contact.cipher), purpose=_PURPOSE).decode())


def contact_of(*, citizen_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the citizen's telephone contact point."""
    return ContactPoint.objects.filter(citizen_id=citizen_id).values_list("id", flat=True).first()


def number_for_dialling(*, contact_id: uuid.UUID) -> str:
    """The number in clear, for the engine alone: never for a screen or a log."""
    contact = ContactPoint.objects.get(pk=contact_id)
    return crypto.decrypt(bytes(contact.cipher), purpose=_PURPOSE).decode()
