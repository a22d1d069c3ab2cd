"""What an interaction was about, and what was used to answer it."""

from django.db import models
from django.db.models import Q

from hotline.accounts.models import Staff
from hotline.knowledge.models import EntryVersion

from .interaction import Interaction


class Matter(models.Model):
    """One question inside an interaction. The note is encrypted: it may hold what the citizen said."""

    class Disposition(models.TextChoices):
        """How the question ended."""

        ANSWERED = "answered", "已答复 Answered"
        REFERRED = "referred", "已转办 Referred"
        CALLBACK_PROMISED = "callback_promised", "约定回电 Call-back promised"
        UNREACHABLE = "unreachable", "无法联系 Could not be reached"
        NUISANCE = "nuisance", "骚扰 Nuisance"
        OTHER = "other", "其他 Other"

    id = models.BigAutoField(primary_key=True)
    interaction = models.ForeignKey(Interaction, db_index=False, on_delete=models.CASCADE, related_name="matters")
    n = models.PositiveSmallIntegerField(help_text="1 for the first question of the interaction")
    type_code = models.CharField(max_length=40)
    disposition = models.CharField(max_length=20, choices=Disposition.choices)
    note = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="matters")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "matter"
        constraints = [
            models.UniqueConstraint(name="matter_once", fields=["interaction", "n"]),
            models.CheckConstraint(
                name="matter_disposition_known",
                condition=Q(
                    disposition__in=["answered", "referred", "callback_promised", "unreachable", "nuisance", "other"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.n}"


class Provenance(models.Model):
    """An entry version that this interaction used: who got a wrong answer is one query over this table."""

    class Rendering(models.TextChoices):
        """The form in which the entry was given."""

        VOICE = "voice", "语音 Voice"
        CARD = "card", "坐席卡片 Adviser's card"
        PAGE = "page", "网页 Web page"
        FAX = "fax", "传真 Fax"
        SMS = "sms", "短信 Short message"

    id = models.BigAutoField(primary_key=True)
    interaction = models.ForeignKey(Interaction, db_index=False, on_delete=models.CASCADE, related_name="provenance")
    entry_version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="provenance")
    rendering = models.CharField(max_length=5, choices=Rendering.choices)
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")])
    level = models.CharField(max_length=12)
    as_of = models.DateField(help_text="the day whose law the answer follows")
    digest = models.CharField(max_length=64, help_text="of the text as it was given")
    at = models.DateTimeField()
    paragraphs = models.PositiveSmallIntegerField(default=0, help_text="how many of its paragraphs were given")

    class Meta:
        db_table = "provenance"
        constraints = [
            models.UniqueConstraint(name="provenance_once", fields=["interaction", "entry_version", "rendering"]),
            models.CheckConstraint(
                name="provenance_rendering_known", condition=Q(rendering__in=["voice", "card", "page", "fax", "sms"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.entry_version_id} {self.rendering}"
