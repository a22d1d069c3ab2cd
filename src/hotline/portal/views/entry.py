"""One entry to read: as of a day, in one of three levels, with the fields of a guide or a policy document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hotline.kernel.words import Language, Words, language_now
from hotline.knowledge.guide import WAYS, Guide, Material
from hotline.knowledge.kinds import Level
from hotline.knowledge.policy import Policy
from hotline.knowledge.reading import EntryAsOf, Expired, NotYetValid
from hotline.knowledge.renderings import basis_lines, validity_line
from hotline.knowledge.selectors import entry_as_of, topic_lookup
from hotline.portal.days import day_asked
from hotline.portal.elder import is_elder

from .suggestions import suggested

LEVEL_WORDS = {
    Level.VERY_PLAIN: Words("最简单", "Simplest"),
    Level.PLAIN: Words("通俗", "Plain"),
    Level.OFFICIAL: Words("规范", "Official"),
}


@require_safe
def entry_page(request: HttpRequest, code: str) -> HttpResponse:
    """One entry; where the code leads to none on that day, why, and what there is instead."""
    asked = day_asked(request)
    entry = entry_as_of(code=code, day=asked.day)
    if entry is None:
        return _entry_missing(request, code=code, day=asked.day, context=asked.context())
    level = _level(request, entry)
    shown = _entry_shown(entry, level, language_now()) | {"links": _links(request, entry, level)}
    return render(request, "portal/entry.html", asked.context() | shown, status=asked.status)


def _level(request: HttpRequest, entry: EntryAsOf) -> str:
    """What the address asks for, else what the reader's type size suggests, as far as the entry has it."""
    asked = request.GET.get("level") or (Level.VERY_PLAIN.value if is_elder(request) else Level.PLAIN.value)
    return asked if asked in entry.levels else Level.PLAIN.value


def _links(request: HttpRequest, entry: EntryAsOf, level: str) -> list[tuple[str, Words, bool]]:
    """The levels there are, simplest first: address, name, whether it is shown. None where there is only one."""
    there = [choice for choice in LEVEL_WORDS if choice == Level.PLAIN or choice.value in entry.levels]
    if len(there) == 1:
        return []
    links = []
    for choice in there:
        query = request.GET.copy()
        query["level"] = choice.value
        links.append((f"?{query.urlencode()}", LEVEL_WORDS[choice], choice.value == level))
    return links


def _entry_shown(entry: EntryAsOf, level: str, language: Language) -> dict[str, Any]:
    answer, *more = entry.body(language, level)
    return {
        "code": entry.code,
        "title": entry.title.in_language(language),
        "answer": answer,
        "more": more,
        "level": level,
        "is_behind": (level, language) in entry.behind,
        "is_sample": entry.sample,
        "guide": _guide_shown(entry.guide, language) if entry.guide else None,
        "policy": _policy_shown(entry.policy, language) if entry.policy else None,
        "parameters": [
            (used.title.in_language(language), used.words.in_language(language), used.value.valid_from, used)
            for used in entry.parameters
        ],
        "basis": basis_lines(entry.basis, language),
        "validity": validity_line(entry, language),
        "version": entry.n,
        "said_from": entry.said_from,
        "text_language": "en" if language == "en" and "en" in entry.paragraphs else "zh-Hans",
    }


def _guide_shown(guide: Guide, language: Language) -> dict[str, Any]:
    def texts(rows: Iterable[Any]) -> list[str]:
        return [row.in_language(language) for row in rows]

    return {
        "who": texts(guide.who),
        "conditions": texts(guide.conditions),
        "materials": [(row.name.in_language(language), _copies(row), row.form) for row in guide.materials],
        "ways": [
            (way.in_language(language), texts(guide.steps[key])) for key, way in WAYS.items() if key in guide.steps
        ],
        "time_limit_law": guide.time_limit_law.in_language(language),
        "time_limit_promised": guide.time_limit_promised.in_language(language),
        "fee": guide.fee.in_language(language),
        "fee_basis": guide.fee_basis.in_language(language),
        "places": [(*texts((place.name, place.address, place.hours)), place.telephone) for place in guide.places],
        "result": guide.result.in_language(language),
        "appeal": guide.appeal.in_language(language),
        "complaint": guide.complaint.in_language(language),
    }


def _copies(material: Material) -> Words:
    zh, en = [], []
    if material.originals:
        zh.append(f"原件{material.originals}份")
        en.append(f"{material.originals} original{'s' if material.originals > 1 else ''}")
    if material.copies:
        zh.append(f"复印件{material.copies}份")
        en.append(f"{material.copies} {'copies' if material.copies > 1 else 'copy'}")
    return Words("、".join(zh), ", ".join(en))


def _policy_shown(policy: Policy, language: Language) -> dict[str, Any]:
    return {
        "law": policy.document.law.in_language(language),
        "number": policy.number.in_language(language),
        "issuer": policy.issuer.in_language(language),
        "issued_on": policy.issued_on,
        "effective_on": policy.effective_on,
        "articles": [(row.number.in_language(language), row.gist.in_language(language)) for row in policy.articles],
        "repeals": [(row.law.in_language(language), row.version) for row in policy.repeals],
    }


def _entry_missing(request: HttpRequest, *, code: str, day: date, context: dict[str, Any]) -> HttpResponse:
    language = language_now()
    found = topic_lookup(code=code, day=day)
    context |= {"code": code, "suggested": suggested(day, language)}
    if isinstance(found, Expired):
        context |= {"title": found.title.in_language(language), "last_day": found.last_day}
    if isinstance(found, NotYetValid):
        context |= {"title": found.title.in_language(language), "first_day": found.first_day}
    return render(request, "portal/entry_missing.html", context, status=404)
