"""What writes knowledge: publishing, withdrawing, loading a folder, parameters, and what must be looked at again."""

from .folder_load import LoadReport, folder_load
from .parameters import parameter_publish
from .publish import entry_publish, entry_withdraw
from .reviews import review_close, reviews_open_when_due

__all__ = [
    "LoadReport",
    "entry_publish",
    "entry_withdraw",
    "folder_load",
    "parameter_publish",
    "review_close",
    "reviews_open_when_due",
]
