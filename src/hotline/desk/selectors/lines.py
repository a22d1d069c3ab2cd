"""Interactions as lines of a list."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline.citizens.selectors import numbers_masked_of
from hotline.desk.both import Both, both, labelled
from hotline.inquiries.models import Medium
from hotline.inquiries.selectors import HistoryRow

from .data import matter_type_titles

END_WORDS = {
    "caller_hung_up": both("市民挂机", "Citizen hung up"),
    "flow_ended": both("语音流程结束", "Ended by the flow"),
    "abandoned_in_queue": both("排队时挂机", "Left while queueing"),
    "served": both("已由坐席服务", "Served by an adviser"),
    "lost_in_crash": both("系统中断", "Lost in a failure"),
    "trouble": both("系统出错", "System trouble"),
    "flow_trouble": both("系统出错", "System trouble"),
    "message_left": both("已留言", "Left a message"),
    "callback_requested": both("已登记回电", "Call-back requested"),
}


@dataclass(frozen=True, slots=True)
class InteractionLine:
    """One line: when, who, by which medium, about what, how it ended."""

    interaction_id: uuid.UUID
    number: str
    citizen: str | None
    medium: Both
    started_at: datetime
    seconds: int | None
    staff_names: Sequence[str]
    types: Sequence[Both]
    end: Both | None


def interaction_lines(rows: Iterable[HistoryRow]) -> list[InteractionLine]:
    """The rows with masked numbers and words."""
    shown = list(rows)
    numbers = numbers_masked_of(citizen_ids=[row.citizen_id for row in shown])
    return [_line(row, citizen=numbers.get(row.citizen_id)) for row in shown]


def _line(row: HistoryRow, *, citizen: str | None) -> InteractionLine:
    titles = matter_type_titles()
    end = END_WORDS.get(row.end_reason, both(row.end_reason, row.end_reason)) if row.ended_at else None
    return InteractionLine(
        interaction_id=row.interaction_id,
        number=row.inquiry_number,
        citizen=citizen,
        medium=labelled(str(Medium(row.medium).label)),
        started_at=row.started_at,
        seconds=int((row.ended_at - row.started_at).total_seconds()) if row.ended_at else None,
        staff_names=row.staff_names,
        types=[titles.get(code, both(code, code)) for code in row.type_codes],
        end=end,
    )
