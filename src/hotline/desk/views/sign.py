"""Signing in and out."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hotline.accounts.models import Role, Staff
from hotline.accounts.services import audit_record
from hotline.acd.services import TalkGoesOnError, desk_sign_in, desk_sign_out
from hotline.desk.access import DESK_ROLES, Body, command_for
from hotline.desk.languages import language_keep
from hotline.desk.refusals import RefusedError

_ALL_ROLES = frozenset(Role)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; a good name and password lead to the page asked for, or to the desk."""
    form = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _signed_in(request, form.get_user())
    status = HTTPStatus.UNAUTHORIZED if form.errors else HTTPStatus.OK
    context = {"form": form, "next": request.GET.get("next") or request.POST.get("next") or ""}
    return render(request, "desk/sign_in.html", context, status=status)


def _signed_in(request: HttpRequest, staff: Any) -> HttpResponse:
    assert isinstance(staff, Staff)  # noqa: S101  # AUTH_USER_MODEL is Staff
    login(request, staff)
    audit_record(staff_id=staff.id, action="staff.signed_in", subject=f"staff:{staff.id}")
    if staff.role in DESK_ROLES:
        desk_sign_in(staff_id=staff.id)
    response = HttpResponseRedirect(_goal(request, staff))
    # The page one signs in from decides: whoever reads English here reads English at the desk.
    language_keep(response, staff=staff, language=translation.get_language())
    return response


def _goal(request: HttpRequest, staff: Staff) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("desk:desk") if staff.role in DESK_ROLES else reverse("desk:interactions")


@command_for(_ALL_ROLES)
def sign_out(request: HttpRequest, staff: Staff, _body: Body) -> Mapping[str, Any] | None:
    """End the day: not while a call lasts."""
    try:
        desk_sign_out(staff_id=staff.id)
    except TalkGoesOnError as error:
        raise RefusedError(
            "您正在通话，请先挂断。", "You are on a call. Hang up first.", status=HTTPStatus.CONFLICT
        ) from error
    audit_record(staff_id=staff.id, action="staff.signed_out", subject=f"staff:{staff.id}")
    logout(request)
    return None
