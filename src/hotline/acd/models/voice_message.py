"""A voice message has been listened to and answered."""

from django.db import models

from hotline.accounts.models import Staff
from hotline.inquiries.models import Message


class VoiceMessageDone(models.Model):
    """Somebody dealt with this message; a message without such a row is still to be dealt with."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="done")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="voice_messages_done")
    at = models.DateTimeField()
    note = models.BinaryField(null=True, help_text="what was done, encrypted")

    class Meta:
        db_table = "voice_message_done"

    def __str__(self) -> str:
        return f"{self.message_id} {self.staff_id}"
