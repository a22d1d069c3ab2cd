"""What changes accounts and the audit trail."""

from .audit import audit_record, audit_record_once
from .sample import sample_staff_load
from .staff import staff_add

__all__ = ["audit_record", "audit_record_once", "sample_staff_load", "staff_add"]
