"""The audit trail: append-only, enforced by the database."""

from django.db import models

from hotline.kernel.ids import new_id

from .staff import Staff


class AuditEntry(models.Model):
    """Who did what to which thing, when. A trigger refuses to change or delete rows."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT)
    action = models.CharField(max_length=60, help_text="domain verb, such as recording.listened")
    subject = models.CharField(max_length=100, help_text="kind:id of what it was done to")
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "audit_entry"
        indexes = [models.Index(fields=["subject", "at"]), models.Index(fields=["staff", "at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
