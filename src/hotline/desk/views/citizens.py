"""Commands about the citizen of the interaction in hand."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from hotline.accounts.models import Staff
from hotline.citizens.selectors import contact_of
from hotline.citizens.services import citizen_mark_elder, contact_reveal
from hotline.desk.access import DESK_ROLES, Body, command_for, id_in, text_in
from hotline.desk.refusals import RefusedError, bad_request, not_yours
from hotline.desk.selectors import citizen_of, interaction_in_hand


@command_for(DESK_ROLES)
def reveal(_request: HttpRequest, staff: Staff, body: Body) -> Mapping[str, Any]:
    """The citizen's number in clear, for a reason that is logged with the look."""
    contact_id = contact_of(citizen_id=_citizen_in_hand(staff, body))
    if contact_id is None:
        raise RefusedError("没有登记号码。", "No number is known.", status=HTTPStatus.NOT_FOUND)
    reason = text_in(body, "reason").strip()
    if not reason:
        raise bad_request("请填写查看原因。", "Give a reason for looking at the number.")
    return {"number": contact_reveal(contact_id=contact_id, staff_id=staff.id, reason=reason)}


@command_for(DESK_ROLES)
def elder(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Send this citizen straight to a person from the next call on, or no longer."""
    is_elder = body.get("elder")
    if not isinstance(is_elder, bool):
        raise bad_request()
    citizen_mark_elder(citizen_id=_citizen_in_hand(staff, body), elder=is_elder, staff_id=staff.id)


def _citizen_in_hand(staff: Staff, body: Body) -> Any:
    interaction_id = id_in(body, "interaction")
    if interaction_in_hand(staff_id=staff.id) != interaction_id:
        raise not_yours()
    citizen_id = citizen_of(interaction_id=interaction_id)
    if citizen_id is None:
        raise RefusedError("来电号码未知。", "The caller's number is withheld.", status=HTTPStatus.NOT_FOUND)
    return citizen_id
