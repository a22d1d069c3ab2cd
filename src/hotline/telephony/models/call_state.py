"""The state of calls in progress, changed by compare-and-set, so that two owners cannot both write."""

from django.db import models

from hotline.inquiries.models import Interaction


class Node(models.Model):
    """One pair of engine and switchboard. A switchboard that takes a node raises its epoch."""

    name = models.CharField(primary_key=True, max_length=30)
    epoch = models.BigIntegerField(default=0)
    heard_at = models.DateTimeField(null=True, help_text="when its switchboard last said that it is connected")

    class Meta:
        db_table = "node"

    def __str__(self) -> str:
        return f"{self.name} epoch {self.epoch}"


class CallState(models.Model):
    """One call in progress. The row goes when the call ends."""

    interaction = models.OneToOneField(Interaction, primary_key=True, on_delete=models.CASCADE)
    node = models.CharField(max_length=30)
    epoch = models.BigIntegerField()
    seq = models.BigIntegerField()
    schema = models.IntegerField()
    state = models.JSONField()

    class Meta:
        db_table = "call_state"
        indexes = [models.Index(fields=["node"])]

    def __str__(self) -> str:
        return f"{self.interaction_id} seq {self.seq}"


class Leg(models.Model):
    """One telephone connection: a channel of the engine."""

    class Role(models.TextChoices):
        """Who is at its other end."""

        CITIZEN = "citizen", "citizen"
        ADVISER = "adviser", "adviser"

    channel_id = models.CharField(primary_key=True, max_length=120)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="legs")
    role = models.CharField(max_length=10, choices=Role.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "leg"
        indexes = [
            models.Index(fields=["interaction"], name="leg_open", condition=models.Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.channel_id}"
