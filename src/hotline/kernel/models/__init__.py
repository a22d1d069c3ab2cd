"""The kernel's tables."""

from .blob import Blob
from .outbox import OutboxCursor, OutboxRow

__all__ = ["Blob", "OutboxCursor", "OutboxRow"]
