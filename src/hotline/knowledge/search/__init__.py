"""Finding entries by everyday words, codes and half-typed input: lexical, in memory, without a database."""

from .cutting import Cutter, dictionary_read
from .index import Document, Hit, Index, Reason, Where

__all__ = ["Cutter", "Document", "Hit", "Index", "Reason", "Where", "dictionary_read"]
