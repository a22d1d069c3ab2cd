"""A place in a queue."""

from django.db import models
from django.db.models import F, Q

from hotline.inquiries.models import Interaction
from hotline.kernel.ids import new_id

from .queue import Queue


class QueueItem(models.Model):
    """One interaction waiting for somebody, with its place (priority, then time of arrival) and its last minute."""

    class State(models.TextChoices):
        """Waiting and offered are open; the others are ends."""

        WAITING = "waiting", "等待 Waiting"
        OFFERED = "offered", "派单中 Offered"
        SERVED = "served", "已接 Served"
        LEFT = "left", "已离开 Left"
        GAVE_UP = "gave_up", "超时 Gave up"
        LOST = "lost", "丢失 Lost"

    id = models.UUIDField(primary_key=True, default=new_id)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="queue_items")
    queue = models.ForeignKey(Queue, db_index=False, on_delete=models.PROTECT, related_name="items")
    priority = models.IntegerField(default=0, help_text="higher is taken first")
    enqueued_at = models.DateTimeField()
    give_up_at = models.DateTimeField(help_text="nobody waits without end")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    left_reason = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "queue_item"
        constraints = [
            models.UniqueConstraint(
                name="queue_item_one_open", fields=["interaction"], condition=Q(state__in=["waiting", "offered"])
            ),
            models.CheckConstraint(
                name="queue_item_closed_when_over",
                condition=Q(state__in=["waiting", "offered"], closed_at__isnull=True)
                | Q(state__in=["served", "left", "gave_up", "lost"], closed_at__isnull=False),
            ),
            models.CheckConstraint(name="queue_item_ends_later", condition=Q(give_up_at__gt=F("enqueued_at"))),
        ]
        indexes = [
            models.Index(
                "queue", F("priority").desc(), "enqueued_at", "id", name="queue_item_head", condition=Q(state="waiting")
            ),
            models.Index(fields=["give_up_at"], name="queue_item_give_up", condition=Q(state="waiting")),
            models.Index(fields=["queue", "enqueued_at"], name="queue_item_by_arrival"),
        ]

    def __str__(self) -> str:
        return f"{self.queue_id} {self.interaction_id} {self.state}"
