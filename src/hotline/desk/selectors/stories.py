"""The whole story of an interaction, as the page draws it."""

import uuid
from typing import Any

from hotline.desk.both import both
from hotline.inquiries.models import Interaction
from hotline.inquiries.selectors import (
    EngagementRow,
    MatterRow,
    MessageRow,
    ProvenanceRow,
    SegmentRow,
    Story,
    message_body,
    note_of,
    story,
)
from hotline.knowledge.selectors import entry_of_version
from hotline.telephony.selectors import RecordingRow, recordings_of

from .data import matter_type_titles
from .path import time_line_of


def story_json(*, interaction_id: uuid.UUID) -> dict[str, Any] | None:
    """The story without the citizen's mark, or None where there is no such interaction."""
    try:
        told = story(interaction_id=interaction_id)
    except Interaction.DoesNotExist:
        return None
    return _header(told) | {
        "segments": [_segment(row) for row in told.segments],
        "steps": [step.to_json() for step in time_line_of(told.steps)],
        "engagements": [_engagement(row) for row in told.engagements],
        "matters": [_matter(interaction_id, row) for row in told.matters],
        "provenance": [_provenance(row) for row in told.provenance],
        "messages": [_message(row) for row in told.messages],
        "recordings": [_recording(row) for row in recordings_of(interaction_id=interaction_id)],
    }


def _header(told: Story) -> dict[str, Any]:
    survey = "answered" if told.survey_answered else "not_answered" if told.survey_offered else "not_asked"
    return {
        "id": str(told.interaction_id),
        "number": told.inquiry_number,
        "medium": told.medium,
        "citizen": told.citizen_number,
        "called_number": told.called_number,
        "language": told.language,
        "elder": told.elder,
        "started_at": told.started_at.isoformat(),
        "ended_at": told.ended_at.isoformat() if told.ended_at else None,
        "end_reason": told.end_reason,
        "survey": survey,
    }


def _segment(row: SegmentRow) -> dict[str, Any]:
    ended = row.ended_at.isoformat() if row.ended_at else None
    return {"kind": row.kind, "from": row.started_at.isoformat(), "to": ended}


def _engagement(row: EngagementRow) -> dict[str, Any]:
    return {
        "who": f"{row.display_name} {row.work_number}",
        "served_from": row.served_from.isoformat(),
        "served_to": row.served_to.isoformat() if row.served_to else None,
        "wrapped_at": row.wrapped_at.isoformat() if row.wrapped_at else None,
    }


def _matter(interaction_id: uuid.UUID, row: MatterRow) -> dict[str, Any]:
    return {
        "n": row.n,
        "type_code": row.type_code,
        "type": matter_type_titles().get(row.type_code),
        "disposition": row.disposition,
        "note": note_of(interaction_id=interaction_id, n=row.n) if row.has_note else "",
    }


def _provenance(row: ProvenanceRow) -> dict[str, Any]:
    entry = entry_of_version(version_id=row.entry_version_id)
    return {
        "code": entry.code if entry else "",
        "title": both(row.title_zh, row.title_en),
        "n": row.version_n,
        "rendering": row.rendering,
        "language": row.language,
        "as_of": row.as_of.isoformat(),
        "at": row.at.isoformat(),
        "paragraphs": row.paragraphs,
    }


def _message(row: MessageRow) -> dict[str, Any]:
    return {
        "id": str(row.message_id),
        "author": row.author,
        "kind": row.kind,
        "at": row.at.isoformat(),
        "body": message_body(message_id=row.message_id),
    }


def _recording(row: RecordingRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "part": row.part,
        "state": row.state,
        "seconds": row.seconds,
        "started_at": row.started_at.isoformat(),
        "cut_short": row.is_cut_short,
    }
