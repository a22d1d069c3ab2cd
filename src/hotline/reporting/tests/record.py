"""Hand-made records: a call is written down as its stretches, second by second."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from hotline.accounts.models import Staff
from hotline.acd.models import Callback
from hotline.citizens.models import Citizen, ContactPoint
from hotline.inquiries.models import (
    Engagement,
    Inquiry,
    Interaction,
    Message,
    Provenance,
    Segment,
    Step,
    SurveyMark,
)
from hotline.knowledge.models import Entry, EntryVersion, Topic

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
"""Noon in Beijing, on the day that most tests ask about."""


def call(
    *stretches: tuple[str, float],
    at: datetime = NOON,
    ended: bool = True,
    reason: str = "caller_hung_up",
    origin: str = "normal",
    medium: str = "voice",
    direction: str = "in",
) -> Interaction:
    """A call of these (kind, seconds) stretches. Where it has not ended, its last stretch is open."""
    begins, spans = at, []
    for kind, seconds in stretches:
        ends = begins + timedelta(seconds=seconds)
        spans.append((kind, begins, ends))
        begins = ends
    number = uuid.uuid4().hex[:20]
    interaction = Interaction.objects.create(
        inquiry=Inquiry.objects.create(number=number, created_at=at),
        medium=medium,
        direction=direction,
        origin=origin,
        origin_ref=number,
        started_at=at,
        ended_at=begins if ended else None,
        end_reason=reason if ended else "",
    )
    for place, (kind, lower, upper) in enumerate(spans, start=1):
        is_open = not ended and place == len(spans)
        Segment.objects.create(interaction=interaction, kind=kind, during=(lower, None if is_open else upper))
    return interaction


def work(
    interaction: Interaction,
    *,
    after: float,
    talk: float | None,
    wrap_up: float | None = None,
    staff: Staff | None = None,
) -> Engagement:
    """An adviser took the call so many seconds after its start; None where the talk or the wrap-up still goes on."""
    served_from = interaction.started_at + timedelta(seconds=after)
    served_to = served_from + timedelta(seconds=talk) if talk is not None else None
    return Engagement.objects.create(
        interaction=interaction,
        staff=staff or adviser(),
        medium=interaction.medium,
        served_from=served_from,
        served_to=served_to,
        wrapped_at=served_to + timedelta(seconds=wrap_up) if served_to and wrap_up is not None else None,
    )


def adviser() -> Staff:
    """A new adviser."""
    number = f"{Staff.objects.count() + 1:04d}"
    return Staff.objects.create(username=f"adviser{number}", display_name="测试", work_number=number)


def heard(interaction: Interaction, *, pieces: int, rendering: str = "voice") -> None:
    """So many pieces of an entry were begun: its title, its answer, what follows."""
    Provenance.objects.create(
        interaction=interaction,
        entry_version=entry_version(),
        rendering=rendering,
        language="zh",
        level="plain",
        as_of=date(2026, 11, 24),
        digest="",
        at=interaction.started_at,
        paragraphs=pieces,
    )


def entry_version() -> EntryVersion:
    """A new entry with one version."""
    n = Entry.objects.count() + 1
    topic, _ = Topic.objects.get_or_create(
        path="wages", defaults={"field": 4, "title_zh": "工资", "title_en": "Wages", "place": 1}
    )
    entry = Entry.objects.create(
        slug=f"entry-{n}", kind="answer", audience="citizen", topic=topic, rank=n, changed_at=NOON
    )
    return EntryVersion.objects.create(
        entry=entry, n=1, valid=(date(2011, 7, 1), None), said=(NOON, None), content={}, digest=""
    )


def message_left(interaction: Interaction, *, author: str = "citizen", kind: str = "voice") -> None:
    """The citizen left a message."""
    Message.objects.create(
        interaction=interaction, seq=1, client_token="message", author=author, kind=kind, at=interaction.started_at
    )


def callback_asked(interaction: Interaction, *, source: str = "queue") -> None:
    """A call-back stands on the list for this call."""
    contact = ContactPoint.objects.create(
        citizen=Citizen.objects.create(made_at=NOON),
        kind="phone",
        digest=uuid.uuid4().hex,
        cipher=b"",
        key_id="",
        purge_after=NOON,
    )
    Callback.objects.create(
        contact=contact,
        interaction=interaction,
        source=source,
        language="zh",
        requested_at=NOON,
        not_before=NOON,
        not_after=NOON + timedelta(days=1),
    )


def step(interaction: Interaction, kind: str) -> None:
    """Something stands on the call's time line."""
    Step.objects.create(interaction=interaction, seq=1, at=interaction.started_at, kind=kind)


def marked(interaction: Interaction, level: int | None) -> None:
    """The citizen was asked for a mark, and gave this one or none."""
    at = interaction.started_at
    SurveyMark.objects.create(
        interaction=interaction, offered_at=at, answered_at=at if level is not None else None, level=level
    )
