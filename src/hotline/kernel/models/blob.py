"""Files: the row is the truth, the file lies in a content-addressed store."""

from django.db import models

from hotline.kernel.ids import new_id


class Blob(models.Model):
    """One stored file: digest of its content, key it is encrypted with, class, and how long it is kept."""

    class Kind(models.TextChoices):
        """Classes of files; each has its own keeping time."""

        RECORDING = "recording", "recording"
        MESSAGE = "message", "voice message"

    id = models.UUIDField(primary_key=True, default=new_id)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the plain content, hexadecimal")
    key_id = models.CharField(max_length=16)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField(help_text="bytes of the plain content")
    made_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    hold = models.BooleanField(default=False, help_text="kept beyond its time, for instance for a complaint")
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "blob"
        constraints = [
            models.CheckConstraint(
                name="blob_held_is_not_deleted", condition=~models.Q(hold=True, deleted_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
