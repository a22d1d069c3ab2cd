"""What an entry says: immutable, in two times."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models

from hotline.kernel.ids import new_id
from hotline.knowledge.kinds import Level

from .entry import Entry


class EntryVersion(models.Model):
    """One published wording. `valid`: the days on which it is the law. `said`: from publication to withdrawal.

    The database lets nothing change but the end of `said`, once, and refuses two versions of an entry that answer
    for the same day at the same instant, and an approver who had a hand in the wording.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveIntegerField(help_text="1, 2, 3 ... within the entry")
    valid = DateRangeField()
    said = DateTimeRangeField()
    content = models.JSONField(help_text="title, basis, words, region, guide, policy")
    digest = models.CharField(max_length=64, help_text="SHA-256 of everything this version says, hexadecimal")
    edited_by = ArrayField(models.UUIDField(), default=list, help_text="who had a hand in the wording; empty: a file")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: from a file"
    )

    class Meta:
        db_table = "entry_version"
        constraints = [
            models.UniqueConstraint(fields=["entry", "n"], name="entry_version_numbered_once"),
            ExclusionConstraint(
                name="entry_version_one_answer",
                expressions=[
                    ("entry", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("said", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, valid__lower_inf=False), name="entry_version_valid_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(said__isempty=False, said__lower_inf=False),
                name="entry_version_said_from_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.n}"


class EntryText(models.Model):
    """A version in one language and level. `source_digest` is that of the plain Chinese text it was made from."""

    id = models.UUIDField(primary_key=True, default=new_id)
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")])
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.PLAIN)
    body = models.JSONField(help_text="list of paragraphs; the first is the answer")
    source_digest = models.CharField(max_length=64)

    class Meta:
        db_table = "entry_text"
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "level"], name="entry_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.level}"
