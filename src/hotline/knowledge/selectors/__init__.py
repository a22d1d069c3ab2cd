"""What may be read of knowledge. Faces use these and nothing else."""

from hotline.knowledge.reading import EntryAsOf, Expired, Found, Lookup, NotYetValid, TopicNode, Unknown

from .entries import entries_by_topic, entries_most_asked, entry_as_of, entry_of_version
from .lookup import topic_lookup
from .parameters import parameter_book
from .search_meaning import search_by_meaning_begin
from .searching import SearchHit, entries_search, entries_suggested, queries_suggested, query_remark
from .topics import topics_tree
from .voice import version_digest, voice_paragraph, voice_script_length

__all__ = [
    "EntryAsOf",
    "Expired",
    "Found",
    "Lookup",
    "NotYetValid",
    "SearchHit",
    "TopicNode",
    "Unknown",
    "entries_by_topic",
    "entries_most_asked",
    "entries_search",
    "entries_suggested",
    "entry_as_of",
    "entry_of_version",
    "parameter_book",
    "queries_suggested",
    "query_remark",
    "search_by_meaning_begin",
    "topic_lookup",
    "topics_tree",
    "version_digest",
    "voice_paragraph",
    "voice_script_length",
]
