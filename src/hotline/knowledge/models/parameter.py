"""Policy parameters in two times, like entries: what holds on a day, and from when to when that was said."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models

from hotline.kernel.ids import new_id
from hotline.knowledge.parameters import Unit

from .version import EntryVersion


class ParameterRow(models.Model):
    """A parameter: what stays the same while its values follow one another."""

    key = models.CharField(primary_key=True, max_length=60)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=120)
    unit = models.CharField(max_length=16, choices=[(unit.value, unit.value) for unit in Unit])
    decimals = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "parameter"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class ParameterValue(models.Model):
    """What a parameter is in one region. The database lets nothing change but the end of `said`, once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    parameter = models.ForeignKey(ParameterRow, on_delete=models.PROTECT, related_name="values")
    region = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    valid = DateRangeField()
    said = DateTimeRangeField()
    source_zh = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300)
    document = models.CharField(max_length=80, blank=True)
    is_sample = models.BooleanField()
    edited_by = ArrayField(models.UUIDField(), default=list)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: from a file"
    )

    class Meta:
        db_table = "parameter_value"
        ordering = ["parameter", "region", "valid"]
        constraints = [
            ExclusionConstraint(
                name="parameter_value_one_answer",
                expressions=[
                    ("parameter", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("said", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, valid__lower_inf=False), name="parameter_value_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(said__isempty=False, said__lower_inf=False),
                name="parameter_value_said_from_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter_id} {self.region} {self.value}"


class VersionParameter(models.Model):
    """An entry version names a parameter: `what does this touch` is one query."""

    id = models.UUIDField(primary_key=True, default=new_id)
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="parameters")
    parameter = models.ForeignKey(ParameterRow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "version_parameter"
        constraints = [models.UniqueConstraint(fields=["version", "parameter"], name="version_parameter_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.parameter_id}"
