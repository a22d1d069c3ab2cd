"""An adviser's desk: what he intends, what he has in hand, and what he did with his time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from hotline.accounts.models import Staff


class AgentDesk(models.Model):
    """Presence (an intention) apart from load (what is in hand). `load` follows from offers and engagements.

    Only a desk that is signed in, ready, seen lately on the screen and reachable by telephone is offered anything.
    """

    class Presence(models.TextChoices):
        """What the adviser intends."""

        READY = "ready", "就绪 Ready"
        NOT_READY = "not_ready", "未就绪 Not ready"

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="desk")
    signed_in = models.BooleanField(default=False)
    presence = models.CharField(max_length=9, choices=Presence.choices, default=Presence.NOT_READY)
    reason = models.CharField(max_length=40, blank=True, help_text="why not ready")
    presence_since = models.DateTimeField()
    screen_alive_until = models.DateTimeField()
    phone_reachable = models.BooleanField(default=False)
    phone_changed_at = models.DateTimeField(help_text="since when the telephone is reachable, or is not")
    load = models.PositiveIntegerField(default=0)
    capacity = models.PositiveIntegerField(default=100)
    idle_since = models.DateTimeField(help_text="since when he could take something; the longest is asked first")

    class Meta:
        db_table = "agent_desk"
        constraints = [
            models.CheckConstraint(
                name="agent_desk_load_within_capacity", condition=Q(load__gte=0, load__lte=F("capacity"))
            ),
            models.CheckConstraint(name="agent_desk_presence_known", condition=Q(presence__in=["ready", "not_ready"])),
            models.CheckConstraint(
                name="agent_desk_ready_is_signed_in", condition=Q(signed_in=True) | Q(presence="not_ready")
            ),
        ]
        indexes = [
            models.Index(
                fields=["idle_since"], name="agent_desk_free", condition=Q(presence="ready") & Q(load__lt=F("capacity"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.presence}"


class AgentSpan(models.Model):
    """One stretch of an adviser's time. A desk has exactly one open span from its first sign-in on.

    It lasts a microsecond at least, so that none vanishes when two changes carry the same instant.
    """

    class State(models.TextChoices):
        """What he did."""

        SIGNED_OUT = "signed_out", "签退 Signed out"
        NOT_READY = "not_ready", "未就绪 Not ready"
        READY = "ready", "就绪 Ready"
        RESERVED = "reserved", "振铃 Reserved"
        TALKING = "talking", "通话 Talking"
        WRAP_UP = "wrap_up", "话后 Wrap-up"

    id = models.BigAutoField(primary_key=True)
    staff = models.ForeignKey(Staff, db_index=False, on_delete=models.CASCADE, related_name="spans")
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=40, blank=True)
    during = DateTimeRangeField(default_bounds="[)")

    class Meta:
        db_table = "agent_span"
        constraints = [
            ExclusionConstraint(
                name="agent_span_one_at_a_time",
                expressions=[("staff", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.UniqueConstraint(name="agent_span_one_open", fields=["staff"], condition=Q(during__upper_inf=True)),
            models.CheckConstraint(
                name="agent_span_has_length", condition=Q(during__isempty=False) & Q(during__lower_inf=False)
            ),
            models.CheckConstraint(
                name="agent_span_state_known",
                condition=Q(state__in=["signed_out", "not_ready", "ready", "reserved", "talking", "wrap_up"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.state}"
