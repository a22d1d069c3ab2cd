"""Opening hours, as tables."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hotline.acd.calendar import HoursError, Rule, Span, always, is_open
from hotline.acd.hours_words import hours_in_words

BEIJING = ZoneInfo("Asia/Shanghai")
OFFICE = [["08:30", "12:00"], ["13:30", "17:30"]]
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")

# 2026-11-24 is a Tuesday; National Day closes a Thursday; a Sunday is worked to make up for it.
RULE = Rule.parsed(
    weekly=dict.fromkeys(WORKDAYS, OFFICE),
    closed_dates=["2026-10-01"],
    open_dates={"2026-10-11": [["09:00", "16:00"]]},
)
DAY_AND_NIGHT = Rule.parsed(weekly={day: [["00:00", "24:00"]] for day in (*WORKDAYS, "sat", "sun")})


def local(text: str) -> datetime:
    """An instant in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-24T08:29:59", False),
        ("2026-11-24T08:30:00", True),
        ("2026-11-24T11:59:59", True),
        ("2026-11-24T12:00:00", False),
        ("2026-11-24T13:30:00", True),
        ("2026-11-24T17:30:00", False),
        ("2026-11-28T10:00:00", False),
        ("2026-10-01T10:00:00", False),
        ("2026-10-11T09:00:00", True),
        ("2026-10-11T08:45:00", False),
        ("2026-10-18T10:00:00", False),
    ],
)
def test_is_open(instant: str, *, expected: bool) -> None:
    assert is_open(RULE, local(instant)) is expected


def test_an_instant_is_judged_in_the_rules_own_zone() -> None:
    assert is_open(RULE, datetime(2026, 11, 24, 0, 30, tzinfo=ZoneInfo("UTC"))) is True
    assert is_open(RULE, datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("UTC"))) is False


def test_day_and_night_never_closes() -> None:
    assert always(DAY_AND_NIGHT) is True
    assert always(RULE) is False
    assert is_open(DAY_AND_NIGHT, local("2026-11-24T23:59:59")) is True


def test_a_night_across_midnight_is_one_opening() -> None:
    rule = Rule.parsed(weekly={"tue": [["22:00", "24:00"]], "wed": [["00:00", "06:00"]]})
    around = ["2026-11-24T21:59:59", "2026-11-24T23:59:59", "2026-11-25T00:00:00", "2026-11-25T06:00:00"]
    assert [is_open(rule, local(instant)) for instant in around] == [False, True, True, False]


def test_split_days_that_leave_no_minute_are_day_and_night() -> None:
    halves = [["12:00", "24:00"], ["00:00", "12:00"]]
    assert always(Rule.parsed(weekly=dict.fromkeys((*WORKDAYS, "sat", "sun"), halves))) is True


def test_a_closed_date_goes_before_an_open_one() -> None:
    rule = Rule.parsed(weekly={}, closed_dates=["2026-10-01"], open_dates={"2026-10-01": OFFICE})
    assert rule.day(date(2026, 10, 1)) == ()


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (["8点", "17:30"], "Write times as 08:30"),
        (["08:30"], r"\[from, to\]"),
        (["17:30", "08:30"], "结束时间应晚于开始时间"),
        (["08:30", "08:30"], "after the beginning"),
        (["00:00", "24:01"], "between 00:00 and 24:00"),
        (["08:61", "09:00"], "between 00:00 and 24:00"),
    ],
)
def test_hours_that_are_none_are_refused_in_words(span: list[str], message: str) -> None:
    with pytest.raises(HoursError, match=message):
        Span.parsed(span)


def test_unknown_days_and_dates_are_refused_in_words() -> None:
    with pytest.raises(HoursError, match="monday"):
        Rule.parsed(weekly={"monday": OFFICE})
    with pytest.raises(HoursError, match="2026/10/01"):
        Rule.parsed(weekly={}, closed_dates=["2026/10/01"])


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (DAY_AND_NIGHT, "每天24小时服务。", "Open 24 hours a day, every day."),
        (
            RULE,
            "周一至周五8点30分到12点、13点30分到17点30分，周六、周日休息。",
            "Monday to Friday 8:30 a.m. to noon and 1:30 p.m. to 5:30 p.m.; Saturday and Sunday closed.",
        ),
        (
            Rule.parsed(weekly={day: [["09:00", "18:00"]] for day in (*WORKDAYS, "sat", "sun")}),
            "每天9点到18点。",
            "Every day 9 a.m. to 6 p.m.",
        ),
        (
            Rule.parsed(weekly={"mon": [["00:00", "08:05"]], "sun": [["20:00", "24:00"]]}),
            "周一0点到8点05分，周二至周六休息，周日20点到24点。",
            "Monday midnight to 8:05 a.m.; Tuesday to Saturday closed; Sunday 8 p.m. to midnight.",
        ),
    ],
)
def test_hours_in_words(rule: Rule, zh: str, en: str) -> None:
    assert hours_in_words(rule, "zh") == zh
    assert hours_in_words(rule, "en") == en
