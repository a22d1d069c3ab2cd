"""The calculators as a whole: what they name, what they give away to programs, and their pages in the documents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hotline.knowledge.calculators import CALCULATORS, Result, calculators_using
from hotline.knowledge.calculators.calculator import Calculator
from hotline.knowledge.calculators.laws import chinese_number
from hotline.knowledge.calculators.reference import EXAMPLE_DAY, EXAMPLE_REGION, EXAMPLES, pages
from hotline.knowledge.parameters import ParameterBook

from .asking import CITY, TODAY, answer, sample_book

PAGES = Path(__file__).parents[5] / "docs" / "reference"

KINDS_OF_CASES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "unemployment-benefit": [
        *({"months_paid": months} for months in (12, 60, 120, 180, 240)),
        {"months_paid": 12, "months_left": 3},
    ],
    "severance": [
        {"ending": "unlawful", "started": "2024-01-01", "ended": "2025-12-31", "monthly_wage": wage}
        for wage in (100, 99_000)
    ],
    "annual-leave": [{"year": 2026, "years_worked": years, "monthly_wage": 8700} for years in (1, 10, 20)],
    "maternity": [
        {"event": "birth", "babies": 2, "difficult": True, "employer_average": 9000},
        {"event": "loss-under-4-months", "employer_average": 9000},
        {"event": "loss-from-4-months", "employer_average": 9000},
    ],
    "overtime": [
        {"monthly_wage": 8700, "weekday_hours": 40, "rest_day_hours": 1, "holiday_hours": 1},
    ],
    "contributions": [{"monthly_wage": 8000, "trade_class": trade, "housing_percent": 8} for trade in range(1, 9)],
    "retirement": [{"born": "1980-01-01", "group": group} for group in ("man", "woman-55", "woman-50")],
    "work-injury": [
        *({"grade": grade, "monthly_wage": 8000} for grade in range(1, 11)),
        *({"grade": grade, "monthly_wage": 8000, "job_ends": True} for grade in range(5, 11)),
        *({"grade": 1, "monthly_wage": 8000, "care": care} for care in ("part", "most", "full")),
    ],
    "work-death": [{"monthly_wage": 8000, "spouse": True, "relatives": 2, "alone": 1}],
}
"""Inputs of every kind: together they use all that a calculator may use."""


def examples() -> dict[str, Result]:
    return {key: answer(key, day=EXAMPLE_DAY, region=EXAMPLE_REGION, **given) for key, given in EXAMPLES.items()}


def test_every_calculator_has_a_worked_example() -> None:
    assert list(EXAMPLES) == list(CALCULATORS)


def test_the_pages_in_the_documents_are_made_from_the_code() -> None:
    for name, text in pages(sample_book()).items():
        assert (PAGES / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)
def test_every_parameter_named_exists_and_is_used(calculator: Calculator) -> None:
    assert set(calculator.parameters) <= set(sample_book().parameters)
    cases: list[Mapping[str, object]] = [*KINDS_OF_CASES.get(calculator.key, []), EXAMPLES[calculator.key]]
    # A day on which every national figure is registered.
    day = date(2025, 12, 31)
    used = {
        one.parameter.key
        for case in cases
        for one in calculator.answer(case, book=sample_book(), region=CITY, day=day).used()
    }
    assert used == set(calculator.parameters)


def test_a_parameter_tells_which_calculators_it_touches() -> None:
    assert [one.key for one in calculators_using("minimum-wage")] == [
        "severance", "overtime", "sick-pay", "work-injury"
    ]  # fmt: skip
    assert calculators_using("paternity-leave-days") == ()


def test_a_calculator_cannot_use_what_it_does_not_name() -> None:
    silent = replace(CALCULATORS["overtime"], parameters=("minimum-wage",))
    with pytest.raises(LookupError, match="overtime does not name paid-days-a-month"):
        silent.answer({"monthly_wage": 8700}, book=sample_book(), region=CITY, day=TODAY)


def test_the_same_figures_with_more_zeros_give_the_same_answer() -> None:
    # Tables keep four places: 8 comes back as 8.0000.
    padded = ParameterBook(
        replace(one, values=tuple(replace(row, value=row.value.quantize(Decimal("0.0001"))) for row in one.values))
        for one in sample_book()
    )
    for key, given in EXAMPLES.items():
        again = CALCULATORS[key].answer(given, book=padded, region=EXAMPLE_REGION, day=EXAMPLE_DAY)
        assert again.to_json() == examples()[key].to_json()


def test_every_line_speaks_both_languages_and_most_name_their_law() -> None:
    for result in examples().values():
        texts = [*(line.text for line in result.lines), *result.notes, *(one.label for one in result.amounts)]
        assert all(text.zh and text.en for text in texts)
        assert any(line.basis for line in result.lines)
        assert all(row.law.zh and row.article.en for line in result.lines for row in line.basis)


def test_invented_figures_are_said_to_be_invented() -> None:
    for key, result in examples().items():
        is_sample = any(used.dated.is_sample for used in result.used())
        assert any("样例" in note.zh for note in result.notes) is is_sample, key


def test_an_answer_as_a_program_gets_it() -> None:
    raw = answer("overtime", monthly_wage=8700, holiday_hours=8).to_json()
    assert raw["amounts"] == [
        {"key": "total", "label": {"zh": "加班工资合计", "en": "Overtime pay in all"}, "value": "1200", "unit": "yuan"}
    ]
    assert (raw["calculator"], raw["region"], raw["day"]) == ("overtime", CITY, TODAY.isoformat())
    line = raw["lines"][2]
    assert line["formula"] == "8700 ÷ 21.75 ÷ 8 × 300% × 8"
    assert line["basis"][0]["article"] == {"zh": "第四十四条", "en": "Article 44"}
    assert line["parameters"] == [
        {
            "key": "overtime-rate-holiday",
            "value": "300",
            "unit": "percent",
            "region": "cn",
            "valid_from": "1995-01-01",
            "valid_to": None,
            "document": "",
            "is_sample": False,
        }
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (47, "四十七"), (101, "一百零一"), (110, "一百一十")],
)
def test_articles_are_numbered_as_laws_number_them(number: int, text: str) -> None:
    assert chinese_number(number) == text
