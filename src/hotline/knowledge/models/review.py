"""What an editor must look at again, and why."""

from django.conf import settings
from django.db import models

from hotline.kernel.ids import new_id

from .entry import Entry


class Review(models.Model):
    """One reason to look at an entry again; open until somebody says what came of it. `cause` names what changed."""

    class Reason(models.TextChoices):
        """Why an entry must be looked at."""

        BASIS_REPEALED = "basis_repealed", "依据已废止 Basis repealed"
        BASIS_CHANGED = "basis_changed", "依据有修改 Basis changed"
        PARAMETER_CHANGED = "parameter_changed", "参数有调整 Parameter changed"
        REVIEW_DUE = "review_due", "到期复核 Review due"
        BEHIND_SOURCE = "behind_source", "译文或其他版本落后 Older than its source"
        RECALLED = "recalled", "答复有误 Recalled"

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    cause = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "review"
        ordering = ["due_on", "opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "reason", "cause"], condition=models.Q(closed_at=None), name="review_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(outcome=""), name="review_closed_with_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.reason}"
