"""Who may see the figures."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hotline.accounts.models import Role, Staff
from hotline.kernel.words import Words

REPORT_READERS = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR})
"""Figures are about the centre and name nobody; still they are for those who lead it."""

_Rest = ParamSpec("_Rest")
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def report_readers_only(view: _View[_Rest]) -> _View[_Rest]:
    """Let report readers through; send who is not signed in to the sign-in page, refuse everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
        staff = request.user
        if not isinstance(staff, Staff):
            return redirect_to_login(request.get_full_path())
        if staff.role not in REPORT_READERS:
            raise PermissionDenied(
                str(Words("报表只对班长和管理人员开放。", "The report is for supervisors and managers."))
            )
        return view(request, *args, **kwargs)

    return guarded
