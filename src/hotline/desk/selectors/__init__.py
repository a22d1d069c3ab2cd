"""What the desk reads, put together from the rooms below."""

from .centre import centre_now
from .context import context_of
from .data import matter_type_titles, matter_types
from .entries import entry_brief, entry_card
from .lines import InteractionLine, interaction_lines
from .sight import (
    ALL_SEEING_ROLES,
    citizen_of,
    engagement_interaction,
    interaction_in_hand,
    may_see,
    recording_interaction,
)
from .snapshot import Snapshots
from .stories import story_json
from .todo import todo_now

__all__ = [
    "ALL_SEEING_ROLES",
    "InteractionLine",
    "Snapshots",
    "centre_now",
    "citizen_of",
    "context_of",
    "engagement_interaction",
    "entry_brief",
    "entry_card",
    "interaction_in_hand",
    "interaction_lines",
    "matter_type_titles",
    "matter_types",
    "may_see",
    "recording_interaction",
    "story_json",
    "todo_now",
]
