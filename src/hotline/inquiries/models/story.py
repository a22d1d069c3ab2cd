"""What happened in an interaction, one after the other: steps, messages, the citizen's mark."""

from django.db import models
from django.db.models import F, Q

from hotline.kernel.ids import new_id
from hotline.kernel.models import Blob

from .interaction import Interaction


class Step(models.Model):
    """One thing on the time line: a menu chosen, a topic heard, an offer made. Never personal data."""

    id = models.BigAutoField(primary_key=True)
    interaction = models.ForeignKey(Interaction, db_index=False, on_delete=models.CASCADE, related_name="steps")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "step"
        constraints = [models.UniqueConstraint(name="step_in_order", fields=["interaction", "seq"])]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.seq} {self.kind}"


class Message(models.Model):
    """Something said in writing, or left as a recording. The body is encrypted; `client_token` stops repeats."""

    class Author(models.TextChoices):
        """Who said it."""

        CITIZEN = "citizen", "市民 Citizen"
        AGENT = "agent", "坐席 Adviser"
        SYSTEM = "system", "系统 System"

    class Kind(models.TextChoices):
        """The form of it."""

        TEXT = "text", "文字 Text"
        VOICE = "voice", "语音留言 Voice message"
        FAX = "fax", "传真 Fax"

    id = models.UUIDField(primary_key=True, default=new_id)
    interaction = models.ForeignKey(Interaction, db_index=False, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    client_token = models.CharField(max_length=100)
    author = models.CharField(max_length=7, choices=Author.choices)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    body = models.BinaryField(null=True)
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "message"
        constraints = [
            models.UniqueConstraint(name="message_in_order", fields=["interaction", "seq"]),
            models.UniqueConstraint(name="message_once", fields=["interaction", "client_token"]),
            models.CheckConstraint(name="message_author_known", condition=Q(author__in=["citizen", "agent", "system"])),
            models.CheckConstraint(name="message_kind_known", condition=Q(kind__in=["text", "voice", "fax"])),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.seq}"


class SurveyMark(models.Model):
    """The citizen's mark: 5 very satisfied to 1 very dissatisfied. There is no column for the adviser."""

    interaction = models.OneToOneField(
        Interaction, primary_key=True, on_delete=models.CASCADE, related_name="survey_mark"
    )
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "survey_mark"
        constraints = [
            models.CheckConstraint(
                name="survey_mark_answer_whole",
                condition=Q(answered_at__isnull=True, level__isnull=True)
                | Q(
                    answered_at__isnull=False,
                    answered_at__gte=F("offered_at"),
                    level__isnull=False,
                    level__gte=1,
                    level__lte=5,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.interaction_id)
