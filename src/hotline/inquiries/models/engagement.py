"""One adviser's work on one interaction, wrap-up included."""

from django.db import models
from django.db.models import F, Q

from hotline.accounts.models import Staff
from hotline.kernel.ids import new_id

from .interaction import Interaction, Medium


class Engagement(models.Model):
    """From taking the citizen to the end of the wrap-up. Engagements of one interaction may overlap."""

    id = models.UUIDField(primary_key=True, default=new_id)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="engagements")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="engagements")
    medium = models.CharField(max_length=6, choices=Medium.choices)
    served_from = models.DateTimeField()
    served_to = models.DateTimeField(null=True)
    wrapped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "engagement"
        constraints = [
            models.UniqueConstraint(
                name="engagement_one_voice_a_person",
                fields=["staff"],
                condition=Q(medium="voice", wrapped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="engagement_times_in_order",
                condition=(Q(served_to__isnull=True) | Q(served_to__gte=F("served_from")))
                & (Q(wrapped_at__isnull=True) | (Q(served_to__isnull=False) & Q(wrapped_at__gte=F("served_to")))),
            ),
            models.CheckConstraint(name="engagement_medium_known", condition=Q(medium__in=Medium.values)),
        ]
        indexes = [
            models.Index(fields=["staff"], name="engagement_in_hand", condition=Q(wrapped_at__isnull=True)),
            models.Index(fields=["served_from"], name="engagement_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.interaction_id}"
