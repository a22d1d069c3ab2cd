"""Wishes of desks about calls: written here, carried out by the switchboard that has the call."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from hotline.inquiries.models import Engagement
from hotline.kernel import bus, clock
from hotline.kernel.sql import script
from hotline.telephony.models import CallState, Command

USEFUL_SECONDS = 5
"""A wish that nobody took by then is not wanted any more: the adviser has long pressed again."""


_TAKE = """
    UPDATE command SET state = CASE WHEN expires_at < %(at)s THEN 'expired' ELSE 'taken' END
    WHERE node = %(node)s AND state = 'waiting'
    RETURNING state, made_at, kind, interaction_id, staff_id
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an adviser wants of the call he has."""

    kind: Command.Kind
    interaction_id: uuid.UUID
    staff_id: uuid.UUID


class NotYourCallError(PermissionError):
    """The call is not in this adviser's hands, or it is over."""


def hold(*, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> Command:
    """Let the citizen wait with music. Raises NotYourCallError."""
    return _command_make(interaction_id=interaction_id, staff_id=staff_id, kind=Command.Kind.HOLD)


def resume_talk(*, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> Command:
    """Come back to the citizen who waits. Raises NotYourCallError."""
    return _command_make(interaction_id=interaction_id, staff_id=staff_id, kind=Command.Kind.RESUME)


def commands_forget(*, before: datetime) -> int:
    """Delete wishes that were made before this; returns how many. What came of them is in the record."""
    return Command.objects.filter(made_at__lt=before).delete()[0]


def _command_make(*, interaction_id: uuid.UUID, staff_id: uuid.UUID, kind: Command.Kind) -> Command:
    at = clock.now()
    with transaction.atomic():
        state = CallState.objects.filter(interaction_id=interaction_id).first()
        is_in_hand = Engagement.objects.filter(
            interaction_id=interaction_id, staff_id=staff_id, served_to__isnull=True
        ).exists()
        if state is None or not is_in_hand:
            raise NotYourCallError
        command = Command.objects.create(
            node=state.node,
            interaction_id=interaction_id,
            staff_id=staff_id,
            kind=kind,
            made_at=at,
            expires_at=at + timedelta(seconds=USEFUL_SECONDS),
        )
        with connection.cursor() as cursor:
            bus.wake(cursor)
    return command


def commands_take(*, node: str) -> list[Wish]:
    """The wishes that wait for this node, oldest first, now marked as taken; those past their use are marked so."""
    rows = script(_TAKE, {"node": node, "at": clock.now()})
    taken = sorted((row for row in rows if row[0] == Command.State.TAKEN), key=lambda row: row[1])
    return [Wish(Command.Kind(kind), interaction_id, staff_id) for _, _, kind, interaction_id, staff_id in taken]
