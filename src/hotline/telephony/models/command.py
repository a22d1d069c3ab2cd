"""What a desk asks of a call: rows with a target and an end of use."""

from django.db import models

from hotline.accounts.models import Staff
from hotline.inquiries.models import Interaction
from hotline.kernel.ids import new_id


class Command(models.Model):
    """One wish of one adviser about the call he has."""

    class Kind(models.TextChoices):
        """What can be asked."""

        HOLD = "hold", "hold"
        RESUME = "resume", "resume"

    class State(models.TextChoices):
        """Where a wish can be."""

        WAITING = "waiting", "waiting"
        TAKEN = "taken", "taken"
        EXPIRED = "expired", "expired"

    id = models.UUIDField(primary_key=True, default=new_id)
    node = models.CharField(max_length=30)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "command"
        indexes = [
            models.Index(fields=["node"], name="command_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
