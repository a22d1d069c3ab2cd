"""Entries for the right column."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse

from hotline.accounts.models import Staff
from hotline.desk.access import DESK_ROLES, reading_for
from hotline.desk.refusals import not_found
from hotline.desk.selectors import entry_brief, entry_card
from hotline.knowledge.selectors import entries_search, entry_of_version

RESULTS = 8


@reading_for(DESK_ROLES)
def search(request: HttpRequest, _staff: Staff) -> HttpResponse:
    """The entries that fit what is typed so far, best first."""
    language = "en" if request.GET.get("language") == "en" else "zh"
    hits = entries_search(query=request.GET.get("q", ""), language=language, limit=RESULTS, for_staff=True)
    return JsonResponse({"entries": [entry_brief(hit.entry) for hit in hits]})


@reading_for(DESK_ROLES)
def entry(_request: HttpRequest, _staff: Staff, version_id: uuid.UUID) -> HttpResponse:
    """One entry version in full."""
    found = entry_of_version(version_id=version_id)
    if found is None:
        raise not_found()
    return JsonResponse(entry_card(found))
