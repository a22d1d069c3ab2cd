"""Who may open which staff page, and what a command brings with it."""

import json
import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from hotline.accounts.models import Role, Staff

from .refusals import RefusedError, bad_request, not_for_role, signed_out

DESK_ROLES = frozenset({Role.ADVISER, Role.SUPERVISOR, Role.MANAGER})
"""Who can have calls."""
RECORD_ROLES = DESK_ROLES | {Role.INSPECTOR}
"""Who reads interactions; `selectors.may_see` says which."""

LARGEST_BODY_BYTES = 65_536

_Rest = ParamSpec("_Rest")
Body = Mapping[str, Any]
_Reading = Callable[Concatenate[HttpRequest, Staff, _Rest], HttpResponse]
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]
_Command = Callable[[HttpRequest, Staff, Body], Mapping[str, Any] | HttpResponse | None]


def _staff_for(request: HttpRequest, roles: frozenset[Role]) -> Staff:
    staff = request.user
    if not isinstance(staff, Staff):
        raise signed_out()
    if staff.role not in roles:
        raise not_for_role()
    return staff


def page_for(roles: frozenset[Role]) -> Callable[[_Reading[_Rest]], _View[_Rest]]:
    """A page for these roles: others are sent to the sign-in page, or told that it is not theirs."""

    def decorate(view: _Reading[_Rest]) -> _View[_Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
            try:
                return view(request, _staff_for(request, roles), *args, **kwargs)
            except RefusedError as refused:
                if refused.status is HTTPStatus.UNAUTHORIZED:
                    return redirect_to_login(request.get_full_path())
                return render(request, "desk/refused.html", {"problem": refused.problem}, status=refused.status)

        return require_safe(guarded)

    return decorate


def reading_for(roles: frozenset[Role]) -> Callable[[_Reading[_Rest]], _View[_Rest]]:
    """Something the page's script reads: refusals are words in JSON."""

    def decorate(view: _Reading[_Rest]) -> _View[_Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
            try:
                return view(request, _staff_for(request, roles), *args, **kwargs)
            except RefusedError as refused:
                return refused.response()

        return require_safe(guarded)

    return decorate


def command_for(roles: frozenset[Role]) -> Callable[[_Command], _View[[]]]:
    """A command of the page's script: a POST with a JSON object, answered by JSON or by a response of its own."""

    def decorate(view: _Command) -> _View[[]]:
        @wraps(view)
        def guarded(request: HttpRequest, /) -> HttpResponseBase:
            try:
                answer = view(request, _staff_for(request, roles), _body(request))
            except RefusedError as refused:
                return refused.response()
            return answer if isinstance(answer, HttpResponse) else JsonResponse(dict(answer or {}))

        return require_POST(guarded)

    return decorate


def _body(request: HttpRequest) -> Body:
    if len(request.body) > LARGEST_BODY_BYTES:
        raise bad_request()
    if not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise bad_request() from error
    if not isinstance(body, dict):
        raise bad_request()
    return body


def id_in(body: Body, name: str) -> uuid.UUID:
    """The UUID under this name. Raises RefusedError where there is none."""
    try:
        return uuid.UUID(str(body[name]))
    except (KeyError, ValueError) as error:
        raise bad_request() from error


def text_in(body: Body, name: str, *, longest: int = 200) -> str:
    """The text under this name, cut to the longest length; empty where there is none."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise bad_request()
    return value[:longest]
