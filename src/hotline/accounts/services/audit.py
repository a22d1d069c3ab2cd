"""Writing the audit trail."""

import uuid
from typing import Any

from hotline.accounts.models import AuditEntry
from hotline.kernel import clock


def audit_record(
    *, staff_id: uuid.UUID | None, action: str, subject: str, details: dict[str, Any] | None = None
) -> None:
    """Add one line that nobody can change: in the transaction of what it describes."""
    AuditEntry.objects.create(at=clock.now(), staff_id=staff_id, action=action, subject=subject, details=details or {})
