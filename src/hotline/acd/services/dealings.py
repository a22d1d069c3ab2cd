"""What was done about a call-back or a voice message: by whom, with what result, and a note."""

import uuid
from datetime import datetime

from django.db import connection, transaction

from hotline.accounts.services import audit_record
from hotline.acd.models import Callback, CallbackAttempt, VoiceMessageDone
from hotline.acd.purposes import attempt_note_purpose, voice_message_note_purpose
from hotline.citizens.services import contact_reveal
from hotline.inquiries.models import Message
from hotline.kernel import bus, clock, crypto

from .callbacks import CallbackOverError, callback_attempt_begin, callback_attempt_end


def callback_reveal(*, callback_id: uuid.UUID, staff_id: uuid.UUID) -> str:
    """The number to dial, in clear; the look is logged with the promise as its reason. Raises CallbackOverError."""
    callback = Callback.objects.get(pk=callback_id)
    if callback.state != Callback.State.OPEN:
        raise CallbackOverError
    return contact_reveal(contact_id=callback.contact_id, staff_id=staff_id, reason=f"回电 Call-back {callback_id}")


def callback_deal(
    *, callback_id: uuid.UUID, staff_id: uuid.UUID, result: str, note: str = "", at: datetime | None = None
) -> None:
    """Note a try that was made by a telephone beside the desk, or that none is needed ("settled").

    Raises CallbackOverError, AttemptRunningError, and ValueError where the result is not one of CallbackAttempt.Result.
    """
    now = at or clock.now()
    with transaction.atomic():
        attempt = callback_attempt_begin(callback_id=callback_id, staff_id=staff_id, at=now)
        if note:
            sealed = crypto.encrypt(note.encode(), purpose=attempt_note_purpose(callback_id, attempt.n))
            CallbackAttempt.objects.filter(pk=attempt.pk).update(note=sealed)
        callback_attempt_end(callback_id=callback_id, result=result, at=now)
        audit_record(
            staff_id=staff_id,
            action="callback.dealt",
            subject=f"callback:{callback_id}",
            details={"try": attempt.n, "result": result},
        )
        _tell_desks()


def voice_message_deal(
    *, message_id: uuid.UUID, staff_id: uuid.UUID, note: str = "", at: datetime | None = None
) -> bool:
    """Mark a citizen's voice message as dealt with. False where somebody did so before. Raises Message.DoesNotExist."""
    with transaction.atomic():
        message = Message.objects.get(pk=message_id, kind=Message.Kind.VOICE, author=Message.Author.CITIZEN)
        sealed = crypto.encrypt(note.encode(), purpose=voice_message_note_purpose(message_id)) if note else None
        _, is_new = VoiceMessageDone.objects.get_or_create(
            message=message, defaults={"staff_id": staff_id, "at": at or clock.now(), "note": sealed}
        )
        if is_new:
            audit_record(staff_id=staff_id, action="voice_message.dealt", subject=f"message:{message_id}")
            _tell_desks()
    return is_new


def _tell_desks() -> None:
    with connection.cursor() as cursor:
        bus.wake(cursor)
