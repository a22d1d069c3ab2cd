"""The outbox: one row for each fact that another room has to hear of."""

from django.db import models

from hotline.kernel.ids import new_id


class OutboxRow(models.Model):
    """A fact, written in the transaction that made it true. Ids only in the payload, nothing personal."""

    id = models.UUIDField(primary_key=True, default=new_id)
    stream = models.CharField(max_length=100, help_text="what the fact is about, such as interaction:ID")
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    made_at = models.DateTimeField()
    position = models.BigIntegerField(null=True, unique=True, help_text="order of reading, set once committed")

    class Meta:
        db_table = "outbox"
        indexes = [
            models.Index(fields=["id"], name="outbox_unnumbered", condition=models.Q(position__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stream}"


class OutboxCursor(models.Model):
    """How far one reader has come."""

    reader = models.CharField(primary_key=True, max_length=60)
    position = models.BigIntegerField(default=0)

    class Meta:
        db_table = "outbox_cursor"

    def __str__(self) -> str:
        return f"{self.reader} at {self.position}"
