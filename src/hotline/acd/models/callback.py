"""Somebody is to be called back."""

from django.db import models
from django.db.models import F, Q

from hotline.accounts.models import Staff
from hotline.citizens.models import ContactPoint
from hotline.inquiries.models import Interaction
from hotline.kernel.ids import new_id


class Callback(models.Model):
    """A promise to call one number, between two instants. A number has one open promise at most."""

    class Source(models.TextChoices):
        """Where the promise comes from."""

        QUEUE = "queue", "排队 Queue"
        PORTAL = "portal", "网站 Portal"
        MISSED = "missed", "未接 Missed"
        CRASH = "crash", "中断 Lost call"
        RECALL = "recall", "更正 Recall"

    class State(models.TextChoices):
        """Open until the citizen was reached, or nobody tries any more."""

        OPEN = "open", "待回电 Open"
        DONE = "done", "已回电 Done"
        GIVEN_UP = "given_up", "未接通 Given up"
        CANCELLED = "cancelled", "已取消 Cancelled"

    id = models.UUIDField(primary_key=True, default=new_id)
    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="callbacks")
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="callbacks")
    source = models.CharField(max_length=6, choices=Source.choices)
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")])
    requested_at = models.DateTimeField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)

    class Meta:
        db_table = "callback"
        constraints = [
            models.UniqueConstraint(name="callback_one_open", fields=["contact"], condition=Q(state="open")),
            models.CheckConstraint(name="callback_window_in_order", condition=Q(not_after__gt=F("not_before"))),
            models.CheckConstraint(
                name="callback_source_known", condition=Q(source__in=["queue", "portal", "missed", "crash", "recall"])
            ),
            models.CheckConstraint(
                name="callback_state_known", condition=Q(state__in=["open", "done", "given_up", "cancelled"])
            ),
        ]
        indexes = [models.Index(fields=["not_before"], name="callback_due", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.state}"


class CallbackAttempt(models.Model):
    """One try. A crash ends it as interrupted: nobody's telephone rings again without somebody's decision."""

    class Result(models.TextChoices):
        """How the try ended."""

        REACHED = "reached", "接通 Reached"
        NO_ANSWER = "no_answer", "无人接听 No answer"
        BUSY = "busy", "占线 Busy"
        FAILED = "failed", "失败 Failed"
        INTERRUPTED = "interrupted", "中断 Interrupted"
        SETTLED = "settled", "不需再回 No call needed"

    id = models.BigAutoField(primary_key=True)
    callback = models.ForeignKey(Callback, db_index=False, on_delete=models.CASCADE, related_name="attempts")
    n = models.PositiveSmallIntegerField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="callback_attempts")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=11, choices=Result.choices, null=True)
    note = models.BinaryField(null=True, help_text="what was said, encrypted")

    class Meta:
        db_table = "callback_attempt"
        constraints = [
            models.UniqueConstraint(name="callback_attempt_in_order", fields=["callback", "n"]),
            models.UniqueConstraint(
                name="callback_attempt_one_running", fields=["callback"], condition=Q(result__isnull=True)
            ),
            models.CheckConstraint(
                name="callback_attempt_end_has_result",
                condition=Q(ended_at__isnull=True, result__isnull=True)
                | Q(ended_at__isnull=False, ended_at__gte=F("started_at"), result__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.callback_id} {self.n}"
