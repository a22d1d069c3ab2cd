"""Wishes of desks about calls: written here, carried out by the switchboard that has the call."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from hotline.inquiries.models import Engagement
from hotline.kernel import bus, clock
from hotline.telephony.models import CallState, Command

USEFUL_SECONDS = 5
"""A wish that nobody took by then is not wanted any more: the adviser has long pressed again."""


class NotYourCallError(PermissionError):
    """The call is not in this adviser's hands, or it is over."""

    def __init__(self) -> None:
        super().__init__("这通电话已结束或不在您手上。This call is over, or is not yours.")


def hold(*, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> Command:
    """Let the citizen wait with music. Raises NotYourCallError."""
    return _command_make(interaction_id=interaction_id, staff_id=staff_id, kind=Command.Kind.HOLD)


def resume_talk(*, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> Command:
    """Come back to the citizen who waits. Raises NotYourCallError."""
    return _command_make(interaction_id=interaction_id, staff_id=staff_id, kind=Command.Kind.TALK)


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


def commands_take(*, node: str) -> Sequence[Command]:
    """The wishes that wait for this node, oldest first, now marked as taken; those past their use are marked so."""
    at = clock.now()
    with transaction.atomic():
        waiting = Command.objects.select_for_update(skip_locked=True).filter(node=node, state=Command.State.WAITING)
        waiting.filter(expires_at__lt=at).update(state=Command.State.EXPIRED)
        taken = list(waiting.filter(expires_at__gte=at).order_by("made_at"))
        Command.objects.filter(pk__in=[command.pk for command in taken]).update(state=Command.State.TAKEN)
    return taken
