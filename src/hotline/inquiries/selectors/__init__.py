"""What may be asked about the record."""

from .history import HistoryRow, history_of_citizen, interactions_recent
from .opening import message_body, note_of, survey_level
from .story import (
    EngagementRow,
    MatterRow,
    MessageRow,
    ProvenanceRow,
    SegmentRow,
    StepRow,
    Story,
    story,
)

__all__ = [
    "EngagementRow",
    "HistoryRow",
    "MatterRow",
    "MessageRow",
    "ProvenanceRow",
    "SegmentRow",
    "StepRow",
    "Story",
    "history_of_citizen",
    "interactions_recent",
    "message_body",
    "note_of",
    "story",
    "survey_level",
]
