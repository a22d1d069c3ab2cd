"""What a chart shows, in one sentence: its title."""

from hotline.kernel.words import Words

from .definitions import definition_of
from .selectors import Report
from .shown import measure_shown


def report_finding(report: Report) -> str:
    """The busiest hour or day and how it went, in the language of the present request."""
    if report.total.calls == 0:
        return str(Words("这段时间没有结束的来电", "No call ended in this time"))
    busiest = max(report.rows, key=lambda row: row.counts.calls)
    calls = measure_shown(definition_of("calls").measure(busiest.counts))
    rate = measure_shown(definition_of("connect_rate").measure(busiest.counts))
    at, noun = ("at" if report.step == "hour" else "on"), ("call" if busiest.counts.calls == 1 else "calls")
    return str(
        Words(
            f"来电最多的是 {busiest.label}：{calls} 通，接通 {rate}",
            f"Busiest {at} {busiest.label}: {calls} {noun}, {rate} connected",
        )
    )
