"""The whole story of one interaction, as its page and the desk show it. The citizen's mark is not in it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hotline.citizens.selectors import number_masked_of
from hotline.inquiries.models import Interaction, Provenance, Segment
from hotline.kernel import clock


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A stretch of the citizen's time; `ended_at` is None while it lasts, `seconds` counts up to now then."""

    kind: str
    started_at: datetime
    ended_at: datetime | None
    seconds: float


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing on the time line."""

    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One adviser's work, with the name and number that the citizen was told."""

    engagement_id: uuid.UUID
    staff_id: uuid.UUID
    display_name: str
    work_number: str
    served_from: datetime
    served_to: datetime | None
    wrapped_at: datetime | None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One question; `has_note` says whether `note_of` has anything to open."""

    n: int
    type_code: str
    disposition: str
    disposition_label: str
    has_note: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """An entry version that was used, with its title in both languages."""

    entry_version_id: uuid.UUID
    slug: str
    version_n: int
    title_zh: str
    title_en: str
    rendering: str
    language: str
    level: str
    as_of: date
    at: datetime
    paragraphs: int


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message without its body, which is opened by `message_body`."""

    message_id: uuid.UUID
    seq: int
    author: str
    kind: str
    at: datetime
    blob_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Story:
    """Header and parts, each in order of time. `citizen_number` is masked; the survey is told as yes or no alone."""

    interaction_id: uuid.UUID
    inquiry_id: uuid.UUID
    inquiry_number: str
    inquiry_state: str
    citizen_id: uuid.UUID | None
    citizen_number: str | None
    medium: str
    direction: str
    origin: str
    node: str
    called_number: str
    language: str
    elder: bool
    started_at: datetime
    ended_at: datetime | None
    end_reason: str
    segments: list[SegmentRow]
    steps: list[StepRow]
    engagements: list[EngagementRow]
    matters: list[MatterRow]
    provenance: list[ProvenanceRow]
    messages: list[MessageRow]
    survey_offered: bool
    survey_answered: bool


def story(*, interaction_id: uuid.UUID, at: datetime | None = None) -> Story:
    """Everything about this interaction. Raises Interaction.DoesNotExist."""
    interaction = Interaction.objects.select_related("inquiry", "survey_mark").get(pk=interaction_id)
    inquiry = interaction.inquiry
    mark = getattr(interaction, "survey_mark", None)
    return Story(
        interaction_id=interaction.id,
        inquiry_id=inquiry.id,
        inquiry_number=inquiry.number,
        inquiry_state=inquiry.state,
        citizen_id=inquiry.citizen_id,
        citizen_number=number_masked_of(citizen_id=inquiry.citizen_id) if inquiry.citizen_id else None,
        medium=interaction.medium,
        direction=interaction.direction,
        origin=interaction.origin,
        node=interaction.node,
        called_number=interaction.called_number,
        language=interaction.language,
        elder=interaction.elder,
        started_at=interaction.started_at,
        ended_at=interaction.ended_at,
        end_reason=interaction.end_reason,
        segments=_segments(interaction, now=at or clock.now()),
        steps=[StepRow(step.seq, step.at, step.kind, step.data) for step in interaction.steps.order_by("seq")],
        engagements=_engagements(interaction),
        matters=_matters(interaction),
        provenance=_provenance(interaction),
        messages=_messages(interaction),
        survey_offered=mark is not None,
        survey_answered=mark is not None and mark.answered_at is not None,
    )


def _segments(interaction: Interaction, *, now: datetime) -> list[SegmentRow]:
    return [_segment(segment, now=now) for segment in interaction.segments.order_by("during")]


def _segment(segment: Segment, *, now: datetime) -> SegmentRow:
    started_at, ended_at = segment.during.lower, segment.during.upper
    lasted = max(timedelta(), (ended_at or now) - started_at)
    return SegmentRow(segment.kind, started_at, ended_at, lasted.total_seconds())


def _engagements(interaction: Interaction) -> list[EngagementRow]:
    return [
        EngagementRow(
            engagement_id=engagement.id,
            staff_id=engagement.staff_id,
            display_name=engagement.staff.display_name,
            work_number=engagement.staff.work_number,
            served_from=engagement.served_from,
            served_to=engagement.served_to,
            wrapped_at=engagement.wrapped_at,
        )
        for engagement in interaction.engagements.select_related("staff").order_by("served_from", "id")
    ]


def _matters(interaction: Interaction) -> list[MatterRow]:
    return [
        MatterRow(
            n=matter.n,
            type_code=matter.type_code,
            disposition=matter.disposition,
            disposition_label=matter.get_disposition_display(),
            has_note=matter.note is not None,
            recorded_at=matter.recorded_at,
        )
        for matter in interaction.matters.order_by("n")
    ]


def _provenance(interaction: Interaction) -> list[ProvenanceRow]:
    used = interaction.provenance.select_related("entry_version__entry").order_by("at", "id")
    return [_provenance_row(row) for row in used]


def _provenance_row(row: Provenance) -> ProvenanceRow:
    title = row.entry_version.content["title"]
    return ProvenanceRow(
        entry_version_id=row.entry_version_id,
        slug=row.entry_version.entry.slug,
        version_n=row.entry_version.n,
        title_zh=title["zh"],
        title_en=title["en"],
        rendering=row.rendering,
        language=row.language,
        level=row.level,
        as_of=row.as_of,
        at=row.at,
        paragraphs=row.paragraphs,
    )


def _messages(interaction: Interaction) -> list[MessageRow]:
    return [
        MessageRow(
            message_id=message.id,
            seq=message.seq,
            author=message.author,
            kind=message.kind,
            at=message.at,
            blob_id=message.blob_id,
        )
        for message in interaction.messages.order_by("seq")
    ]
