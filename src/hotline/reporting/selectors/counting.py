"""The one query that turns the record into counts. No counter is kept anywhere: every figure is reckoned anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from hotline.reporting.counts import Counts
from hotline.reporting.limits import HEARD_PIECES, IN_TIME_SECONDS, SHORT_ABANDON_SECONDS

# Times are whole microseconds: numeric from EXTRACT is exact, and bigint sums do not depend on their order.
_COUNTING: Final = """
WITH call AS (
    SELECT id, ended_at, end_reason, origin, width_bucket(started_at, %(begins)s::timestamptz[]) - 1 AS slot
    FROM interaction
    WHERE medium = 'voice' AND direction = 'in' AND origin <> 'synthetic'
      AND started_at >= (%(begins)s::timestamptz[])[1] AND started_at < %(ends_at)s
), stretch AS (
    SELECT segment.interaction_id, kind,
        (EXTRACT(EPOCH FROM upper(during) - lower(during)) * 1000000)::bigint AS length_us,
        lead(kind) OVER in_order AS next_kind,
        count(*) FILTER (WHERE kind = 'served') OVER in_order > 0 AS after_served,
        count(*) FILTER (WHERE kind = 'queue') OVER in_order AS queue_n
    FROM segment JOIN call ON call.id = segment.interaction_id AND call.ended_at IS NOT NULL
    WINDOW in_order AS (PARTITION BY interaction_id ORDER BY lower(during))
), queued AS (
    SELECT interaction_id,
        sum(length_us) AS all_us,
        coalesce(sum(length_us) FILTER (WHERE NOT after_served), 0) AS wait_us,
        count(*) FILTER (WHERE after_served) AS returns,
        coalesce(sum(length_us) FILTER (WHERE after_served), 0) AS return_wait_us,
        bool_or(queue_n = 1 AND next_kind = 'served' AND length_us <= %(in_time_us)s) AS in_time
    FROM stretch WHERE kind = 'queue' GROUP BY interaction_id
), worked AS (
    SELECT interaction_id,
        count(*) FILTER (WHERE wrapped_at IS NOT NULL) AS wrapped,
        (sum(EXTRACT(EPOCH FROM served_to - served_from)) FILTER (WHERE wrapped_at IS NOT NULL) * 1000000)::bigint
            AS talk_us,
        (sum(EXTRACT(EPOCH FROM wrapped_at - served_to)) * 1000000)::bigint AS wrap_up_us
    FROM engagement JOIN call ON call.id = engagement.interaction_id GROUP BY interaction_id
), told AS (
    SELECT call.slot, call.ended_at, call.origin,
        queued.all_us, queued.wait_us, queued.returns, queued.return_wait_us, queued.in_time,
        worked.wrapped, worked.talk_us, worked.wrap_up_us,
        survey_mark.offered_at, survey_mark.answered_at, survey_mark.level,
        worked.interaction_id IS NOT NULL OR origin = 'fallback' AND end_reason = 'served' AS is_answered,
        queued.interaction_id IS NOT NULL AS is_queued,
        end_reason IN ('lost_in_crash', 'trouble') AS is_lost,
        (end_reason = 'callback_requested'
            OR EXISTS (SELECT FROM callback c WHERE c.interaction_id = call.id AND c.source = 'queue')
            OR EXISTS (SELECT FROM provenance p
                WHERE p.interaction_id = call.id AND p.rendering = 'voice' AND p.paragraphs >= %(heard_pieces)s)
            OR EXISTS (SELECT FROM message m
                WHERE m.interaction_id = call.id AND m.author = 'citizen' AND m.kind = 'voice')
        ) AS has_helped_himself
    FROM call
    LEFT JOIN queued ON queued.interaction_id = call.id
    LEFT JOIN worked ON worked.interaction_id = call.id
    LEFT JOIN survey_mark ON survey_mark.interaction_id = call.id
), judged AS (
    SELECT *,
        CASE
            WHEN ended_at IS NULL THEN 'under_way'
            WHEN is_answered THEN 'answered'
            WHEN has_helped_himself THEN 'self_service'
            WHEN is_lost OR origin = 'fallback' THEN 'lost_unserved'
            WHEN is_queued AND all_us < %(short_us)s THEN 'abandoned_short'
            WHEN is_queued THEN 'abandoned'
            ELSE 'left_menu'
        END AS outcome
    FROM told
)
SELECT slot,
    count(*) FILTER (WHERE outcome = 'under_way') AS under_way,
    count(ended_at) AS calls,
    count(*) FILTER (WHERE outcome = 'answered') AS answered,
    count(*) FILTER (WHERE outcome = 'self_service') AS self_service,
    count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned,
    count(*) FILTER (WHERE outcome = 'abandoned_short') AS abandoned_short,
    count(*) FILTER (WHERE outcome = 'lost_unserved') AS lost_unserved,
    count(*) FILTER (WHERE outcome = 'left_menu') AS left_menu,
    count(*) FILTER (WHERE is_queued) AS queued,
    count(*) FILTER (WHERE in_time) AS in_time,
    coalesce(sum(wait_us), 0) AS wait_us,
    count(*) FILTER (WHERE outcome = 'answered' AND is_queued) AS answered_queued,
    coalesce(sum(wait_us) FILTER (WHERE outcome = 'answered' AND is_queued), 0) AS answered_wait_us,
    count(*) FILTER (WHERE returns > 0) AS returned,
    coalesce(sum(returns), 0) AS returns,
    coalesce(sum(return_wait_us), 0) AS return_wait_us,
    coalesce(sum(wrapped) FILTER (WHERE ended_at IS NOT NULL), 0) AS engagements,
    coalesce(sum(talk_us) FILTER (WHERE ended_at IS NOT NULL), 0) AS talk_us,
    coalesce(sum(wrap_up_us) FILTER (WHERE ended_at IS NOT NULL), 0) AS wrap_up_us,
    count(offered_at) FILTER (WHERE ended_at IS NOT NULL) AS survey_offered,
    count(answered_at) FILTER (WHERE ended_at IS NOT NULL) AS survey_answered,
    count(*) FILTER (WHERE ended_at IS NOT NULL AND level >= 4) AS survey_satisfied,
    count(*) FILTER (WHERE is_lost) AS lost,
    count(*) FILTER (WHERE ended_at IS NOT NULL AND origin = 'fallback') AS fallback
FROM judged GROUP BY slot
"""


def counts_between(*, begins: Sequence[datetime], ends_at: datetime) -> list[Counts]:
    """One `Counts` for each stretch: from each of `begins` (in order) to the next, the last to `ends_at`, exclusive.

    One query, whatever the number of stretches; the index by start of interactions finds the calls.
    """
    limits: dict[str, list[datetime] | datetime | int] = {
        "begins": list(begins),
        "ends_at": ends_at,
        "in_time_us": IN_TIME_SECONDS * 1_000_000,
        "short_us": SHORT_ABANDON_SECONDS * 1_000_000,
        "heard_pieces": HEARD_PIECES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTING, limits)
        # By name, not by place: two whole numbers that have changed places would look like figures.
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = {row.pop("slot"): Counts(**{name: int(value) for name, value in row.items()}) for row in rows}
    return [found.get(slot, Counts()) for slot in range(len(begins))]
