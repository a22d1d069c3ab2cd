"""A citizen is known by contact points; each is encrypted, with a keyed digest for equality."""

from django.db import models

from hotline.accounts.models import Staff
from hotline.kernel.ids import new_id


class Citizen(models.Model):
    """Somebody who asked. `elder` sends them straight to a person on the telephone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    elder = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "citizen"

    def __str__(self) -> str:
        return str(self.id)


class ContactPoint(models.Model):
    """A telephone number or address. Only `citizens.services` and `citizens.selectors` open it.

    When its keeping time is over, digest and cipher go and the row stays: what points to it still stands, and says
    nothing of who it was.
    """

    class Kind(models.TextChoices):
        """What sort of address it is."""

        PHONE = "phone", "电话 Telephone"

    id = models.UUIDField(primary_key=True, default=new_id)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64, null=True)
    cipher = models.BinaryField(null=True)
    key_id = models.CharField(max_length=16)
    purge_after = models.DateTimeField()

    class Meta:
        db_table = "contact_point"
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="contact_point_once"),
            models.CheckConstraint(
                name="contact_point_known_or_forgotten",
                condition=models.Q(digest__isnull=True, cipher__isnull=True)
                | models.Q(digest__isnull=False, cipher__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["purge_after"], name="contact_point_due", condition=models.Q(cipher__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Reveal(models.Model):
    """A member of staff looked at a contact point in clear, and why."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "reveal"
        constraints = [models.CheckConstraint(name="reveal_has_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.contact_point_id}"
