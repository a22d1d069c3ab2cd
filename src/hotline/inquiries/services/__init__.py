"""What changes the record."""

from .engagements import InteractionOverError, engagement_end_served, engagement_open, engagement_wrap
from .interactions import (
    interaction_close,
    interaction_lock,
    interaction_message_not_left,
    interaction_open,
    interaction_set_language,
)
from .matters import matter_record
from .messages import message_add
from .provenance import provenance_add
from .segments import segment_change
from .steps import step_add, steps_add
from .surveys import survey_answer, survey_offer

__all__ = [
    "InteractionOverError",
    "engagement_end_served",
    "engagement_open",
    "engagement_wrap",
    "interaction_close",
    "interaction_lock",
    "interaction_message_not_left",
    "interaction_open",
    "interaction_set_language",
    "matter_record",
    "message_add",
    "provenance_add",
    "segment_change",
    "step_add",
    "steps_add",
    "survey_answer",
    "survey_offer",
]
