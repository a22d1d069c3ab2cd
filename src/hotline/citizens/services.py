"""What changes who is known."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hotline.accounts.services import audit_record
from hotline.kernel import clock, crypto

from .models import Citizen, ContactPoint, Reveal
from .numbers import number_clean
from .sealing import number_digest, number_opened, number_sealed

KEEP_DAYS = 730
"""So long a number is kept after its last contact."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a telephone number belongs to."""

    citizen_id: uuid.UUID
    contact_id: uuid.UUID
    elder: bool
    language: str


def caller_recognise(*, number: str) -> Caller | None:
    """The citizen who calls from this number, made known if new; None where the number is withheld or unusable.

    Each contact starts the keeping time of the number again.
    """
    cleaned = number_clean(number)
    if cleaned is None:
        return None
    digest = number_digest(cleaned)
    purge_after = clock.now() + timedelta(days=KEEP_DAYS)
    with transaction.atomic():
        known = ContactPoint.objects.select_related("citizen").filter(kind=ContactPoint.Kind.PHONE, digest=digest)
        contact = known.first() or _contact_make(cleaned, digest=digest, purge_after=purge_after)
        ContactPoint.objects.filter(pk=contact.pk).update(purge_after=purge_after)
    citizen = contact.citizen
    return Caller(citizen_id=citizen.id, contact_id=contact.id, elder=citizen.elder, language=citizen.language)


def _contact_make(number: str, *, digest: str, purge_after: datetime) -> ContactPoint:
    citizen = Citizen.objects.create(made_at=clock.now())
    contact, made = ContactPoint.objects.get_or_create(
        kind=ContactPoint.Kind.PHONE,
        digest=digest,
        defaults={
            "citizen": citizen,
            "cipher": number_sealed(number),
            "key_id": crypto.KEY_ID,
            "purge_after": purge_after,
        },
    )
    if not made:  # two calls from one new number at the same instant
        citizen.delete()
    return contact


def citizen_mark_elder(*, citizen_id: uuid.UUID, elder: bool, staff_id: uuid.UUID) -> None:
    """Send this citizen straight to a person from the next call on, or no longer."""
    with transaction.atomic():
        Citizen.objects.filter(pk=citizen_id).update(elder=elder)
        audit_record(
            staff_id=staff_id, action="citizen.elder_marked", subject=f"citizen:{citizen_id}", details={"elder": elder}
        )


def contact_reveal(*, contact_id: uuid.UUID, staff_id: uuid.UUID, reason: str) -> str:
    """The number in clear. Raises ValueError without a reason; the look is logged before the number is given."""
    if not reason.strip():
        raise ValueError("请填写查看原因。Give a reason for looking at the number.")
    with transaction.atomic():
        contact = ContactPoint.objects.get(pk=contact_id)
        Reveal.objects.create(contact_point=contact, staff_id=staff_id, reason=reason.strip()[:200], at=clock.now())
        audit_record(staff_id=staff_id, action="contact.revealed", subject=f"contact:{contact_id}")
    return number_opened(contact)
