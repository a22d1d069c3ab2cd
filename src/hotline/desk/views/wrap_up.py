"""The end of the wrap-up: matters into the record, the desk free again."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from hotline.accounts.models import Staff
from hotline.acd.services import TalkGoesOnError, wrap_up_finish
from hotline.desk.access import DESK_ROLES, Body, command_for, id_in, text_in
from hotline.desk.refusals import RefusedError, bad_request, not_yours
from hotline.desk.selectors import engagement_interaction, matter_type_titles
from hotline.inquiries.models import Matter
from hotline.inquiries.services import matter_record

from .presence import presence_in

MOST_MATTERS = 20
MOST_ENTRIES = 50
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class MatterInput:
    """One matter as the form sends it."""

    type_code: str
    disposition: str
    note: str
    entry_version_ids: tuple[uuid.UUID, ...]


@command_for(DESK_ROLES)
def wrap_up(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Record the matters and finish, all or nothing. A repeat replaces the same matters and changes nothing else."""
    engagement_id = id_in(body, "engagement")
    interaction_id = engagement_interaction(engagement_id=engagement_id, staff_id=staff.id)
    if interaction_id is None:
        raise not_yours()
    presence, reason = presence_in(body, "next")
    matters = matters_in(body)
    try:
        with transaction.atomic():
            _record(interaction_id, matters, staff_id=staff.id)
            wrap_up_finish(staff_id=staff.id, engagement_id=engagement_id, next_presence=presence, reason=reason)
    except TalkGoesOnError as error:
        raise RefusedError(
            "通话还没结束，先挂机再提交小结。",
            "The call is not over. Hang up, then finish.",
            status=HTTPStatus.CONFLICT,
        ) from error


def _record(interaction_id: uuid.UUID, matters: Sequence[MatterInput], *, staff_id: uuid.UUID) -> None:
    for n, matter in enumerate(matters, start=1):
        matter_record(
            interaction_id=interaction_id,
            n=n,
            type_code=matter.type_code,
            disposition=matter.disposition,
            note=matter.note,
            entry_version_ids=matter.entry_version_ids,
            staff_id=staff_id,
        )


def matters_in(body: Body) -> list[MatterInput]:
    """The matters of the form. Raises RefusedError that names the first that is incomplete."""
    rows = body.get("matters")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_MATTERS:
        raise bad_request("请至少登记一个事项。", "Record at least one matter.")
    return [_matter(row, n) for n, row in enumerate(rows, start=1)]


def _matter(row: Any, n: int) -> MatterInput:
    if not isinstance(row, dict):
        raise bad_request()
    type_code, disposition = text_in(row, "type_code"), text_in(row, "disposition")
    if type_code not in matter_type_titles() or disposition not in Matter.Disposition.values:
        raise bad_request(f"事项 {n}：请选择业务类型和处理结果。", f"Matter {n}: choose a type and a result.")
    return MatterInput(type_code, disposition, text_in(row, "note", longest=LONGEST_NOTE), _entries(row))


def _entries(row: Body) -> tuple[uuid.UUID, ...]:
    entries = row.get("entries", [])
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise bad_request()
    try:
        return tuple(uuid.UUID(str(entry)) for entry in entries)
    except ValueError as error:
        raise bad_request() from error
