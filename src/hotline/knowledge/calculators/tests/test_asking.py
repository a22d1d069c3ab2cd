"""What a form hands over becomes an input, or is refused with its field and a reason."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.knowledge.calculators import CALCULATORS, FieldKind, InputRefusedError, Result
from hotline.knowledge.calculators.asking import input_read
from hotline.knowledge.calculators.overtime import OvertimeInput
from hotline.knowledge.calculators.retirement import RetirementInput
from hotline.knowledge.calculators.severance import SeveranceInput
from hotline.knowledge.calculators.unemployment import UnemploymentInput
from hotline.knowledge.parameters import ParameterMissingError

from .asking import CITY, TODAY, sample_book

SEVERANCE = {"ending": "agreed", "started": "2020-01-01", "ended": "2025-12-31", "monthly_wage": "9000"}


def test_texts_of_a_form_become_values() -> None:
    assert input_read(
        SeveranceInput, {**SEVERANCE, "monthly_wage": " 9,000.50 ", "notice_given": "否"}
    ) == SeveranceInput(
        ending="agreed",
        started=date(2020, 1, 1),
        ended=date(2025, 12, 31),
        monthly_wage=Decimal("9000.50"),
        notice_given=False,
    )


def test_values_of_json_and_wide_digits_are_read_as_well() -> None:
    assert input_read(UnemploymentInput, {"months_paid": 60, "left_by_own_will": True}) == UnemploymentInput(
        months_paid=60, left_by_own_will=True
    )
    assert input_read(UnemploymentInput, {"months_paid": "６０"}).months_paid == 60


def test_an_empty_answer_is_none() -> None:
    assert input_read(UnemploymentInput, {"months_paid": "60", "months_left": " "}).months_left == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("monthly_wage", ""),
        ("monthly_wage", None),
        ("monthly_wage", "九千"),
        ("monthly_wage", "0"),
        ("monthly_wage", "-1"),
        ("monthly_wage", "1e9"),
        ("monthly_wage", "1e999999"),
        ("monthly_wage", "NaN"),
        ("monthly_wage", "Infinity"),
        ("monthly_wage", "9000.123"),
        ("monthly_wage", "9" * 41),
        ("started", "2025-02-30"),
        ("started", "1850-01-01"),
        ("ended", "2019-12-31"),
        ("ended", "9999-12-31"),
        ("ending", "fired"),
        ("notice_given", "perhaps"),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(name: str, value: object) -> None:
    with pytest.raises(InputRefusedError) as caught:
        input_read(SeveranceInput, {**SEVERANCE, name: value})
    assert caught.value.field == name
    assert caught.value.zh
    assert caught.value.en


@pytest.mark.parametrize("value", ["1.5", "1e999999", "-1", "601"])
def test_a_count_is_a_whole_number_within_limits(value: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        input_read(UnemploymentInput, {"months_paid": value})
    assert caught.value.field == "months_paid"


def test_an_input_cannot_be_built_past_its_limits() -> None:
    with pytest.raises(InputRefusedError):
        OvertimeInput(monthly_wage=Decimal(-5))
    with pytest.raises(InputRefusedError):
        RetirementInput(born=date(1970, 1, 1), group="child")


def test_every_field_can_be_drawn() -> None:
    for calculator in CALCULATORS.values():
        for field in calculator.fields():
            assert field.ask.label.zh
            assert field.ask.label.en
            assert bool(field.ask.choices) == (field.kind is FieldKind.CHOICE)
            assert field.ask.least <= field.ask.most
            assert not (field.is_required and field.default is not None)


@given(
    calculator=st.sampled_from(sorted(CALCULATORS)),
    raw=st.dictionaries(
        st.sampled_from(sorted({field.name for one in CALCULATORS.values() for field in one.fields()})),
        st.one_of(
            st.none(),
            st.text(max_size=50),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.decimals(),
            st.dates().map(str),
        ),
    ),
)
def test_whatever_is_handed_over_gives_an_answer_or_a_reason(calculator: str, raw: dict[str, object]) -> None:
    answered: Result | InputRefusedError | ParameterMissingError
    try:
        answered = CALCULATORS[calculator].answer(raw, book=sample_book(), region=CITY, day=TODAY)
    except (InputRefusedError, ParameterMissingError) as refused:
        answered = refused
    if not isinstance(answered, Result):
        assert answered.zh
        assert answered.en
