"""The report page and its file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hotline.kernel import clock
from hotline.kernel.statements import statements_may_take
from hotline.kernel.words import Words, language_now

from .access import report_readers_only
from .chart import Chart, Stack, chart_of
from .definitions import DEFINITIONS, GROUPS, SCOPE, definition_of
from .finding import report_finding
from .selectors import Report, centre_zone, report_for
from .sheet import sheet_text
from .shown import measure_shown
from .span import Span, SpanRefusedError, span_read

REPORT_SECONDS = 60
"""A year of a large city takes longer than a page usually may."""
HEADLINES = ("calls", "connect_rate", "service_level", "mean_wait", "handle_time", "satisfaction")
COLUMNS = (
    "calls",
    "answered",
    "self_service",
    "abandoned",
    "abandoned_short",
    "left_menu",
    "lost",
    "connect_rate",
    "adviser_connect_rate",
    "service_level",
    "mean_wait",
    "speed_of_answer",
    "handle_time",
    "survey_answered_rate",
    "satisfaction",
)
STACKED = ("answered", "self_service", "abandoned", "abandoned_short", "left_menu", "lost_unserved")
"""The outcomes of a call, which add up to the calls: the chart's parts from the axis upwards."""


@require_safe
@report_readers_only
@statements_may_take(seconds=REPORT_SECONDS)
def report_page(request: HttpRequest) -> HttpResponseBase:
    """The figures of a day by hour, or of more days by day."""
    span, refused = _span_asked(request)
    report = report_for(first=span.first, last=span.last)
    page = _page(report) | {
        "refused": refused,
        "shortcuts": _shortcuts(span),
        "language": language_now(),
        "query": f"from={span.first.isoformat()}&to={span.last.isoformat()}",
    }
    return render(request, "reporting/report.html", page, status=400 if refused else 200)


@require_safe
@report_readers_only
@statements_may_take(seconds=REPORT_SECONDS)
def report_sheet(request: HttpRequest) -> HttpResponseBase:
    """The same figures, all of them, as a file for spreadsheets."""
    span, refused = _span_asked(request)
    if refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    response = HttpResponse(
        sheet_text(report_for(first=span.first, last=span.last)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="hotline-{span.first}-{span.last}.csv"'
    return response


def _span_asked(request: HttpRequest) -> tuple[Span, Words | None]:
    """The span, and the words of refusal where today is shown in place of what was asked for."""
    today = clock.local_day()
    try:
        return span_read(first=request.GET.get("from", ""), last=request.GET.get("to", ""), today=today), None
    except SpanRefusedError as error:
        return Span(today, today), error.words


def _page(report: Report) -> dict[str, Any]:
    columns = [definition_of(key) for key in COLUMNS]
    return {
        "report": report,
        "finding": report_finding(report),
        "scope": SCOPE,
        "zone": str(centre_zone()),
        "headlines": [(definition_of(key), _figure(report, key)) for key in HEADLINES],
        "columns": columns,
        "rows": [(row.label, [measure_shown(column.measure(row.counts)) for column in columns]) for row in report.rows],
        "totals": [measure_shown(column.measure(report.total)) for column in columns],
        "groups": _groups(report),
        "chart": _chart(report),
    }


def _figure(report: Report, key: str) -> str:
    return measure_shown(definition_of(key).measure(report.total))


def _groups(report: Report) -> list[tuple[Words, list[tuple[Any, str]]]]:
    """Every figure with its definition, group by group."""
    return [
        (name, [(known, _figure(report, known.key)) for known in DEFINITIONS if known.group == group])
        for group, name in GROUPS.items()
    ]


def _chart(report: Report) -> Chart:
    return chart_of(
        labels=[row.label for row in report.rows],
        stacks=[
            Stack(key, str(definition_of(key).name), [getattr(row.counts, key) for row in report.rows])
            for key in STACKED
        ],
    )


def _shortcuts(span: Span) -> list[tuple[str, Span, bool]]:
    """Label, span, and whether it is the one shown."""
    today = clock.local_day()
    one = Span(today, today)
    week = Span(one.moved(lengths=-6).first, today)
    month = Span(one.moved(lengths=-29).first, today)
    choices = [
        (Words("← 前一段", "← Earlier"), span.moved(lengths=-1)),
        (Words("今天", "Today"), one),
        (Words("昨天", "Yesterday"), one.moved(lengths=-1)),
        (Words("近 7 天", "7 days"), week),
        (Words("近 30 天", "30 days"), month),
        (Words("后一段 →", "Later →"), span.moved(lengths=1)),
    ]
    return [(str(name), choice, choice == span) for name, choice in choices]
