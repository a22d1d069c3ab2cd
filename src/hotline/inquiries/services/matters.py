"""What an interaction was about, as the adviser writes it down."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline.inquiries.models import Inquiry, Interaction, Matter, Provenance
from hotline.inquiries.purposes import note_purpose
from hotline.kernel import clock, crypto
from hotline.knowledge.models import EntryVersion
from hotline.knowledge.selectors import version_digest

from .interactions import interaction_lock
from .provenance import provenance_add

CARD_LEVEL = "plain"
"""The language level of the card that an adviser reads from."""

_TO_BE_DONE = (Matter.Disposition.REFERRED, Matter.Disposition.CALLBACK_PROMISED)


def matter_record(
    *,
    interaction_id: uuid.UUID,
    n: int,
    type_code: str,
    disposition: str,
    note: str,
    entry_version_ids: Sequence[uuid.UUID],
    staff_id: uuid.UUID,
    at: datetime | None = None,
) -> None:
    """Write down question `n` with the entry versions used for it; the note is encrypted.

    A second call for the same `n` replaces type, disposition and note. Versions once noted as used stay noted. What is
    referred or promised keeps the inquiry open. Raises ValueError for an unknown disposition.
    """
    if disposition not in Matter.Disposition.values:
        raise ValueError(f"请选择处理结果。Choose how the question ended: {disposition!r} is not one of the list.")
    recorded_at = at or clock.now()
    with transaction.atomic():
        interaction_lock(interaction_id=interaction_id)
        Matter.objects.update_or_create(
            interaction_id=interaction_id,
            n=n,
            defaults={
                "type_code": type_code,
                "disposition": disposition,
                "note": crypto.encrypt(note.encode(), purpose=note_purpose(interaction_id, n)) if note else None,
                "recorded_by_id": staff_id,
                "recorded_at": recorded_at,
            },
        )
        _cards_note(interaction_id, entry_version_ids, at=recorded_at)
        if disposition in _TO_BE_DONE:
            Inquiry.objects.filter(interactions=interaction_id).update(state=Inquiry.State.OPEN)


def _cards_note(interaction_id: uuid.UUID, entry_version_ids: Sequence[uuid.UUID], *, at: datetime) -> None:
    language = Interaction.objects.values_list("language", flat=True).get(pk=interaction_id)
    day = timezone.localtime(at).date()
    # In one order for everybody: two writers of the same rows never wait for each other in a ring.
    versions = EntryVersion.objects.filter(pk__in=entry_version_ids).order_by("id")
    for version_id in versions.values_list("id", flat=True):
        provenance_add(
            interaction_id=interaction_id,
            entry_version_id=version_id,
            rendering=Provenance.Rendering.CARD,
            language=language,
            level=CARD_LEVEL,
            as_of=day,
            digest=version_digest(version_id=version_id, language=language, rendering="card", day=day),
            at=at,
        )
