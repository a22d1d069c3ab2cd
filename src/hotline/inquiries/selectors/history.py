"""Interactions in lists: a citizen's own, and the latest of all."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from hotline.inquiries.models import Engagement, Interaction, Matter, Segment


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One interaction in a list, with its advisers in order and its dispositions in words of both languages."""

    interaction_id: uuid.UUID
    inquiry_number: str
    citizen_id: uuid.UUID | None
    medium: str
    direction: str
    language: str
    started_at: datetime
    ended_at: datetime | None
    end_reason: str
    was_queued: bool
    staff_names: list[str]
    type_codes: list[str]
    dispositions: list[str]


def history_of_citizen(*, citizen_id: uuid.UUID, before: datetime | None = None, limit: int = 10) -> list[HistoryRow]:
    """This citizen's interactions that began before an instant (all without one), the latest first."""
    found = Interaction.objects.filter(inquiry__citizen_id=citizen_id)
    return _rows(found.filter(started_at__lt=before) if before else found, limit=limit)


def interactions_recent(
    *,
    limit: int = 50,
    before: datetime | None = None,
    medium: str | None = None,
    staff_id: uuid.UUID | None = None,
    inquiry_number: str | None = None,
    going_on: bool | None = None,
) -> list[HistoryRow]:
    """The latest interactions, narrowed by what is given.

    Begun before an instant, of a medium, served by an adviser, of an inquiry, going on (True) or over (False).
    """
    filters: dict[str, Any] = {
        "started_at__lt": before,
        "medium": medium,
        "inquiry__number": inquiry_number,
        "ended_at__isnull": going_on,
    }
    found = Interaction.objects.filter(**{name: value for name, value in filters.items() if value is not None})
    if staff_id is not None:
        found = found.filter(Exists(Engagement.objects.filter(interaction_id=OuterRef("pk"), staff_id=staff_id)))
    return _rows(found, limit=limit)


def _rows(found: QuerySet[Interaction], *, limit: int) -> list[HistoryRow]:
    queued = Segment.objects.filter(interaction_id=OuterRef("pk"), kind=Segment.Kind.QUEUE)
    whole = (
        found.select_related("inquiry")
        .annotate(was_queued=Exists(queued))
        .prefetch_related(
            Prefetch("engagements", Engagement.objects.select_related("staff").order_by("served_from", "id")),
            Prefetch("matters", Matter.objects.order_by("n")),
        )
        .order_by("-started_at", "-id")[:limit]
    )
    return [_row(interaction, was_queued=interaction.was_queued) for interaction in whole]


def _row(interaction: Interaction, *, was_queued: bool) -> HistoryRow:
    matters = list(interaction.matters.all())
    return HistoryRow(
        interaction_id=interaction.id,
        inquiry_number=interaction.inquiry.number,
        citizen_id=interaction.inquiry.citizen_id,
        medium=interaction.medium,
        direction=interaction.direction,
        language=interaction.language,
        started_at=interaction.started_at,
        ended_at=interaction.ended_at,
        end_reason=interaction.end_reason,
        was_queued=was_queued,
        staff_names=[engagement.staff.display_name for engagement in interaction.engagements.all()],
        type_codes=[matter.type_code for matter in matters],
        dispositions=[matter.get_disposition_display() for matter in matters],
    )
