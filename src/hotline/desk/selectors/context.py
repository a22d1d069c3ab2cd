"""What is known about the interaction in hand: the citizen, the path, the history, entries that may help."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from hotline.citizens.models import Citizen
from hotline.desk.both import labelled
from hotline.inquiries.models import Interaction
from hotline.inquiries.selectors import HistoryRow, Story, history_of_citizen, story
from hotline.kernel import clock
from hotline.knowledge.selectors import entries_suggested

from .data import matter_type_titles
from .entries import entry_brief
from .path import path_of, search_words_of, topic_heard

SUGGESTIONS = 5
HISTORY_ROWS = 10
WEEK = timedelta(days=7)


def context_of(*, interaction_id: uuid.UUID) -> dict[str, Any]:
    """Everything the columns show about this interaction. Raises Interaction.DoesNotExist."""
    told = story(interaction_id=interaction_id)
    return {
        "interaction": str(told.interaction_id),
        "number": told.inquiry_number,
        "language": told.language,
        "elder": told.elder,
        "started_at": told.started_at.isoformat(),
        "citizen": _citizen(told),
        "path": [step.to_json() for step in path_of(told.steps)],
        "suggested": _suggested(told),
    }


def _citizen(told: Story) -> dict[str, Any]:
    if told.citizen_id is None:
        return {"number": None, "known": False, "elder": False, "contacts_week": 1, "history": []}
    return {
        "number": told.citizen_number,
        "known": True,
        "elder": Citizen.objects.values_list("elder", flat=True).get(pk=told.citizen_id),
        "contacts_week": _contacts_since(told.citizen_id, clock.now() - WEEK),
        "history": history_json(citizen_id=told.citizen_id, before=told.started_at),
    }


def history_json(*, citizen_id: uuid.UUID, before: datetime) -> list[dict[str, Any]]:
    """The citizen's earlier interactions as the left column shows them."""
    rows = history_of_citizen(citizen_id=citizen_id, before=before, limit=HISTORY_ROWS)
    return [_history_row(row) for row in rows]


def _history_row(row: HistoryRow) -> dict[str, Any]:
    first_type = row.type_codes[0] if row.type_codes else ""
    return {
        "id": str(row.interaction_id),
        "number": row.inquiry_number,
        "medium": row.medium,
        "started_at": row.started_at.isoformat(),
        "end_reason": row.end_reason,
        "type": matter_type_titles().get(first_type),
        "disposition": labelled(row.dispositions[0]) if row.dispositions else None,
    }


def _contacts_since(citizen_id: uuid.UUID, since: datetime) -> int:
    return Interaction.objects.filter(inquiry__citizen_id=citizen_id, started_at__gte=since).count()


def _suggested(told: Story) -> list[dict[str, Any]]:
    code = topic_heard(told.steps)
    entries = entries_suggested(code=code, path_words=search_words_of(told.steps), limit=SUGGESTIONS, for_staff=True)
    return [entry_brief(entry, listened=entry.code == code) for entry in entries]
