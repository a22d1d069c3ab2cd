"""The desk's one document."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from hotline.accounts.models import Staff
from hotline.acd.services import desk_sign_in
from hotline.desk.access import DESK_ROLES, page_for
from hotline.desk.selectors import matter_types
from hotline.kernel.words import language_now
from hotline.reporting.access import REPORT_READERS
from hotline.telephony.sip_accounts import sip_password

NOT_READY_REASONS = ("short_break", "meal", "training", "paperwork", "meeting")
"""Why an adviser takes no calls, as he may choose it."""


@never_cache
@page_for(DESK_ROLES)
def desk(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The document, with what the script is born with; everything else comes by the stream."""
    desk_sign_in(staff_id=staff.id)
    setup = {
        "number": settings.HOTLINE_NUMBER,
        "staff": {
            "id": str(staff.id),
            "name": staff.display_name,
            "work_number": staff.work_number,
            "role": staff.role,
        },
        "language": language_now(),
        "timezone": settings.TIME_ZONE,
        "csrf": get_token(request),
        "phone": {"account": staff.extension, "password": sip_password(staff.extension)},
        "matter_types": matter_types(),
        "reasons": NOT_READY_REASONS,
        "reports_url": reverse("reporting:report") if staff.role in REPORT_READERS else None,
    }
    return render(request, "desk/desk.html", {"setup": setup})
