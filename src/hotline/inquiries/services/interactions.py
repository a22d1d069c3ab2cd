"""Beginning and end of an interaction."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from hotline.inquiries.models import Interaction
from hotline.kernel import clock
from hotline.kernel.ids import new_id
from hotline.kernel.sql import prepared, script

STAYS_OPEN = ("message_left", "callback_requested", "lost_in_crash")
"""Reasons of ending after which something remains to be done: the inquiry stays open."""

# The interaction comes first and decides: foreign keys are judged at the end, so its inquiry may follow it, and a
# repeat that finds the interaction there makes no second inquiry.
_OPEN = """
    WITH opened AS (
        INSERT INTO interaction (id, inquiry_id, medium, direction, origin, origin_ref, node, called_number, language,
                                 elder, started_at, end_reason, last_step_seq, last_message_seq)
        VALUES (%(id)s, %(inquiry)s, %(medium)s, %(direction)s, %(origin)s, %(origin_ref)s, %(node)s,
                %(called_number)s, %(language)s, %(elder)s, %(at)s, '', 0, 0)
        ON CONFLICT DO NOTHING
        RETURNING id, inquiry_id
    ), numbered AS (
        SELECT opened.inquiry_id, nextval('inquiry_number')::text AS running FROM opened
    ), inquired AS (
        INSERT INTO inquiry (id, number, citizen_id, state, created_at)
        SELECT inquiry_id, %(day)s || '-' || lpad(running, greatest(6, length(running)), '0'), %(citizen)s, 'open',
               %(at)s
        FROM numbered
    )
    INSERT INTO segment (interaction_id, kind, during) SELECT id, 'flow', tstzrange(%(at)s, NULL) FROM opened
    RETURNING interaction_id
"""

_CLOSE = """
    WITH closed AS (
        UPDATE segment
        SET during = tstzrange(lower(during), greatest(%(at)s, lower(during) + interval '1 microsecond'))
        WHERE interaction_id = %(id)s AND upper_inf(during)
        RETURNING upper(during) AS until
    ), ended AS (
        UPDATE interaction
        SET ended_at = coalesce((SELECT until FROM closed), greatest(%(at)s, started_at)), end_reason = %(reason)s
        WHERE id = %(id)s AND ended_at IS NULL
        RETURNING inquiry_id, ended_at
    ), served AS (
        UPDATE engagement SET served_to = greatest(ended.ended_at, served_from)
        FROM ended WHERE interaction_id = %(id)s AND served_to IS NULL
    )
    UPDATE inquiry SET state = 'closed' FROM ended WHERE inquiry.id = ended.inquiry_id AND NOT %(stays_open)s
"""

_NOT_LEFT = """
    WITH corrected AS (
        UPDATE interaction SET end_reason = 'caller_hung_up' WHERE id = %(id)s AND end_reason = 'message_left'
        RETURNING inquiry_id
    )
    UPDATE inquiry SET state = 'closed' FROM corrected WHERE inquiry.id = corrected.inquiry_id
"""

_LOCK = "SELECT ended_at IS NULL FROM interaction WHERE id = %(id)s FOR NO KEY UPDATE"


def interaction_open(
    *,
    interaction_id: uuid.UUID,
    medium: str,
    origin_ref: str,
    node: str,
    called_number: str,
    citizen_id: uuid.UUID | None,
    language: str = "zh",
    elder: bool = False,
    direction: str = "in",
    origin: str = "normal",
    at: datetime | None = None,
) -> None:
    """Write a new inquiry with its first interaction, and begin the interaction's time in the flow.

    A repeat with the same id changes nothing. Raises IntegrityError where another interaction has this origin_ref.
    """
    begun_at = at or clock.now()
    opened = prepared(
        _OPEN,
        {
            "id": interaction_id,
            "inquiry": new_id(),
            "medium": medium,
            "direction": direction,
            "origin": origin,
            "origin_ref": origin_ref,
            "node": node,
            "called_number": called_number,
            "citizen": citizen_id,
            "language": language,
            "elder": elder,
            "day": timezone.localtime(begun_at).strftime("%Y%m%d"),
            "at": begun_at,
        },
    )
    # Two at once under the same id may meet at the reference first: only the id tells a repeat from a stranger.
    if not opened and not Interaction.objects.filter(pk=interaction_id).exists():
        raise IntegrityError(f"another interaction has the reference {origin_ref}")


def interaction_close(*, interaction_id: uuid.UUID, reason: str, at: datetime | None = None) -> None:
    """End the interaction with its open segment and with the served part of its engagements.

    Its inquiry is closed too, unless the reason is one of STAYS_OPEN. A repeat changes nothing: the first end and
    reason stand.
    """
    values = {"id": interaction_id, "reason": reason, "stays_open": reason in STAYS_OPEN, "at": at or clock.now()}
    with transaction.atomic(savepoint=False):
        prepared(_LOCK, values)
        prepared(_CLOSE, values)


def interaction_message_not_left(*, interaction_id: uuid.UUID) -> None:
    """The message with which this interaction was said to end has nothing on it: the citizen just hung up.

    Nothing remains to be done, so its inquiry is closed. Changes nothing where it ended otherwise, or goes on.
    """
    script(_NOT_LEFT, {"id": interaction_id})


def interaction_set_language(*, interaction_id: uuid.UUID, language: str) -> None:
    """Remember in which language ("zh" or "en") the citizen goes on."""
    Interaction.objects.filter(pk=interaction_id).update(language=language)


def interaction_lock(*, interaction_id: uuid.UUID) -> bool:
    """Hold the interaction until the transaction ends: the first lock in the one order. False once it has ended.

    Raises Interaction.DoesNotExist where there is none.
    """
    rows = prepared(_LOCK, {"id": interaction_id})
    if not rows:
        raise Interaction.DoesNotExist(f"interaction {interaction_id} is not in the record")
    return bool(rows[0][0])
