"""Topics, entries, voice codes, versions and their texts; parameters; what must be looked at again."""

from .entry import Entry
from .parameter import ParameterRow, ParameterValue, VersionParameter
from .review import Review
from .topic import Topic
from .version import EntryText, EntryVersion
from .voice_code import VoiceCode

__all__ = [
    "Entry",
    "EntryText",
    "EntryVersion",
    "ParameterRow",
    "ParameterValue",
    "Review",
    "Topic",
    "VersionParameter",
    "VoiceCode",
]
