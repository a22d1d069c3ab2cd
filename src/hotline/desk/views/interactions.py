"""Reading interactions: the list, one page, its story."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hotline.accounts.models import Staff
from hotline.desk.access import DESK_ROLES, RECORD_ROLES, page_for, reading_for
from hotline.desk.both import labelled
from hotline.desk.refusals import not_found
from hotline.desk.selectors import ALL_SEEING_ROLES, interaction_lines, may_see, story_json
from hotline.inquiries.models import Medium
from hotline.inquiries.selectors import interactions_recent
from hotline.kernel import clock
from hotline.kernel.words import language_now
from hotline.reporting.access import REPORT_READERS

ROWS = 50


@never_cache
@page_for(RECORD_ROLES)
def interactions(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The latest interactions that this person may see, by day, medium and state."""
    filters = _filters(request)
    rows = interactions_recent(
        limit=ROWS,
        before=filters["before"],
        medium=filters["medium"],
        going_on=filters["going_on"],
        staff_id=None if staff.role in ALL_SEEING_ROLES else staff.id,
    )
    context = filters | {
        "rows": interaction_lines(rows),
        "media": [(code, labelled(str(label))) for code, label in Medium.choices],
        "sees_all": staff.role in ALL_SEEING_ROLES,
        "sees_reports": staff.role in REPORT_READERS,
        "does_calls": staff.role in DESK_ROLES,
        "is_full": len(rows) == ROWS,
    }
    return render(request, "desk/interactions.html", context)


def _filters(request: HttpRequest) -> dict[str, Any]:
    day = _day(request.GET.get("day", ""))
    medium = request.GET.get("medium", "")
    state = request.GET.get("state", "")
    return {
        "day": day,
        "medium": medium if medium in Medium.values else None,
        "state": state,
        "going_on": {"open": True, "over": False}.get(state),
        "before": _end_of(day) if day else None,
    }


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


@never_cache
@page_for(RECORD_ROLES)
def interaction(request: HttpRequest, staff: Staff, interaction_id: uuid.UUID) -> HttpResponse:
    """The whole story on a page of its own."""
    story = _story(staff, interaction_id)
    setup = {
        "story": story,
        "language": language_now(),
        "timezone": settings.TIME_ZONE,
        "csrf": get_token(request),
        "at": clock.now().isoformat(),
    }
    return render(request, "desk/interaction.html", {"setup": setup, "story": story})


@never_cache
@reading_for(RECORD_ROLES)
def story(_request: HttpRequest, staff: Staff, interaction_id: uuid.UUID) -> HttpResponse:
    """The story for the desk, which shows it in place."""
    return JsonResponse(_story(staff, interaction_id))


def _story(staff: Staff, interaction_id: uuid.UUID) -> dict[str, Any]:
    # What one may not see does not exist: the answer is the same.
    told = story_json(interaction_id=interaction_id) if may_see(staff=staff, interaction_id=interaction_id) else None
    if told is None:
        raise not_found()
    return told
