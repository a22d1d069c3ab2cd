"""Commands about the call in hand. Each checks that it is this person's own."""

from http import HTTPStatus

from django.http import HttpRequest

from hotline.accounts.models import Staff
from hotline.desk.access import DESK_ROLES, Body, command_for, id_in
from hotline.desk.refusals import RefusedError
from hotline.telephony.services.commands import NotYourCallError, resume_talk
from hotline.telephony.services.commands import hold as hold_talk


@command_for(DESK_ROLES)
def hold(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Let the citizen wait with music."""
    try:
        hold_talk(interaction_id=id_in(body, "interaction"), staff_id=staff.id)
    except NotYourCallError as error:
        raise _not_your_call() from error


@command_for(DESK_ROLES)
def resume(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Come back to the citizen who waits."""
    try:
        resume_talk(interaction_id=id_in(body, "interaction"), staff_id=staff.id)
    except NotYourCallError as error:
        raise _not_your_call() from error


def _not_your_call() -> RefusedError:
    return RefusedError(
        "这通电话已结束或不在您手上。", "This call is over, or is not yours.", status=HTTPStatus.CONFLICT
    )
