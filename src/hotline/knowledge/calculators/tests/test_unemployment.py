"""Unemployment benefit: months by article 46 of the Social Insurance Law, amounts by the city."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .asking import answer

CHANGE = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("paid", "left", "months"),
    [
        (0, 0, 0),
        (11, 0, 0),
        (11, 6, 0),
        (12, 0, 12),
        (59, 0, 12),
        (60, 0, 18),
        (119, 0, 18),
        (120, 0, 24),
        (600, 0, 24),
        (12, 6, 18),
        (60, 6, 24),
        (60, 12, 24),
        (120, 24, 24),
    ],
)
def test_months_by_the_statute(paid: int, left: int, months: int) -> None:
    assert answer("unemployment-benefit", months_paid=paid, months_left=left).amount("months") == months


def test_whoever_left_by_own_will_gets_nothing_and_hears_why() -> None:
    result = answer("unemployment-benefit", months_paid=200, left_by_own_will=True)
    assert (result.amount("months"), result.amount("total")) == (0, 0)
    (line,) = result.lines
    assert [row.article.zh for row in line.basis] == ["第四十五条"]
    assert line.used == ()


def test_the_first_year_and_the_months_after_it() -> None:
    result = answer("unemployment-benefit", months_paid=130)
    assert result.amount("monthly") == 1950
    assert result.amount("total") == 12 * 1950 + 12 * 1800
    assert [line.formula for line in result.lines] == ["", "1950 × 12", "1800 × 12"]


@pytest.mark.parametrize("offset", range(-5, 5))
def test_ten_days_around_a_change_of_the_amount(offset: int) -> None:
    day = CHANGE + timedelta(days=offset)
    result = answer("unemployment-benefit", months_paid=24, day=day)
    assert result.amount("monthly") == Decimal(1742 if offset < 0 else 1800)
    used = {one.parameter.key: one.dated for one in result.used()}
    assert used["unemployment-benefit-1-to-5-years"].holds_on(day)


@given(paid=st.integers(0, 599), left=st.integers(0, 24))
def test_paying_longer_never_gives_less_and_never_more_than_two_years(paid: int, left: int) -> None:
    less = answer("unemployment-benefit", months_paid=paid, months_left=left)
    more = answer("unemployment-benefit", months_paid=paid + 1, months_left=left)
    for key in ("months", "total"):
        assert 0 <= less.amount(key) <= more.amount(key)
    assert more.amount("months") <= 24
