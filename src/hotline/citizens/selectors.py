"""What may be seen of a citizen: masked, unless revealed by a service."""

import uuid
from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from .models import ContactPoint
from .numbers import number_masked
from .sealing import number_opened


def number_masked_of(*, citizen_id: uuid.UUID | None) -> str | None:
    """The citizen's telephone number as 138****8000, or None where none is known."""
    return numbers_masked_of(citizen_ids=[citizen_id]).get(citizen_id)


def numbers_masked_of(*, citizen_ids: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID | None, str]:
    """The citizens' telephone numbers as 138****8000, in one query; who has none, and None, are not in it."""
    wanted = {citizen_id for citizen_id in citizen_ids if citizen_id is not None}
    # The eldest last, so that it is the one that stays: the same number on every page.
    contacts = _telephones(wanted).order_by("-id") if wanted else ()
    return {contact.citizen_id: number_masked(number_opened(contact)) for contact in contacts}


def contact_of(*, citizen_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the citizen's telephone contact point, or None where none is known."""
    return _telephones({citizen_id}).values_list("id", flat=True).first()


def _telephones(citizen_ids: Collection[uuid.UUID]) -> QuerySet[ContactPoint]:
    kept = ContactPoint.objects.filter(cipher__isnull=False)
    return kept.filter(citizen_id__in=citizen_ids, kind=ContactPoint.Kind.PHONE)
