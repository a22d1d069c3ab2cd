"""One contact, and the stretches of the citizen's time in it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from hotline.kernel.ids import new_id

from .inquiry import Inquiry


class Medium(models.TextChoices):
    """What the citizen used. Never "channel": that is the engine's word."""

    VOICE = "voice", "电话 Telephone"
    CHAT = "chat", "在线 Chat"
    FAX = "fax", "传真 Fax"
    MAIL = "mail", "邮件 Mail"
    BOARD = "board", "留言板 Board"
    SOCIAL = "social", "社交媒体 Social media"


class Interaction(models.Model):
    """A call, a chat, a fax, a mail, a board message.

    `origin_ref` is the sender's own name for it (channel, Message-ID, fax id): what arrives twice is kept once.
    `last_step_seq` and `last_message_seq` number steps and messages without a gap; their row lock orders writers.
    """

    class Direction(models.TextChoices):
        """Who began it."""

        IN = "in", "呼入 In"
        OUT = "out", "呼出 Out"

    class Origin(models.TextChoices):
        """How it came into the record."""

        NORMAL = "normal", "正常 Normal"
        FALLBACK = "fallback", "应急 Fallback"
        SYNTHETIC = "synthetic", "测试 Synthetic"

    id = models.UUIDField(primary_key=True, default=new_id)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="interactions")
    medium = models.CharField(max_length=6, choices=Medium.choices)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    origin = models.CharField(max_length=9, choices=Origin.choices, default=Origin.NORMAL)
    origin_ref = models.CharField(max_length=200, unique=True)
    node = models.CharField(max_length=40, blank=True, help_text="the engine that carries it")
    called_number = models.CharField(max_length=40, blank=True, help_text="the number of ours that was called")
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")], default="zh")
    elder = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=40, blank=True)
    last_step_seq = models.PositiveIntegerField(default=0)
    last_message_seq = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "interaction"
        constraints = [
            models.CheckConstraint(
                name="interaction_end_has_reason",
                condition=(Q(ended_at__isnull=True) & Q(end_reason=""))
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="interaction_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
            ),
            models.CheckConstraint(name="interaction_medium_known", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(name="interaction_language_known", condition=Q(language__in=["zh", "en"])),
        ]
        indexes = [
            models.Index(fields=["started_at"], name="interaction_by_start"),
            models.Index(fields=["node"], name="interaction_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.medium} {self.id}"


class Segment(models.Model):
    """One stretch of the citizen's time: at any instant of an interaction exactly one of these kinds.

    It lasts a microsecond at least, so that none vanishes when two changes carry the same instant.
    """

    class Kind(models.TextChoices):
        """Where the citizen's time went."""

        FLOW = "flow", "语音流程 Automated voice"
        QUEUE = "queue", "排队 Queue"
        SERVED = "served", "人工服务 With an adviser"
        AWAY = "away", "转出 Away"

    id = models.BigAutoField(primary_key=True)
    interaction = models.ForeignKey(Interaction, db_index=False, on_delete=models.CASCADE, related_name="segments")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    during = DateTimeRangeField(default_bounds="[)")

    class Meta:
        db_table = "segment"
        constraints = [
            ExclusionConstraint(
                name="segment_one_at_a_time",
                expressions=[("interaction", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.UniqueConstraint(
                name="segment_one_open", fields=["interaction"], condition=Q(during__upper_inf=True)
            ),
            models.CheckConstraint(
                name="segment_has_length", condition=Q(during__isempty=False) & Q(during__lower_inf=False)
            ),
            models.CheckConstraint(
                name="segment_kind_known", condition=Q(kind__in=["flow", "queue", "served", "away"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.interaction_id}"
