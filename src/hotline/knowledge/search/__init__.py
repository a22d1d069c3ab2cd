"""Finding entries by everyday words, meaning, codes, references and half-typed input: in memory, without a database."""

from .dictionary import Dictionary, dictionary_read, dictionary_shipped
from .document import Document, Hit, Reason, Where
from .index import Index

__all__ = ["Dictionary", "Document", "Hit", "Index", "Reason", "Where", "dictionary_read", "dictionary_shipped"]
