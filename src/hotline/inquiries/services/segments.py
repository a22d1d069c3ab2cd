"""Where the citizen's time goes."""

import uuid
from datetime import datetime

from django.db import transaction

from hotline.kernel import clock
from hotline.kernel.sql import prepared

_LOCK = "SELECT FROM interaction WHERE id = %(interaction)s FOR NO KEY UPDATE"

_CHANGE = """
    WITH closed AS (
        UPDATE segment
        SET during = tstzrange(lower(during), greatest(%(at)s, lower(during) + interval '1 microsecond'))
        WHERE interaction_id = %(interaction)s AND upper_inf(during) AND kind <> %(kind)s
        RETURNING upper(during) AS since
    )
    INSERT INTO segment (interaction_id, kind, during)
    SELECT %(interaction)s, %(kind)s, tstzrange(since, NULL) FROM closed
"""


def segment_change(*, interaction_id: uuid.UUID, kind: str, at: datetime | None = None) -> None:
    """End the citizen's present segment and begin one of this kind, without a gap.

    Nothing changes while the present one is of this kind already, or once the interaction has ended. An instant before
    the present segment began counts as its first microsecond.
    """
    values = {"interaction": interaction_id, "kind": kind, "at": at or clock.now()}
    with transaction.atomic(savepoint=False):
        prepared(_LOCK, values)
        prepared(_CHANGE, values)
