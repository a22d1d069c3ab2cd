"""What writes knowledge: publishing, withdrawing, loading a folder."""

from .folder_load import LoadReport, folder_load
from .publish import entry_publish, entry_withdraw

__all__ = ["LoadReport", "entry_publish", "entry_withdraw", "folder_load"]
