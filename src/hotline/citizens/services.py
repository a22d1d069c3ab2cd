"""What changes who is known."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from hotline.accounts.services import audit_record
from hotline.kernel import bus, clock, crypto
from hotline.kernel.ids import new_id

from .models import Citizen, ContactPoint, Reveal
from .numbers import number_clean
from .sealing import number_digest, number_opened, number_sealed

# On the way of every call: one statement. The contact point decides; foreign keys are judged at the end, so its citizen
# may follow it. One whom another call makes known at this instant is not seen yet: new citizens are all alike.
_RECOGNISE = """
    WITH contact AS (
        INSERT INTO contact_point (id, citizen_id, kind, digest, cipher, key_id, purge_after)
        VALUES (%(contact)s, %(citizen)s, 'phone', %(digest)s, %(cipher)s, %(key)s, %(purge_after)s)
        ON CONFLICT (kind, digest) DO UPDATE SET purge_after = excluded.purge_after
        RETURNING id, citizen_id
    ), made AS (
        INSERT INTO citizen (id, elder, made_at)
        SELECT citizen_id, false, %(at)s FROM contact WHERE citizen_id = %(citizen)s
    )
    SELECT contact.citizen_id, contact.id, coalesce(citizen.elder, false)
    FROM contact LEFT JOIN citizen ON citizen.id = contact.citizen_id
"""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a telephone number belongs to."""

    citizen_id: uuid.UUID
    contact_id: uuid.UUID
    elder: bool


def caller_recognise(*, number: str) -> Caller | None:
    """The citizen who calls from this number, made known if new; None where the number is withheld or unusable.

    Each contact starts the keeping time of the number again.
    """
    cleaned = number_clean(number)
    if cleaned is None:
        return None
    at = clock.now()
    values: dict[str, Any] = {
        "citizen": new_id(),
        "contact": new_id(),
        "digest": number_digest(cleaned),
        "cipher": number_sealed(cleaned),
        "key": crypto.KEY_ID,
        "purge_after": at + timedelta(days=settings.HOTLINE_KEEP_NUMBERS_DAYS),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECOGNISE, values)
        return Caller(*cursor.fetchone())


def citizen_mark_elder(*, citizen_id: uuid.UUID, elder: bool, staff_id: uuid.UUID) -> None:
    """Send this citizen straight to a person from the next call on, or no longer; every screen looks again."""
    with transaction.atomic():
        Citizen.objects.filter(pk=citizen_id).update(elder=elder)
        audit_record(
            staff_id=staff_id, action="citizen.elder_marked", subject=f"citizen:{citizen_id}", details={"elder": elder}
        )
        with connection.cursor() as cursor:
            bus.wake(cursor)


def contact_reveal(*, contact_id: uuid.UUID, staff_id: uuid.UUID, reason: str) -> str:
    """The number in clear; the look is logged before it is given.

    Raises ValueError without a reason, NumberForgottenError once its keeping time is over.
    """
    if not reason.strip():
        raise ValueError("请填写查看原因。Give a reason for looking at the number.")
    with transaction.atomic():
        contact = ContactPoint.objects.get(pk=contact_id)
        number = number_opened(contact)
        Reveal.objects.create(contact_point=contact, staff_id=staff_id, reason=reason.strip()[:200], at=clock.now())
        audit_record(staff_id=staff_id, action="contact.revealed", subject=f"contact:{contact_id}")
    return number


def contacts_forget(*, at: datetime, spare: Collection[uuid.UUID] = ()) -> int:
    """Forget the numbers whose keeping time is over, but for those in `spare`; returns how many.

    Who calls from such a number afterwards is somebody new.
    """
    due = ContactPoint.objects.filter(purge_after__lte=at, cipher__isnull=False).exclude(pk__in=spare)
    return due.update(digest=None, cipher=None)
