"""What is left to do after calls: who is to be called back, and which voice messages wait."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from hotline.accounts.models import Staff
from hotline.acd.services import (
    AttemptRunningError,
    CallbackOverError,
    callback_deal,
    callback_reveal,
    voice_message_deal,
)
from hotline.desk.access import DESK_ROLES, Body, command_for, id_in, page_for, text_in
from hotline.desk.refusals import RefusedError, bad_request, not_found
from hotline.desk.selectors import todo_now
from hotline.kernel.words import language_now
from hotline.reporting.access import REPORT_READERS

LONGEST_NOTE = 1000
RESULTS = ("reached", "no_answer", "busy", "settled")
"""What an adviser may note about a call-back; the others are the switchboard's own."""


@never_cache
@page_for(DESK_ROLES)
def todo(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The page, with what there is at this moment; changes come by the stream."""
    setup = {
        "todo": todo_now(),
        "language": language_now(),
        "timezone": settings.TIME_ZONE,
        "csrf": get_token(request),
    }
    return render(request, "desk/todo.html", {"setup": setup, "sees_reports": staff.role in REPORT_READERS})


@command_for(DESK_ROLES)
def number(_request: HttpRequest, staff: Staff, body: Body) -> Mapping[str, Any]:
    """The number to dial, in clear; the look is logged."""
    try:
        return {"number": callback_reveal(callback_id=id_in(body, "callback"), staff_id=staff.id)}
    except ObjectDoesNotExist as error:
        raise not_found() from error
    except CallbackOverError as error:
        raise _over() from error


@command_for(DESK_ROLES)
def callback(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Note what came of calling back. Where no call is needed, the note must say why."""
    result, note = text_in(body, "result"), text_in(body, "note", longest=LONGEST_NOTE).strip()
    if result not in RESULTS:
        raise bad_request()
    if result == "settled" and not note:
        raise bad_request("请写明为什么不需要再回电。", "Say why no call is needed any more.")
    try:
        callback_deal(callback_id=id_in(body, "callback"), staff_id=staff.id, result=result, note=note)
    except ObjectDoesNotExist as error:
        raise not_found() from error
    except CallbackOverError as error:
        raise _over() from error
    except AttemptRunningError as error:
        raise RefusedError(
            "有人正在给这位市民回电。请稍候再看。",
            "Somebody is calling this citizen now. Look again in a moment.",
            status=HTTPStatus.CONFLICT,
        ) from error


@command_for(DESK_ROLES)
def message(_request: HttpRequest, staff: Staff, body: Body) -> None:
    """Mark a voice message as dealt with."""
    note = text_in(body, "note", longest=LONGEST_NOTE).strip()
    try:
        is_first = voice_message_deal(message_id=id_in(body, "message"), staff_id=staff.id, note=note)
    except ObjectDoesNotExist as error:
        raise not_found() from error
    if not is_first:
        raise RefusedError(
            "这条留言已由别人处理。", "Somebody else has dealt with this message.", status=HTTPStatus.CONFLICT
        )


def _over() -> RefusedError:
    return RefusedError(
        "该回电已由别人办结。", "Somebody else has dealt with this call-back.", status=HTTPStatus.CONFLICT
    )
