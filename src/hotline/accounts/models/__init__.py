"""Who works here, and what they did that must be provable."""

from .audit import AuditEntry
from .staff import Role, Staff

__all__ = ["AuditEntry", "Role", "Staff"]
