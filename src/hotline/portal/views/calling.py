"""Calling from the browser."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from hotline.telephony.sip_accounts import CITIZEN_ACCOUNT, sip_password, sip_ticket

KEYS = "123456789*0#"


@require_safe
@ensure_csrf_cookie
def call_page(request: HttpRequest) -> HttpResponse:
    """The telephone in the page."""
    return render(request, "portal/call.html", {"keys": KEYS})


@require_POST
@never_cache
def call_ticket(_request: HttpRequest) -> JsonResponse:
    """What the page needs to connect: the public account, which can only call us, and a ticket for a minute."""
    return JsonResponse(
        {
            "account": CITIZEN_ACCOUNT,
            "password": sip_password(CITIZEN_ACCOUNT),
            "ticket": sip_ticket(account=CITIZEN_ACCOUNT),
        }
    )
