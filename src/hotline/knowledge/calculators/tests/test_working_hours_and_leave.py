"""Overtime, annual leave, maternity and sick pay against their statutes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.knowledge.calculators import InputRefusedError

from .asking import answer

HOURS = st.decimals(min_value=0, max_value=200, places=1)


@pytest.mark.parametrize(
    ("hours", "total"),
    [
        ({"weekday_hours": 10}, 750),
        ({"rest_day_hours": 8}, 800),
        ({"holiday_hours": 8}, 1200),
        ({"weekday_hours": 10, "rest_day_hours": 8, "holiday_hours": 8}, 2750),
        ({}, 0),
    ],
)
def test_overtime_by_article_44(hours: dict[str, int], total: int) -> None:
    assert answer("overtime", monthly_wage=8700, **hours).amount("total") == total


def test_overtime_is_rounded_once_at_each_amount() -> None:
    # 10000 / 21.75 / 8 is 57.471264...: rounding it first would give 862.05.
    assert answer("overtime", monthly_wage=10_000, weekday_hours=10).amount("total") == Decimal("862.07")


def test_overtime_rests_on_the_minimum_wage_at_least() -> None:
    assert answer("overtime", monthly_wage=1, holiday_hours=8).amount("total") == Decimal("344.83")


def test_the_notice_on_wage_conversion_is_the_one_of_the_day() -> None:
    laws = [
        answer("overtime", monthly_wage=8700, day=day).lines[1].basis[0].version
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert laws == [date(2008, 1, 3), date(2025, 1, 1)]


@pytest.mark.parametrize(("hours", "is_told"), [(36, False), (37, True)])
def test_more_than_36_hours_a_month_are_paid_and_told(hours: int, is_told: bool) -> None:
    result = answer("overtime", monthly_wage=8700, weekday_hours=hours)
    assert result.amount("total") == hours * 75
    assert any("不得超过36小时" in line.text.zh for line in result.lines) is is_told


def test_hours_over_a_period_pay_150_and_on_holidays_300_per_cent() -> None:
    result = answer("overtime", monthly_wage=8700, hours_system="comprehensive", weekday_hours=20, holiday_hours=8)
    assert result.amount("total") == 1500 + 1200
    assert [row.article.zh for row in result.lines[-1].basis] == ["第十三条", "第六十二条"]
    assert result.lines[-1].used == ()


def test_flexible_hours_have_no_overtime_pay() -> None:
    assert answer("overtime", monthly_wage=8700, hours_system="flexible", weekday_hours=9).amount("total") == 0


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"weekday_hours": 500, "holiday_hours": 300}, "weekday_hours"),
        ({"hours_system": "comprehensive", "rest_day_hours": 8}, "rest_day_hours"),
        ({"weekday_hours": 745}, "weekday_hours"),
    ],
)
def test_impossible_hours_are_refused(given_: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("overtime", monthly_wage=8700, **given_)
    assert caught.value.field == field


@given(a=HOURS, b=HOURS, c=HOURS)
def test_a_holiday_hour_pays_most_and_no_hour_pays_less_than_nothing(a: Decimal, b: Decimal, c: Decimal) -> None:
    names = ("weekday_hours", "rest_day_hours", "holiday_hours")
    one, two, three = (answer("overtime", monthly_wage=8700, **{name: a}).amount("total") for name in names)
    assert 0 <= one <= two <= three
    both = answer("overtime", monthly_wage=8700, weekday_hours=a, rest_day_hours=b, holiday_hours=c).amount("total")
    assert both >= one


@pytest.mark.parametrize(("years", "days"), [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15), (60, 15)])
def test_days_of_annual_leave_by_article_3(years: int, days: int) -> None:
    assert answer("annual-leave", year=2026, years_worked=years, monthly_wage=8700).amount("days") == days


@pytest.mark.parametrize(
    ("given_", "days", "untaken", "pay"),
    [
        ({}, 10, 10, 12_000),
        ({"days_taken": 4}, 10, 6, 7200),
        ({"days_taken": 12}, 10, 0, 0),
        ({"left": "2026-06-30"}, 4, 4, 4800),
        ({"left": "2026-06-30", "days_taken": 5}, 4, 0, 0),
        ({"joined": "2026-07-01"}, 5, 5, 6000),
        ({"joined": "2026-03-01", "left": "2026-06-30"}, 3, 3, 3600),
        ({"left": "2026-01-01"}, 0, 0, 0),
        ({"left": "2026-12-31"}, 10, 10, 12_000),
        ({"waived": True}, 10, 10, 4000),
        ({"twelve_months": False}, 0, 0, 0),
        ({"sick_months": 2}, 10, 10, 12_000),
        ({"sick_months": 3}, 0, 0, 0),
        ({"personal_days": 20}, 0, 0, 0),
        ({"long_vacation": True}, 0, 0, 0),
    ],
)
def test_a_year_of_leave(given_: dict[str, object], days: int, untaken: int, pay: int) -> None:
    result = answer("annual-leave", year=2026, years_worked=12, monthly_wage=8700, **given_)
    assert (result.amount("days"), result.amount("untaken"), result.amount("pay")) == (days, untaken, pay)


def test_of_the_300_per_cent_two_thirds_are_still_owed() -> None:
    result = answer("annual-leave", year=2026, years_worked=12, monthly_wage=8700)
    assert (result.amount("pay"), result.amount("pay_owed")) == (12_000, 8000)
    waived = answer("annual-leave", year=2026, years_worked=12, monthly_wage=8700, waived=True)
    assert waived.amount("pay_owed") == 0


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"left": "2025-12-31"}, "left"),
        ({"joined": "2027-01-01"}, "joined"),
        ({"joined": "2026-06-01", "left": "2026-05-31"}, "left"),
    ],
)
def test_days_outside_the_year_are_refused(given_: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("annual-leave", year=2026, years_worked=12, monthly_wage=8700, **given_)
    assert caught.value.field == field


@given(years=st.integers(0, 59), left=st.dates(date(2024, 1, 1), date(2024, 12, 31)), taken=st.integers(0, 20))
def test_leave_grows_with_years_and_never_exceeds_a_full_year(years: int, left: date, taken: int) -> None:
    less = answer("annual-leave", year=2024, years_worked=years, monthly_wage=8700, left=left, days_taken=taken)
    more = answer("annual-leave", year=2024, years_worked=years + 1, monthly_wage=8700, left=left, days_taken=taken)
    assert 0 <= less.amount("days") <= more.amount("days") <= 15
    assert 0 <= less.amount("pay") <= more.amount("pay")


@pytest.mark.parametrize(
    ("given_", "days"),
    [
        ({"event": "birth"}, 98),
        ({"event": "birth", "difficult": True}, 113),
        ({"event": "birth", "babies": 2}, 113),
        ({"event": "birth", "babies": 3, "difficult": True}, 143),
        ({"event": "loss-under-4-months"}, 15),
        ({"event": "loss-from-4-months"}, 42),
    ],
)
def test_maternity_leave_by_article_7(given_: dict[str, object], days: int) -> None:
    result = answer("maternity", employer_average=9000, **given_)
    assert (result.amount("days"), result.amount("allowance")) == (days, days * 300)


def test_a_city_adds_days_that_a_region_without_rules_does_not() -> None:
    assert answer("maternity", event="birth", employer_average=9000).amount("days_with_city") == 158
    assert (
        answer("maternity", event="birth", employer_average=9000, day=date(2023, 5, 1)).amount("days_with_city") == 128
    )


def test_without_insurance_the_employer_pays_the_own_wage() -> None:
    result = answer("maternity", event="birth", insured="no", own_wage=6000, employer_average=9000)
    assert result.amount("allowance") == 98 * 200
    assert [row.article.zh for row in result.lines[-1].basis] == ["第八条"]


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"event": "birth"}, "employer_average"),
        ({"event": "birth", "insured": "no", "employer_average": 9000}, "own_wage"),
        ({"event": "loss-from-4-months", "babies": 2, "employer_average": 9000}, "babies"),
        ({"event": "loss-from-4-months", "difficult": True, "employer_average": 9000}, "difficult"),
    ],
)
def test_maternity_refuses_what_contradicts_itself(given_: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("maternity", **given_)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("worked", "here", "months"),
    [
        (4, 4, 3), (9, 4, 3), (9, 5, 6), (9, 9, 6),
        (10, 4, 6), (10, 5, 9), (15, 9, 9), (15, 10, 12), (20, 14, 12), (20, 15, 18), (25, 19, 18), (25, 20, 24),
    ],
)  # fmt: skip
def test_the_medical_period_of_1994(worked: int, here: int, months: int) -> None:
    result = answer("sick-pay", years_worked=worked, years_here=here, monthly_wage=6000)
    assert result.amount("period") == months


@pytest.mark.parametrize(
    ("percent", "monthly"), [(None, 2000), ("30", 2000), ("60", 3600), ("33.33", 2000), ("100", 6000)]
)
def test_sick_pay_is_the_agreed_one_and_80_per_cent_of_the_minimum_at_least(percent: str | None, monthly: int) -> None:
    result = answer("sick-pay", years_worked=4, years_here=4, monthly_wage=6000, agreed_percent=percent, sick_months=5)
    assert (result.amount("monthly"), result.amount("total")) == (monthly, 3 * monthly)


def test_years_here_are_part_of_all_years() -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("sick-pay", years_worked=4, years_here=5, monthly_wage=6000)
    assert caught.value.field == "years_here"
