"""Entries to find: the list and the search, as of a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hotline.kernel.words import language_now
from hotline.knowledge.selectors import entries_search
from hotline.portal.days import day_asked

from .fields import fields_as_of
from .suggestions import suggested

FOUND_LIMIT = 20


@require_safe
def topics_page(request: HttpRequest) -> HttpResponse:
    """Everything that can be read, field by field."""
    asked = day_asked(request)
    context = asked.context() | {"fields": fields_as_of(day=asked.day, language=language_now())}
    return render(request, "portal/topics.html", context, status=asked.status)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What fits the words asked for, best first."""
    asked, language = day_asked(request), language_now()
    query = request.GET.get("q", "").strip()
    hits = entries_search(query=query, language=language, day=asked.day, limit=FOUND_LIMIT) if query else ()
    context = asked.context() | {
        "query": query,
        "hits": [(hit.entry.code, hit.entry.title.in_language(language), hit.sentence) for hit in hits],
        "suggested": [] if hits else suggested(asked.day, language),
    }
    return render(request, "portal/search.html", context, status=asked.status)
