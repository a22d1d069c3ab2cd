"""What people wait in, and when it is open."""

from django.db import models
from django.db.models import Q

from hotline.accounts.models import Staff

MAIN_QUEUE = "main"
"""The queue whose hours the line goes by and announces."""


class Calendar(models.Model):
    """Opening hours: a week, and the dates that differ from it. `acd.calendar` judges them."""

    code = models.SlugField(primary_key=True, max_length=40)
    weekly = models.JSONField(default=dict, help_text='{"mon": [["08:30", "17:30"]]}; a day left out is closed')
    closed_dates = models.JSONField(default=list, help_text='["2026-10-01"]')
    open_dates = models.JSONField(default=dict, help_text='{"2026-10-10": [["08:30", "17:30"]]}')
    timezone = models.CharField(max_length=40, default="Asia/Shanghai")
    announcement_zh = models.TextField(null=True)
    announcement_en = models.TextField(null=True)

    class Meta:
        db_table = "calendar"

    def __str__(self) -> str:
        return self.code


class Queue(models.Model):
    """Interactions of one sort, taken in order of priority and arrival. Without a calendar it is always open."""

    code = models.SlugField(primary_key=True, max_length=40)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)
    max_wait_seconds = models.PositiveIntegerField(default=900, help_text="after this nobody is kept waiting")
    ring_seconds = models.PositiveIntegerField(default=20, help_text="how long one adviser is rung")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="queues")

    class Meta:
        db_table = "queue"
        constraints = [
            models.CheckConstraint(
                name="queue_limits_positive",
                condition=Q(max_wait_seconds__gt=0, ring_seconds__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.title_en}"


class QueueMember(models.Model):
    """This person takes from this queue."""

    id = models.BigAutoField(primary_key=True)
    queue = models.ForeignKey(Queue, db_index=False, on_delete=models.CASCADE, related_name="members")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="queue_memberships")

    class Meta:
        db_table = "queue_member"
        constraints = [models.UniqueConstraint(name="queue_member_once", fields=["queue", "staff"])]

    def __str__(self) -> str:
        return f"{self.queue_id} {self.staff_id}"
