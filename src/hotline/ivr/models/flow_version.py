"""A flow as it was at one time."""

from django.db import models


class FlowVersion(models.Model):
    """One version of a flow; the highest `n` is the current one. The database refuses every change of it.

    `digest` is the SHA-256 of `data`: loading the same file again makes no new version.
    """

    flow = models.CharField(max_length=40)
    n = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    data = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "flow_version"
        constraints = [models.UniqueConstraint(name="flow_version_once", fields=["flow", "n"])]

    def __str__(self) -> str:
        return f"{self.flow} {self.n}"
