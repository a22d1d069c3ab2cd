"""What follows from offers and engagements: the load of a desk and the span it is in.

Neither is counted up and down by hand: both are derived from the facts, under the lock of the desk, each time one of
these has changed. So they cannot drift, and a desk always has exactly one open span.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from hotline.kernel.sql import script

_LOAD = """
    UPDATE agent_desk SET load = held.load
    FROM (
        SELECT staff_id, sum(weight) AS load FROM (
            SELECT staff_id, 0 AS weight FROM agent_desk WHERE staff_id = ANY(%(staff)s)
            UNION ALL
            SELECT staff_id, weight FROM offer WHERE staff_id = ANY(%(staff)s) AND state = 'open'
            UNION ALL
            SELECT engagement.staff_id, offer.weight FROM engagement JOIN offer ON offer.engagement_id = engagement.id
            WHERE engagement.staff_id = ANY(%(staff)s) AND engagement.wrapped_at IS NULL
        ) taken GROUP BY staff_id
    ) held
    WHERE agent_desk.staff_id = held.staff_id AND agent_desk.load <> held.load;
"""

# Heaviest first: who talks is talking, whatever he intends; who still writes up the last call is in wrap-up.
_SPAN = """
    WITH wanted AS (
        SELECT staff_id, reason, CASE
            WHEN EXISTS (SELECT FROM engagement WHERE engagement.staff_id = desk.staff_id
                         AND wrapped_at IS NULL AND served_to IS NULL) THEN 'talking'
            WHEN EXISTS (SELECT FROM offer WHERE offer.staff_id = desk.staff_id AND state = 'open') THEN 'reserved'
            WHEN EXISTS (SELECT FROM engagement WHERE engagement.staff_id = desk.staff_id
                         AND wrapped_at IS NULL) THEN 'wrap_up'
            WHEN NOT signed_in THEN 'signed_out'
            ELSE presence
        END AS state
        FROM agent_desk desk WHERE staff_id = ANY(%(staff)s)
    ), due AS (
        SELECT staff_id, state, CASE WHEN state = 'not_ready' THEN reason ELSE '' END AS reason FROM wanted
    ), closed AS (
        UPDATE agent_span
        SET during = tstzrange(lower(during), greatest(%(at)s, lower(during) + interval '1 microsecond'))
        FROM due
        WHERE agent_span.staff_id = due.staff_id AND upper_inf(during)
            AND (agent_span.state, agent_span.reason) <> (due.state, due.reason)
        RETURNING agent_span.staff_id, upper(during) AS since
    ), first AS (
        SELECT staff_id, %(at)s::timestamptz AS since FROM due
        WHERE NOT EXISTS (SELECT FROM agent_span WHERE agent_span.staff_id = due.staff_id AND upper_inf(during))
    )
    INSERT INTO agent_span (staff_id, state, reason, during)
    SELECT staff_id, due.state, due.reason, tstzrange(since, NULL)
    FROM (SELECT * FROM closed UNION ALL SELECT * FROM first) fresh JOIN due USING (staff_id)
"""


def desks_settle(*, staff_ids: Sequence[uuid.UUID], at: datetime) -> None:
    """Bring load and span of these desks into line with their offers, engagements and presence.

    Call it under the locks of these desks, after the last change of the transaction that concerns them.
    """
    if staff_ids:
        script(_LOAD + _SPAN, {"staff": list(staff_ids), "at": at})
