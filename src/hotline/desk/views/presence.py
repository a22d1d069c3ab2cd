"""Signs of life, presence, tickets, language: what belongs to the desk and not to a call."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from hotline.accounts.models import Role, Staff
from hotline.acd.models import AgentDesk
from hotline.acd.services import desk_alive, desk_gone, desk_set_presence
from hotline.desk.access import DESK_ROLES, Body, command_for, text_in
from hotline.desk.languages import language_keep
from hotline.desk.refusals import bad_request, signed_out
from hotline.desk.tickets import live_ticket
from hotline.kernel import clock
from hotline.telephony.sip_accounts import sip_ticket

from .desk import NOT_READY_REASONS

ALIVE_SECONDS = 10
"""A page that has not been heard of for so long is never offered a call."""


@command_for(DESK_ROLES)
def ticket(_request: HttpRequest, staff: Staff, body: Body) -> Mapping[str, Any]:
    """A ticket for the stream (`live`) or for the telephone (`sip`)."""
    match text_in(body, "for"):
        case "live":
            return {"live": live_ticket(staff_id=staff.id)}
        case "sip":
            return {"sip": sip_ticket(account=staff.extension)}
        case _:
            raise bad_request()


@command_for(DESK_ROLES)
def alive(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """The page is open. It counts as alive for calls only while its telephone is registered."""
    if body.get("phone") is True:
        desk_alive(staff_id=staff.id, until=clock.now() + timedelta(seconds=ALIVE_SECONDS))


@require_POST
def gone(request: HttpRequest) -> HttpResponse:
    """The page is being closed (a beacon: a form, not JSON): nothing is offered to it any more."""
    staff = request.user
    if not isinstance(staff, Staff):
        return signed_out().response()
    desk_gone(staff_id=staff.id)
    return JsonResponse({})


@command_for(DESK_ROLES)
def presence(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Ready, or not ready for one of the reasons."""
    wanted, reason = presence_in(body, "presence")
    desk_set_presence(staff_id=staff.id, presence=wanted, reason=reason)


def presence_in(body: Body, name: str) -> tuple[str, str]:
    """The presence and its reason that a command asks for. Raises RefusedError where they do not fit."""
    wanted, reason = text_in(body, name), text_in(body, "reason")
    if wanted == AgentDesk.Presence.READY:
        return wanted, ""
    if wanted == AgentDesk.Presence.NOT_READY and reason in NOT_READY_REASONS:
        return wanted, reason
    raise bad_request("请选择暂不接听的原因。", "Choose why you are not taking calls.")


@command_for(frozenset(Role))
def language(_request: HttpRequest, staff: Staff, body: Body) -> HttpResponse:
    """Remember the language that the page was switched to."""
    code = text_in(body, "language")
    if code not in ("zh", "en"):
        raise bad_request()
    response = JsonResponse({})
    language_keep(response, staff=staff, language=code)
    return response
