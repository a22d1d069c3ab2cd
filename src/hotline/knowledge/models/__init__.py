"""Topics, entries, voice codes, versions and their texts."""

from .entry import Entry
from .topic import Topic
from .version import EntryText, EntryVersion
from .voice_code import VoiceCode

__all__ = ["Entry", "EntryText", "EntryVersion", "Topic", "VoiceCode"]
