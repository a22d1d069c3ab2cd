"""What was said in writing or left as a recording."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.inquiries.models import Interaction, Message
from hotline.inquiries.purposes import message_purpose
from hotline.kernel import clock, crypto

from .interactions import interaction_lock


def message_add(
    *,
    interaction_id: uuid.UUID,
    client_token: str,
    author: str,
    kind: str,
    body: str = "",
    blob_id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Message:
    """Add a message under the next number; a repeat with the same token gives back the first. The body is encrypted."""
    with transaction.atomic():
        interaction_lock(interaction_id=interaction_id)
        known = Message.objects.filter(interaction_id=interaction_id, client_token=client_token).first()
        if known is not None:
            return known
        seq = Interaction.objects.values_list("last_message_seq", flat=True).get(pk=interaction_id) + 1
        Interaction.objects.filter(pk=interaction_id).update(last_message_seq=seq)
        return Message.objects.create(
            interaction_id=interaction_id,
            seq=seq,
            client_token=client_token,
            author=author,
            kind=kind,
            body=crypto.encrypt(body.encode(), purpose=message_purpose(interaction_id, client_token)) if body else None,
            blob_id=blob_id,
            at=at or clock.now(),
        )
