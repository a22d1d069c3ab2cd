"""How a reader likes the pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hotline.portal.elder import ELDER_COOKIE

_A_YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def elder_switch(request: HttpRequest) -> HttpResponse:
    """Larger type and targets from now on, or no longer; then back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if request.POST.get("elder") == "1":
        response.set_cookie(ELDER_COOKIE, "1", max_age=_A_YEAR_SECONDS, samesite="Lax")
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response
