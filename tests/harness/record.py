"""The record of one call, as the scenarios judge it: plain values, read straight from the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from harness.centre import Centre


@dataclass(frozen=True)
class Record:
    """Everything the record says about one interaction."""

    id: UUID
    language: str
    elder: bool
    end_reason: str
    segments: list[str]
    steps: list[tuple[str, Mapping[str, Any]]]
    offers: list[tuple[str, str]]
    queue_ends: list[str]
    engagements: list[str]
    messages: list[str]
    topics: list[tuple[str, str, int]]
    survey: tuple[bool, int | None]
    callbacks: list[tuple[str, str]]
    recordings: list[tuple[str, str]]
    recording_ids: list[UUID]

    @property
    def is_closed(self) -> bool:
        """Whether the call has ended in the record."""
        return bool(self.end_reason)

    @property
    def nodes(self) -> list[str]:
        """The nodes of the flow that the caller passed, in order."""
        return [data["node"] for kind, data in self.steps if kind == "node"]

    def steps_of(self, kind: str) -> list[Mapping[str, Any]]:
        """What the steps of one kind say."""
        return [data for step_kind, data in self.steps if step_kind == kind]


def record_find(centre: Centre, *, called: str) -> Record | None:
    """The record of the call to this number; None while there is none. Fails where there is more than one."""
    rows = centre.rows("select * from interaction where called_number = %s", called)
    if not rows:
        return None
    (row,) = rows
    return _read(centre, row)


def record_newest(centre: Centre, *, called: str) -> Record | None:
    """The last closed record of calls to this number, for calls that cannot carry a number of their own."""
    rows = centre.rows(
        "select * from interaction where called_number = %s and ended_at is not null order by ended_at desc limit 1",
        called,
    )
    return _read(centre, rows[0]) if rows else None


def _read(centre: Centre, row: Mapping[str, Any]) -> Record:
    def column(sql: str) -> list[Any]:
        return [tuple(found.values()) for found in centre.rows(sql, row["id"])]

    marks = column("select level from survey_mark where interaction_id = %s")
    return Record(
        id=row["id"],
        language=row["language"],
        elder=row["elder"],
        end_reason=row["end_reason"],
        segments=[kind for (kind,) in column("select kind from segment where interaction_id = %s order by during")],
        steps=column("select kind, data from step where interaction_id = %s order by seq"),
        offers=column(
            "select s.username, o.state from offer o join staff s on s.id = o.staff_id"
            " where o.interaction_id = %s order by o.made_at"
        ),
        queue_ends=[
            state for (state,) in column("select state from queue_item where interaction_id = %s order by enqueued_at")
        ],
        engagements=[
            name
            for (name,) in column(
                "select s.username from engagement e join staff s on s.id = e.staff_id"
                " where e.interaction_id = %s order by e.served_from"
            )
        ],
        messages=[kind for (kind,) in column("select kind from message where interaction_id = %s order by seq")],
        topics=column(
            "select c.code, p.rendering, p.paragraphs from provenance p"
            " join entry_version v on v.id = p.entry_version_id"
            " join voice_code c on c.entry_id = v.entry_id where p.interaction_id = %s order by p.at"
        ),
        survey=(bool(marks), marks[0][0] if marks else None),
        callbacks=column("select source, state from callback where interaction_id = %s order by requested_at"),
        recordings=column("select part, state from recording where interaction_id = %s order by started_at"),
        recording_ids=[found for (found,) in column("select id from recording where interaction_id = %s")],
    )


OPEN_ROWS = {
    "interactions": "select count(*) from interaction where ended_at is null",
    "segments": "select count(*) from segment where upper_inf(during)",
    "call states": "select count(*) from call_state",
    "legs": "select count(*) from leg where closed_at is null",
    "queue items": "select count(*) from queue_item where state in ('waiting', 'offered')",
    "offers": "select count(*) from offer where state in ('open', 'accepted') and decided_at is null",
    "talks": "select count(*) from engagement where served_to is null",
}


def open_rows(centre: Centre) -> dict[str, int]:
    """What the record still holds open, by name; empty when no call is under way."""
    found = {name: int(centre.rows(sql)[0]["count"]) for name, sql in OPEN_ROWS.items()}
    return {name: count for name, count in found.items() if count}
