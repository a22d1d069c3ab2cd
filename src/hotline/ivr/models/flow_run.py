"""Which call ran which version of a flow."""

from django.db import models

from hotline.inquiries.models import Interaction

from .flow_version import FlowVersion


class FlowRun(models.Model):
    """The version of the flow that an interaction began with, and keeps to its end."""

    interaction = models.OneToOneField(Interaction, on_delete=models.CASCADE, primary_key=True, related_name="flow_run")
    version = models.ForeignKey(FlowVersion, on_delete=models.PROTECT, related_name="runs")

    class Meta:
        db_table = "flow_run"

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.version_id}"
