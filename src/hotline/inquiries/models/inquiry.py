"""One person's question, over however many contacts it takes."""

from django.db import models

from hotline.citizens.models import Citizen
from hotline.kernel.ids import new_id


class Inquiry(models.Model):
    """An inquiry, with the number that the citizen may quote."""

    class State(models.TextChoices):
        """Whether anything remains to be done."""

        OPEN = "open", "处理中 Open"
        CLOSED = "closed", "已办结 Closed"

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=20, unique=True, help_text="the day and a running number: 20261124-000017")
    citizen = models.ForeignKey(Citizen, null=True, on_delete=models.PROTECT, related_name="inquiries")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "inquiry"
        constraints = [
            models.CheckConstraint(name="inquiry_state_known", condition=models.Q(state__in=["open", "closed"])),
        ]

    def __str__(self) -> str:
        return self.number
