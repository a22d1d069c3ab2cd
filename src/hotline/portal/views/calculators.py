"""Calculators: a form drawn from what each asks, and the answer with its working, line by line. Without a script."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hotline.kernel.words import Language, Words, language_now
from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.calculators import (
    CALCULATORS,
    AskedField,
    Calculator,
    FieldKind,
    InputRefusedError,
    Line,
    Result,
)
from hotline.knowledge.parameters import ParameterMissingError, Unit, number_in_digits
from hotline.knowledge.renderings import basis_lines
from hotline.knowledge.selectors import parameter_book
from hotline.portal.days import day_asked

YES_NO = {"yes": Words("是", "Yes"), "no": Words("否", "No")}
UNIT_WORDS = {
    Unit.YUAN: Words("元", "yuan"),
    Unit.YUAN_PER_MONTH: Words("元/月", "yuan a month"),
    Unit.YUAN_PER_HOUR: Words("元/小时", "yuan an hour"),
    Unit.PERCENT: Words("%", "%"),
    Unit.DAYS: Words("天", "days"),
    Unit.WEEKS: Words("周", "weeks"),
    Unit.MONTHS: Words("个月", "months"),
    Unit.YEARS: Words("年", "years"),
    Unit.HOURS: Words("小时", "hours"),
    Unit.TIMES: Words("倍", "times"),
}


@require_safe
def calculators_page(request: HttpRequest) -> HttpResponse:
    """Every calculator with what it works out."""
    language = language_now()
    listed = [
        (one.key, one.title.in_language(language), one.summary.in_language(language)) for one in CALCULATORS.values()
    ]
    return render(request, "portal/calculators.html", {"calculators": listed})


@require_safe
def calculator_page(request: HttpRequest, key: str) -> HttpResponse:
    """The form of one calculator; with answers in the address, the result as of the day asked for."""
    calculator = CALCULATORS.get(key)
    if calculator is None:
        raise Http404
    asked, language = day_asked(request), language_now()
    given = {field.name: request.GET[field.name] for field in calculator.fields() if field.name in request.GET}
    context = asked.context() | {
        "key": key,
        "title": calculator.title.in_language(language),
        "summary": calculator.summary.in_language(language),
    }
    context |= _answered(calculator, given, asked.day, language) if given else {}
    refused = context.get("refused_field")
    context["fields"] = [_field_shown(field, given, language, refused) for field in calculator.fields()]
    status = 400 if "refused" in context else asked.status
    return render(request, "portal/calculator.html", context, status=status)


def _answered(calculator: Calculator, given: dict[str, str], day: date, language: Language) -> dict[str, Any]:
    try:
        result = calculator.answer(given, book=parameter_book(), region=settings.HOTLINE_REGION, day=day)
    except InputRefusedError as refused:
        # A field that is no field of the form is named in the words alone.
        return {"refused": Words(refused.zh, refused.en), "refused_field": refused.field}
    except ParameterMissingError as missing:
        return {"refused": Words(missing.zh, missing.en), "refused_field": ""}
    return {"result": _result_shown(result, language)}


def _result_shown(result: Result, language: Language) -> dict[str, Any]:
    return {
        "amounts": [(one.label.in_language(language), one.value.in_words(language)) for one in result.amounts],
        "lines": [_line_shown(line, language) for line in result.lines],
        "notes": [note.in_language(language) for note in result.notes],
    }


def _line_shown(line: Line, language: Language) -> dict[str, Any]:
    return {
        "text": line.text.in_language(language),
        "formula": line.formula,
        "result": line.result.in_words(language) if line.result else "",
        "basis": basis_lines(line.basis, language),
        "used": [(used.in_words(language), used.dated) for used in line.used],
    }


def _field_shown(field: AskedField, given: dict[str, str], language: Language, refused: str | None) -> dict[str, Any]:
    value = given.get(field.name, _as_text(field.default))
    return {
        "name": field.name,
        "kind": field.kind.value,
        "label": field.ask.label.in_language(language),
        "help": field.ask.help.in_language(language) if field.ask.help else "",
        "unit": UNIT_WORDS.get(field.ask.unit) if field.ask.unit else None,
        "value": value,
        "is_required": field.is_required,
        "is_refused": field.name == refused,
        "choices": [(key, words, key == value) for key, words in _choices(field, language)],
    }


def _choices(field: AskedField, language: Language) -> list[tuple[str, str]]:
    if field.kind is FieldKind.YES_NO:
        return [(key, str(words)) for key, words in YES_NO.items()]
    return [(key, _in(label, language)) for key, label in field.ask.choices.items()]


def _in(label: Bilingual, language: Language) -> str:
    return label.in_language(language)


def _as_text(default: Any) -> str:
    match default:
        case None:
            return ""
        case bool():
            return "yes" if default else "no"
        case date():
            return default.isoformat()
        case str():
            return default
        case _:
            return number_in_digits(default)
