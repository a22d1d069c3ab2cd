"""An interaction offered to one adviser."""

from django.db import models
from django.db.models import F, Q

from hotline.accounts.models import Staff
from hotline.inquiries.models import Engagement, Interaction
from hotline.kernel.ids import new_id

from .item import QueueItem


class Offer(models.Model):
    """One asking of one adviser. An item is offered to one at most; an adviser is asked one thing at a time."""

    class State(models.TextChoices):
        """Open until it is decided."""

        OPEN = "open", "待接 Open"
        ACCEPTED = "accepted", "已接 Accepted"
        DECLINED = "declined", "拒接 Declined"
        EXPIRED = "expired", "未接 Not answered"
        WITHDRAWN = "withdrawn", "撤回 Withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id)
    queue_item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="offers")
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="offers")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="offers")
    engagement = models.OneToOneField(Engagement, null=True, on_delete=models.CASCADE, related_name="offer")
    weight = models.PositiveIntegerField(default=100, help_text="how much of a desk's capacity it takes")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "offer"
        constraints = [
            models.UniqueConstraint(
                name="offer_one_a_queue_item", fields=["queue_item"], condition=Q(state__in=["open", "accepted"])
            ),
            models.UniqueConstraint(name="offer_one_open_a_person", fields=["staff"], condition=Q(state="open")),
            models.CheckConstraint(
                name="offer_decided_when_over",
                condition=Q(state="open", decided_at__isnull=True)
                | Q(state__in=["accepted", "declined", "expired", "withdrawn"], decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_accepted_has_engagement",
                condition=Q(state="accepted", engagement__isnull=False)
                | (~Q(state="accepted") & Q(engagement__isnull=True)),
            ),
            models.CheckConstraint(
                name="offer_times_in_order",
                condition=Q(expires_at__gt=F("made_at"))
                & (Q(decided_at__isnull=True) | Q(decided_at__gte=F("made_at"))),
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="offer_due", condition=Q(state="open")),
            models.Index(fields=["staff", "made_at"], name="offer_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.staff_id} {self.state}"
