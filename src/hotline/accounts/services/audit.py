"""Writing the audit trail."""

import uuid
from datetime import timedelta
from typing import Any

from hotline.accounts.models import AuditEntry
from hotline.kernel import clock


def audit_record(
    *, staff_id: uuid.UUID | None, action: str, subject: str, details: dict[str, Any] | None = None
) -> None:
    """Add one line that nobody can change: in the transaction of what it describes."""
    AuditEntry.objects.create(at=clock.now(), staff_id=staff_id, action=action, subject=subject, details=details or {})


def audit_record_once(*, staff_id: uuid.UUID, action: str, subject: str, within: timedelta) -> None:
    """Add a line unless the same was written within this time: for what one doing asks for in many requests.

    Two requests at the same instant may write two lines; there is never none.
    """
    now = clock.now()
    if not AuditEntry.objects.filter(staff_id=staff_id, action=action, subject=subject, at__gt=now - within).exists():
        audit_record(staff_id=staff_id, action=action, subject=subject)
