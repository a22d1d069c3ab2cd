"""Severance pay and damages by articles 40, 46, 47, 87 and 97 of the Labour Contract Law."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hotline.knowledge.calculators import InputRefusedError
from hotline.knowledge.calculators.severance import Ending
from hotline.knowledge.parameters import ParameterMissingError

from .asking import answer

WORKED = st.dates(date(2008, 1, 1), date(2026, 10, 1))
WAGES = st.decimals(min_value=1, max_value=200_000, places=2)


@pytest.mark.parametrize(
    ("started", "ended", "months"),
    [
        ("2020-01-01", "2025-12-31", "6"),
        ("2020-01-01", "2026-01-01", "6.5"),
        ("2020-01-01", "2026-06-29", "6.5"),
        ("2020-01-01", "2026-06-30", "7"),
        ("2020-01-01", "2026-07-01", "7"),
        ("2025-11-01", "2025-11-01", "0.5"),
        ("2024-02-29", "2025-02-28", "1"),
        ("2025-06-30", "2025-12-29", "1"),
    ],
)
def test_months_by_article_47(started: str, ended: str, months: str) -> None:
    result = answer("severance", ending="agreed", started=started, ended=ended, monthly_wage=9000)
    assert result.amount("months") == Decimal(months)
    assert result.amount("severance") == 9000 * Decimal(months)


@pytest.mark.parametrize(
    ("ending", "notice", "total"),
    [
        ("agreed", "yes", 54_000),
        ("agreed", "no", 54_000),
        ("employer-fault", "no", 54_000),
        ("illness", "yes", 54_000),
        ("illness", "no", 62_000),
        ("unfit", "no", 62_000),
        ("changed", "no", 62_000),
        ("redundancy", "no", 54_000),
        ("expired", "no", 54_000),
        ("unlawful", "no", 108_000),
        ("resigned", "no", 0),
        ("misconduct", "no", 0),
    ],
)
def test_n_and_n_plus_1_and_2n(ending: str, notice: str, total: int) -> None:
    result = answer(
        "severance", ending=ending, started="2020-01-01", ended="2025-12-31", monthly_wage=9000, notice_given=notice,
        last_month_wage=8000,
    )  # fmt: skip
    assert result.amount("total") == total


def test_a_high_wage_is_cut_to_three_times_the_average_for_twelve_years() -> None:
    result = answer("severance", ending="agreed", started="2008-01-01", ended="2026-06-30", monthly_wage=50_000)
    assert (result.amount("months"), result.amount("severance")) == (12, 12 * 3 * 9500)
    damages = answer("severance", ending="unlawful", started="2008-01-01", ended="2026-06-30", monthly_wage=50_000)
    assert damages.amount("damages") == 2 * 12 * 3 * 9500


def test_a_wage_at_the_cap_keeps_all_its_years() -> None:
    result = answer("severance", ending="agreed", started="2008-01-01", ended="2026-06-30", monthly_wage=3 * 9500)
    assert result.amount("months") == Decimal(19)


def test_a_low_wage_counts_as_the_minimum_wage() -> None:
    result = answer("severance", ending="agreed", started="2024-01-01", ended="2025-12-31", monthly_wage=1000)
    assert result.amount("severance") == 2 * 2420


@pytest.mark.parametrize(
    ("ending", "before"), [("agreed", 12), ("unfit", 12), ("illness", 18), ("changed", 18), ("redundancy", 18)]
)
def test_years_before_2008_follow_the_rules_of_1994(ending: str, before: int) -> None:
    result = answer("severance", ending=ending, started="1990-02-01", ended="2025-12-31", monthly_wage=9000)
    assert result.amount("months_before") == before
    assert result.amount("severance") == 9000 * (before + 18)


@pytest.mark.parametrize("ending", ["expired", "employer-fault"])
def test_some_endings_count_from_2008_only(ending: str) -> None:
    result = answer("severance", ending=ending, started="1990-02-01", ended="2025-12-31", monthly_wage=9000)
    assert result.amount("severance") == 9000 * 18
    with pytest.raises(KeyError):
        result.amount("months_before")


def test_damages_count_from_the_first_day_of_work() -> None:
    result = answer("severance", ending="unlawful", started="2000-01-01", ended="2025-12-31", monthly_wage=9000)
    assert result.amount("damages") == 2 * 26 * 9000


@pytest.mark.parametrize("offset", range(-5, 5))
def test_the_cap_is_that_of_the_last_day_of_work(offset: int) -> None:
    ended = date(2026, 7, 1) + timedelta(days=offset)
    result = answer("severance", ending="agreed", started="2025-01-01", ended=ended, monthly_wage=90_000)
    cap = 3 * (9500 if offset < 0 else 9800)
    assert result.amount("severance") == cap * result.amount("months")


def test_a_day_without_figures_is_said_and_not_guessed() -> None:
    with pytest.raises(ParameterMissingError) as caught:
        answer("severance", ending="agreed", started="2010-01-01", ended="2015-12-31", monthly_wage=9000)
    assert caught.value.day == date(2015, 12, 31)


@pytest.mark.parametrize(("started", "ended"), [("2020-01-01", "2019-12-31"), ("2000-01-01", "2007-12-31")])
def test_impossible_days_are_refused(started: str, ended: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        answer("severance", ending="agreed", started=started, ended=ended, monthly_wage=9000)
    assert caught.value.field == "ended"


@given(started=WORKED, days=st.integers(0, 60), wage=WAGES, ending=st.sampled_from(list(Ending)))
def test_a_longer_service_never_gives_less(started: date, days: int, wage: Decimal, ending: Ending) -> None:
    assume(started.year > 2010)
    given_ = {"ending": ending.value, "ended": "2026-11-01", "monthly_wage": wage}
    less = answer("severance", started=started, **given_).amount("total")
    more = answer("severance", started=started - timedelta(days=days), **given_).amount("total")
    assert 0 <= less <= more


@given(started=WORKED, wage=WAGES)
def test_damages_are_twice_severance_and_bounded(started: date, wage: Decimal) -> None:
    given_ = {"started": started, "ended": "2026-11-01", "monthly_wage": wage}
    severance = answer("severance", ending="agreed", **given_).amount("severance")
    damages = answer("severance", ending="unlawful", **given_).amount("damages")
    assert abs(damages - 2 * severance) <= Decimal("0.01")
    assert severance <= 3 * 9800 * 19
