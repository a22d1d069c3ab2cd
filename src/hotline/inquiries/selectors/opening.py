"""What is encrypted or kept apart: opened by a call of its own, for those who may."""

import uuid

from hotline.inquiries.models import Matter, Message, SurveyMark
from hotline.inquiries.purposes import message_purpose, note_purpose
from hotline.kernel import crypto


def note_of(*, interaction_id: uuid.UUID, n: int) -> str:
    """The note on question `n` in clear; empty where there is none."""
    note = Matter.objects.filter(interaction_id=interaction_id, n=n).values_list("note", flat=True).first()
    if note is None:
        return ""
    return crypto.decrypt(bytes(note), purpose=note_purpose(interaction_id, n)).decode()


def message_body(*, message_id: uuid.UUID) -> str:
    """The text of a message in clear; empty for one that is a recording. Raises Message.DoesNotExist."""
    message = Message.objects.get(pk=message_id)
    if message.body is None:
        return ""
    purpose = message_purpose(message.interaction_id, message.client_token)
    return crypto.decrypt(bytes(message.body), purpose=purpose).decode()


def survey_level(*, interaction_id: uuid.UUID) -> int | None:
    """The mark (5 best, 1 worst), for quality roles and reports only: never for the adviser. None without an answer."""
    return SurveyMark.objects.filter(interaction_id=interaction_id).values_list("level", flat=True).first()
