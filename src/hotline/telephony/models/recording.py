"""Recordings: the row is the truth, from the first second on."""

from django.db import models

from hotline.inquiries.models import Interaction
from hotline.kernel.ids import new_id
from hotline.kernel.models import Blob


class Recording(models.Model):
    """One continuous recording. `gaps`: written silence (hold, secret keys), in seconds from the start."""

    class Part(models.TextChoices):
        """What was recorded."""

        TALK = "talk", "通话 Talk"
        MESSAGE = "message", "留言 Message"

    class State(models.TextChoices):
        """Where it is."""

        LIVE = "live", "live"
        JOINING = "joining", "being taken in"
        KEPT = "kept", "kept"
        EMPTY = "empty", "nothing on it"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=new_id)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=120, unique=True)
    part = models.CharField(max_length=10, choices=Part.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE)
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT)
    started_at = models.DateTimeField()
    seconds = models.FloatField(null=True)
    gaps = models.JSONField(default=list)
    failure = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        db_table = "recording"
        constraints = [
            models.CheckConstraint(
                name="recording_kept_has_file", condition=~models.Q(state="kept") | models.Q(blob__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.state}"
