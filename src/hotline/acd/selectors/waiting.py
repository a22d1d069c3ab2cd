"""How long the queue is, and how long one waits."""

import math
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.kernel import clock
from hotline.kernel.sql import script

RECENT = timedelta(hours=2)
"""Handle times of this stretch are taken for those to come."""

_POSITION = """
    SELECT mine.queue_id, (
        SELECT count(*) FROM queue_item ahead
        WHERE ahead.queue_id = mine.queue_id AND ahead.state IN ('waiting', 'offered')
            AND (-ahead.priority, ahead.enqueued_at, ahead.id) <= (-mine.priority, mine.enqueued_at, mine.id)
    )
    FROM queue_item mine
    WHERE mine.interaction_id = %(interaction)s AND mine.state IN ('waiting', 'offered')
"""

_PACE = """
    SELECT (
        SELECT count(*) FROM agent_desk desk JOIN queue_member member USING (staff_id)
        WHERE member.queue_id = %(queue)s AND desk.signed_in AND (desk.presence = 'ready' OR desk.load > 0)
    ), (
        SELECT extract(epoch FROM avg(wrapped_at - served_from))::float FROM engagement
        WHERE medium = 'voice' AND served_from > %(recent)s AND wrapped_at IS NOT NULL
    )
"""

_NOW = """
    SELECT
        (SELECT count(*) FROM queue_item WHERE queue_id = %(queue)s AND state IN ('waiting', 'offered')),
        (SELECT extract(epoch FROM %(at)s - min(enqueued_at))::float FROM queue_item
         WHERE queue_id = %(queue)s AND state IN ('waiting', 'offered')),
        count(*) FILTER (WHERE span.state = 'ready'),
        count(*) FILTER (WHERE span.state = 'reserved'),
        count(*) FILTER (WHERE span.state = 'talking'),
        count(*) FILTER (WHERE span.state = 'wrap_up'),
        count(*) FILTER (WHERE span.state = 'not_ready')
    FROM queue_member member
    JOIN agent_span span ON span.staff_id = member.staff_id AND upper_inf(span.during)
    WHERE member.queue_id = %(queue)s
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """What a waiting citizen may be told. `position` 1 is next; `wait_seconds` is None where nobody can say."""

    position: int
    wait_seconds: int | None


@dataclass(frozen=True, slots=True)
class QueueNow:
    """A queue at this moment: citizens waiting (ringing included), and its members by what they do."""

    waiting: int
    longest_wait_seconds: int
    ready: int
    reserved: int
    talking: int
    wrap_up: int
    not_ready: int


def expected_wait(*, interaction_id: uuid.UUID, at: datetime | None = None) -> Wait | None:
    """Place and expected wait of this interaction; None where it does not wait.

    The wait is place times mean recent handle time over the advisers who are at work: unknown while no talk of the last
    two hours is written up, or nobody is at work.
    """
    now = at or clock.now()
    rows = script(_POSITION, {"interaction": interaction_id})
    if not rows:
        return None
    queue, position = rows[0]
    advisers, handle_seconds = script(_PACE, {"queue": queue, "recent": now - RECENT})[0]
    if not advisers or handle_seconds is None:
        return Wait(position=position, wait_seconds=None)
    return Wait(position=position, wait_seconds=math.ceil(position * handle_seconds / advisers))


def queue_now(*, queue: str, at: datetime | None = None) -> QueueNow:
    """The counts of this queue; all nothing where it has no members and nobody waits."""
    waiting, longest, *members = script(_NOW, {"queue": queue, "at": at or clock.now()})[0]
    return QueueNow(waiting, max(0, int(longest or 0)), *members)
