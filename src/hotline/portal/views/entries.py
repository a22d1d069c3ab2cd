"""Entries to read: the list, one entry, the search. All as of a day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hotline.kernel import clock
from hotline.kernel.words import Language, language_now
from hotline.knowledge.reading import EntryAsOf, Expired, NotYetValid
from hotline.knowledge.renderings import basis_lines, validity_line
from hotline.knowledge.selectors import entries_most_asked, entries_search, entry_as_of, topic_lookup
from hotline.portal.days import day_read

from .fields import fields_as_of

FOUND_LIMIT = 20
SUGGESTED = 5


@require_safe
def topics_page(request: HttpRequest) -> HttpResponse:
    """Everything that can be read, field by field."""
    day, context, status = _day_asked(request)
    context["fields"] = fields_as_of(day=day, language=language_now())
    return render(request, "portal/topics.html", context, status=status)


@require_safe
def entry_page(request: HttpRequest, code: str) -> HttpResponse:
    """One entry; where the code leads to none on that day, why, and what there is instead."""
    day, context, status = _day_asked(request)
    entry = entry_as_of(code=code, day=day)
    if entry is None:
        return _entry_missing(request, code=code, day=day, context=context)
    return render(request, "portal/entry.html", context | _entry_shown(entry, language_now()), status=status)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What fits the words asked for, best first."""
    day, context, status = _day_asked(request)
    language = language_now()
    query = request.GET.get("q", "").strip()
    hits = entries_search(query=query, language=language, day=day, limit=FOUND_LIMIT) if query else ()
    context |= {
        "query": query,
        "hits": [(hit.entry.code, hit.entry.title.in_language(language), hit.sentence) for hit in hits],
        "suggested": [] if hits else _suggested(day, language),
    }
    return render(request, "portal/search.html", context, status=status)


def _day_asked(request: HttpRequest) -> tuple[date, dict[str, Any], int]:
    """The day, what the page says about it, and the status: a day that means nothing is refused and today shown."""
    asked = day_read(request.GET.get("day", ""))
    day = asked or clock.local_day()
    context = {"day": day, "is_today": day == clock.local_day(), "day_refused": asked is None}
    return day, context, 200 if asked else 400


def _entry_shown(entry: EntryAsOf, language: Language) -> dict[str, Any]:
    answer, *more = entry.body(language)
    return {
        "code": entry.code,
        "title": entry.title.in_language(language),
        "answer": answer,
        "more": more,
        "basis": basis_lines(entry.basis, language),
        "validity": validity_line(entry, language),
        "version": entry.n,
        "said_from": entry.said_from,
        "text_language": "en" if language == "en" and "en" in entry.paragraphs else "zh-Hans",
    }


def _entry_missing(request: HttpRequest, *, code: str, day: date, context: dict[str, Any]) -> HttpResponse:
    language = language_now()
    found = topic_lookup(code=code, day=day)
    context |= {"code": code, "suggested": _suggested(day, language)}
    if isinstance(found, Expired):
        context |= {"title": found.title.in_language(language), "last_day": found.last_day}
    if isinstance(found, NotYetValid):
        context |= {"title": found.title.in_language(language), "first_day": found.first_day}
    return render(request, "portal/entry_missing.html", context, status=404)


def _suggested(day: date, language: Language) -> list[tuple[str, str]]:
    return [(entry.code, entry.title.in_language(language)) for entry in entries_most_asked(limit=SUGGESTED, day=day)]
