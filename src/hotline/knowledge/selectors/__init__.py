"""What may be read of knowledge. Faces use these and nothing else."""

from .entries import entries_by_topic, entries_most_asked, entry_as_of, entry_of_version
from .lookup import topic_lookup
from .searching import entries_search, entries_suggested
from .topics import topics_tree

__all__ = [
    "entries_by_topic",
    "entries_most_asked",
    "entries_search",
    "entries_suggested",
    "entry_as_of",
    "entry_of_version",
    "topic_lookup",
    "topics_tree",
]
