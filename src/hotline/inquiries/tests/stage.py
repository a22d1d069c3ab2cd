"""A small centre to test the record with: instants, calls, people, entries."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import TypeVar

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from hotline.accounts.models import Staff
from hotline.inquiries.models import Segment
from hotline.inquiries.services import interaction_open
from hotline.kernel.ids import new_id
from hotline.knowledge.models import Entry, EntryText, EntryVersion, Topic

Result = TypeVar("Result")

T0 = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""09:00 in Beijing on a Tuesday."""


def at(seconds: float) -> datetime:
    """So many seconds after T0."""
    return T0 + timedelta(seconds=seconds)


def call_open(*, seconds: float = 0, citizen_id: uuid.UUID | None = None, language: str = "zh") -> uuid.UUID:
    """A call that began so many seconds after T0."""
    interaction_id = new_id()
    interaction_open(
        interaction_id=interaction_id,
        medium="voice",
        origin_ref=f"channel-{interaction_id}",
        node="n1",
        called_number="12333",
        citizen_id=citizen_id,
        language=language,
        at=at(seconds),
    )
    return interaction_id


def staff_make(name: str) -> Staff:
    """A member of staff."""
    return Staff.objects.create(username=name, display_name=f"坐席{name}", work_number=f"w{name}"[:10])


def version_make(slug: str = "claim") -> EntryVersion:
    """A published version of an entry of its own."""
    topic, _ = Topic.objects.get_or_create(
        path="insurance", defaults={"field": 1, "title_zh": "社会保险", "title_en": "Social insurance", "place": 1}
    )
    entry = Entry.objects.create(
        slug=slug, kind="answer", audience="both", topic=topic, rank=Entry.objects.count() + 1, changed_at=T0
    )
    version = EntryVersion.objects.create(
        entry=entry,
        n=1,
        valid=DateRange(date(2020, 1, 1), None),
        said=DateTimeTZRange(T0 - timedelta(days=9), None),
        content={"title": {"zh": f"怎样{slug}", "en": f"How to {slug}"}, "basis": [], "words": []},
        digest="d" * 64,
    )
    for language, body in (("zh", ["可以。", "先登记。"]), ("en", ["Yes.", "Register first."])):
        EntryText.objects.create(version=version, language=language, body=body, source_digest="d" * 64)
    return version


def segments_of(interaction_id: uuid.UUID) -> list[tuple[str, float, float | None]]:
    """The citizen's time as (kind, from, to), in seconds after T0."""
    return [
        (segment.kind, _seconds(segment.during.lower), _seconds(segment.during.upper) if segment.during.upper else None)
        for segment in Segment.objects.filter(interaction_id=interaction_id).order_by("during")
    ]


def at_once(*calls: Callable[[], Result]) -> list[Result]:
    """Run these at the same instant, each with a connection of its own; raise what any of them raises."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return list(pool.map(run, calls, timeout=60))


def _seconds(instant: datetime) -> float:
    return (instant - T0).total_seconds()
