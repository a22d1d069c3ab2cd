"""Opening hours as a sentence that is heard on the line and read on a page, in Chinese and in English."""

from itertools import groupby

from .calendar import DAYS, Day, Rule, Span, always

_DAY_ZH = dict(zip(DAYS, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), strict=True))
_DAY_EN = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def hours_in_words(rule: Rule, language: str) -> str:
    """The usual week in words, days with the same hours taken together: 周一至周五8点30分到17点30分，周六、周日休息。

    Dates that differ from the week are not told. `language` is "zh" or "en".
    """
    if always(rule):
        return "每天24小时服务。" if language == "zh" else "Open 24 hours a day, every day."
    runs = [(list(names), spans) for spans, names in groupby(DAYS, key=lambda name: rule.weekly.get(name, ()))]
    if language == "zh":
        return "，".join(_run_zh(names, spans) for names, spans in runs) + "。"
    # "to 6 p.m." brings its own full stop.
    return "; ".join(_run_en(names, spans) for names, spans in runs).removesuffix(".") + "."


def _run_zh(names: list[str], spans: Day) -> str:
    if len(names) == len(DAYS):
        days = "每天"
    elif len(names) > 2:
        days = f"{_DAY_ZH[names[0]]}至{_DAY_ZH[names[-1]]}"
    else:
        days = "、".join(_DAY_ZH[name] for name in names)
    return f"{days}{'、'.join(_span_zh(span) for span in spans)}" if spans else f"{days}休息"


def _run_en(names: list[str], spans: Day) -> str:
    if len(names) == len(DAYS):
        days = "Every day"
    elif len(names) > 2:
        days = f"{_DAY_EN[names[0]]} to {_DAY_EN[names[-1]]}"
    else:
        days = " and ".join(_DAY_EN[name] for name in names)
    return f"{days} {' and '.join(_span_en(span) for span in spans)}" if spans else f"{days} closed"


def _span_zh(span: Span) -> str:
    return f"{_time_zh(span.opens)}到{_time_zh(span.closes)}"


def _span_en(span: Span) -> str:
    return f"{_time_en(span.opens)} to {_time_en(span.closes)}"


def _time_zh(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour}点{rest:02d}分" if rest else f"{hour}点"


def _time_en(minute: int) -> str:
    if minute in (0, 24 * 60):
        return "midnight"
    if minute == 12 * 60:
        return "noon"
    hour, rest = divmod(minute, 60)
    half = "a.m." if hour < 12 else "p.m."
    shown = (hour - 1) % 12 + 1
    return f"{shown}:{rest:02d} {half}" if rest else f"{shown} {half}"
