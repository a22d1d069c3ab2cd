"""The digits a caller presses to hear an entry."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from hotline.kernel.ids import new_id

from .entry import Entry


class VoiceCode(models.Model):
    """Four digits that lead to an entry while `valid`. A code may serve another entry afterwards, never two at once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=4)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="voice_codes")
    valid = DateRangeField()

    class Meta:
        db_table = "voice_code"
        constraints = [
            ExclusionConstraint(
                name="voice_code_leads_to_one_entry",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{4}$"), name="voice_code_four_digits"),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="voice_code_valid_some_day"),
        ]

    def __str__(self) -> str:
        return self.code
