"""The front page: what people want to know first; on the centre's own machine also the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hotline.accounts.models import Role
from hotline.kernel import clock
from hotline.kernel.words import Words, language_now
from hotline.knowledge.selectors import entries_most_asked
from hotline.portal.loopback import is_from_this_machine
from hotline.portal.selectors import centre_parts, demo_people, line_now
from hotline.portal.services import DemoRefusedError, demo_sign_in
from hotline.portal.tries import TRIES

from .fields import fields_as_of

MOST_ASKED = 6
EXAMPLES = (
    Words("失业金怎么领", "unemployment benefit"),
    Words("老板拖欠工资", "employer does not pay"),
    Words("上班路上受伤", "injured on the way to work"),
)
_WORKPLACE = {Role.ADVISER: "/desk/", Role.SUPERVISOR: "/desk/report", Role.EDITOR: "/topics/"}


@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    """The front page of the centre."""
    language = language_now()
    people = demo_people() if is_from_this_machine(request) else ()
    context = {
        "line": line_now(language=language),
        "examples": EXAMPLES,
        "fields": fields_as_of(day=clock.local_day(), language=language),
        "most_asked": [
            (entry.code, entry.title.in_language(language), entry.answer(language))
            for entry in entries_most_asked(limit=MOST_ASKED)
        ],
        "people": people,
        "parts": centre_parts() if people else (),
        "tries": TRIES if people else (),
    }
    return render(request, "portal/start.html", context)


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo person and go to where he works."""
    try:
        staff = demo_sign_in(request, username=request.POST.get("username", ""))
    except DemoRefusedError:
        return render(request, "portal/refused.html", {}, status=403)
    return redirect(_WORKPLACE.get(Role(staff.role), "/desk/"))
