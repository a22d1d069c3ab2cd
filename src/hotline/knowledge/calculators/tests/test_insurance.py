"""Contributions, pension, retirement and work injury against their documents."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.knowledge.calculators import InputRefusedError
from hotline.knowledge.calculators.pension import MONTHS_BY_AGE
from hotline.knowledge.calculators.times import months_added

from .asking import answer

WAGES = st.decimals(min_value=1, max_value=200_000, places=2)


@pytest.mark.parametrize(
    ("wage", "base"), [(1, 5880), (5880, 5880), (8000, 8000), (29_400, 29_400), (29_401, 29_400), (9_000_000, 29_400)]
)
def test_the_base_lies_between_floor_and_ceiling(wage: int, base: int) -> None:
    assert answer("contributions", monthly_wage=wage).amount("base") == base


def test_both_sides_of_an_ordinary_wage() -> None:
    result = answer("contributions", monthly_wage=8000, housing_percent=12)
    assert result.amount("housing") == 960
    assert result.amount("person") == 640 + 160 + 40 + 960
    assert result.amount("employer") == 1280 + 600 + 40 + 16 + 960


@pytest.mark.parametrize(("trade", "pay"), [(1, 16), (4, 72), (8, 152)])
def test_the_injury_rate_follows_the_trade(trade: int, pay: int) -> None:
    result = answer("contributions", monthly_wage=8000, trade_class=trade)
    assert result.amount("employer") == 1280 + 600 + 40 + pay


@pytest.mark.parametrize("percent", ["4.99", "12.01", "100"])
def test_a_housing_rate_outside_the_law_is_refused(percent: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("contributions", monthly_wage=8000, housing_percent=percent)
    assert caught.value.field == "housing_percent"


@pytest.mark.parametrize("offset", range(-5, 5))
def test_ten_days_around_a_new_base_and_rate(offset: int) -> None:
    day = date(2025, 7, 1) + timedelta(days=offset)
    result = answer("contributions", monthly_wage=1, day=day)
    floor = 5520 if offset < 0 else 5700
    assert result.amount("base") == floor
    medical = Decimal(8) if offset < 0 else Decimal("7.5")
    assert result.amount("employer") == floor * (16 + medical + Decimal("0.5") + Decimal("0.2")) / 100


@given(wage=WAGES)
def test_contributions_grow_with_the_wage_within_bounds(wage: Decimal) -> None:
    less = answer("contributions", monthly_wage=wage, housing_percent=5)
    more = answer("contributions", monthly_wage=wage + 100, housing_percent=5)
    for key in ("person", "employer"):
        assert 0 < less.amount(key) <= more.amount(key)
    assert more.amount("person") <= 29_400 * Decimal("0.155")


@pytest.mark.parametrize(
    ("age", "months"), [(40, 233), (50, 195), (55, 170), (60, 139), (63, 117), (65, 101), (70, 56)]
)
def test_the_table_of_the_decision_of_2005(age: int, months: int) -> None:
    result = answer("pension", age=age, years_paid=30, account=139_000)
    assert result.lines[-1].formula == f"139000 ÷ {months}"
    assert list(MONTHS_BY_AGE) == list(range(40, 71))
    assert list(MONTHS_BY_AGE.values()) == sorted(MONTHS_BY_AGE.values(), reverse=True)


def test_a_pension_of_both_parts() -> None:
    result = answer("pension", age=60, years_paid=20, index=1, account=139_000)
    assert (result.amount("basic"), result.amount("account"), result.amount("monthly")) == (1990, 1000, 2990)


@pytest.mark.parametrize(
    ("years", "day", "is_paid"),
    [
        ("14.99", date(2026, 1, 1), False),
        ("15", date(2026, 1, 1), True),
        ("15", date(2029, 12, 31), True),
        ("15", date(2030, 1, 1), False),
        ("15.5", date(2030, 12, 31), True),
        ("15.5", date(2031, 1, 1), False),
        ("19.5", date(2039, 1, 1), False),
        ("20", date(2045, 1, 1), True),
    ],
)
def test_the_years_needed_rise_from_2030(years: str, day: date, is_paid: bool) -> None:
    monthly = answer("pension", age=60, years_paid=years, account=100_000, day=day).amount("monthly")
    assert (monthly > 0) is is_paid


@given(years=st.integers(0, 54), index=st.decimals("0.4", "2.9", places=1), account=st.integers(0, 999_000))
def test_more_years_index_or_savings_never_give_less(years: int, index: Decimal, account: int) -> None:
    base = answer("pension", age=60, years_paid=years, index=index, account=account).amount("monthly")
    others = (
        answer("pension", age=60, years_paid=years + 1, index=index, account=account),
        answer("pension", age=60, years_paid=years, index=index + Decimal("0.1"), account=account),
        answer("pension", age=60, years_paid=years, index=index, account=account + 1000),
    )
    assert all(0 <= base <= other.amount("monthly") for other in others)


@pytest.mark.parametrize(
    ("group", "born", "delay", "day"),
    [
        # First and last rows of the three tables annexed to the measures of 2024, and the last before them.
        ("man", "1964-12-31", 0, "2024-12-31"),
        ("man", "1965-01-15", 1, "2025-02-15"),
        ("man", "1965-04-30", 1, "2025-05-30"),
        ("man", "1965-05-01", 2, "2025-07-01"),
        ("man", "1972-09-14", 24, "2034-09-14"),
        ("man", "1976-09-01", 36, "2039-09-01"),
        ("man", "1990-02-28", 36, "2053-02-28"),
        ("woman-55", "1969-12-31", 0, "2024-12-31"),
        ("woman-55", "1970-01-15", 1, "2025-02-15"),
        ("woman-55", "1981-09-01", 36, "2039-09-01"),
        ("woman-50", "1974-12-31", 0, "2024-12-31"),
        ("woman-50", "1975-01-15", 1, "2025-02-15"),
        ("woman-50", "1975-03-15", 2, "2025-05-15"),
        ("woman-50", "1984-11-01", 60, "2039-11-01"),
        ("woman-50", "1999-11-01", 60, "2054-11-01"),
        # A leap day that the year of retirement does not have.
        ("man", "1968-02-29", 10, "2028-12-29"),
    ],
)
def test_the_tables_of_the_retirement_age(group: str, born: str, delay: int, day: str) -> None:
    result = answer("retirement", group=group, born=born)
    assert (result.amount("delay"), result.amount("day")) == (delay, date.fromisoformat(day))


def test_one_may_go_three_years_earlier_or_later_but_not_before_the_old_age() -> None:
    result = answer("retirement", group="man", born="1968-01-15")
    assert result.amount("day") == date(2028, 11, 15)
    assert (result.amount("earliest"), result.amount("latest")) == (date(2028, 1, 15), date(2031, 11, 15))
    young = answer("retirement", group="woman-50", born="1990-06-01")
    assert young.amount("earliest") == date(2042, 6, 1)


@pytest.mark.parametrize(
    ("born", "years"), [("1965-05-01", "15"), ("1968-03-01", "15"), ("1976-09-01", "20"), ("1972-09-14", "17.5")]
)
def test_the_years_that_the_year_of_retirement_asks_for(born: str, years: str) -> None:
    assert answer("retirement", group="man", born=born).amount("years_paid_least") == Decimal(years)


@given(born=st.dates(date(1960, 1, 1), date(2005, 1, 1)), group=st.sampled_from(["man", "woman-55", "woman-50"]))
def test_being_born_later_never_means_an_earlier_age(born: date, group: str) -> None:
    earlier, later = (answer("retirement", group=group, born=day) for day in (born, months_added(born, 1)))
    assert 0 <= earlier.amount("delay") <= later.amount("delay") <= earlier.amount("delay") + 1


@pytest.mark.parametrize(
    ("grade", "months", "share"),
    [
        (1, 27, 90), (2, 25, 85), (3, 23, 80), (4, 21, 75), (5, 18, 70), (6, 16, 60),
        (7, 13, None), (8, 11, None), (9, 9, None), (10, 7, None),
    ],
)  # fmt: skip
def test_grades_of_the_regulation_on_work_injury(grade: int, months: int, share: int | None) -> None:
    result = answer("work-injury", grade=grade, monthly_wage=8000)
    assert result.amount("lump") == 8000 * months
    keys = [amount.key for amount in result.amounts]
    assert keys == (["lump", "allowance"] if share else ["lump"])
    if share:
        assert result.amount("allowance") == 80 * share


@pytest.mark.parametrize(("wage", "counted"), [(1000, 5880), (8000, 8000), (90_000, 29_400)])
def test_the_wage_counts_within_60_and_300_per_cent_of_the_average(wage: int, counted: int) -> None:
    assert answer("work-injury", grade=10, monthly_wage=wage).amount("lump") == 7 * counted


def test_an_allowance_is_the_minimum_wage_at_least() -> None:
    assert answer("work-injury", grade=6, monthly_wage=1000).amount("allowance") == 3528
    assert answer("work-injury", grade=6, monthly_wage=1000, day=date(2021, 7, 1)).amount("allowance") == 2880


@pytest.mark.parametrize(("care", "pay"), [("part", 2940), ("most", 3920), ("full", 4900)])
def test_care_by_its_degree(care: str, pay: int) -> None:
    assert answer("work-injury", grade=1, monthly_wage=8000, care=care).amount("care") == pay


def test_the_end_of_the_job_brings_two_subsidies_and_no_allowance() -> None:
    result = answer("work-injury", grade=5, monthly_wage=8000, job_ends=True)
    assert [(one.key, one.value.of) for one in result.amounts] == [
        ("lump", 144_000), ("medical", 18 * 9800), ("job", 18 * 9800)
    ]  # fmt: skip


def test_the_job_of_the_gravely_injured_cannot_be_ended() -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("work-injury", grade=4, monthly_wage=8000, job_ends=True)
    assert caught.value.field == "job_ends"


def test_a_death_through_work() -> None:
    result = answer("work-death", monthly_wage=8000, spouse=True, relatives=1, day=date(2025, 6, 1))
    assert [(one.key, one.value.of) for one in result.amounts] == [
        ("funeral", 6 * 9200), ("lump", 20 * 54_188), ("pension", 5600)
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "income"), [(date(2024, 12, 31), 51_821), (date(2025, 1, 1), 54_188)])
def test_the_income_of_the_year_before_counts(day: date, income: int) -> None:
    assert answer("work-death", monthly_wage=8000, day=day).amount("lump") == 20 * income


def test_an_income_that_is_not_registered_is_said_and_not_guessed() -> None:
    result = answer("work-death", monthly_wage=8000)
    assert [one.key for one in result.amounts] == ["funeral"]
    assert any("国家统计局" in note.zh for note in result.notes)


def test_those_alone_are_among_the_relatives() -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("work-death", monthly_wage=8000, relatives=1, alone=2)
    assert caught.value.field == "alone"


@given(wage=WAGES, spouse=st.booleans(), relatives=st.integers(0, 20))
def test_the_family_never_gets_more_than_the_wage(wage: Decimal, spouse: bool, relatives: int) -> None:
    result = answer("work-death", monthly_wage=wage, spouse=spouse, relatives=relatives)
    counted = min(max(wage, Decimal(5880)), Decimal(29_400))
    pensions = [one.value.of for one in result.amounts if one.key == "pension"]
    assert len(pensions) == int(spouse or relatives > 0)
    assert all(0 < pension <= counted for pension in pensions)
