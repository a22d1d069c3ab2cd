"""Parameters: what holds on a day in a region, how it is said, and what is wrong with their days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameter_faults import parameter_faults
from hotline.knowledge.parameters import (
    DatedValue,
    Parameter,
    ParameterBook,
    ParameterMissingError,
    Unit,
    parameter_in_words,
)

CITY = "cn/sample-city"


def value_of(
    number: str, *, since: date, until: date | None = None, region: str = CITY, source: str = "市通知"
) -> DatedValue:
    return DatedValue(
        value=Decimal(number),
        region=region,
        valid_from=since,
        valid_to=until,
        source=Bilingual(zh=source, en="Notice"),
    )


def parameter_of(*values: DatedValue, key: str = "minimum-wage", decimals: int = 2) -> Parameter:
    return Parameter(
        key=key,
        title=Bilingual(zh="最低工资", en="Minimum wage"),
        unit=Unit.YUAN_PER_MONTH,
        decimals=decimals,
        values=values,
    )


CHANGE = date(2025, 9, 1)
WAGE = parameter_of(
    value_of("2420", since=CHANGE),
    value_of("2320", since=date(2023, 9, 1), until=CHANGE),
)
BOOK = ParameterBook([WAGE])


@pytest.mark.parametrize("offset", range(-5, 5))
def test_ten_days_around_a_change_give_the_value_of_each_day(offset: int) -> None:
    day = CHANGE + timedelta(days=offset)
    assert BOOK.on("minimum-wage", region=CITY, day=day).value == Decimal("2320" if offset < 0 else "2420")


def test_the_nearest_region_with_a_value_for_the_day_counts() -> None:
    book = ParameterBook(
        [
            parameter_of(
                value_of("10", since=date(2020, 1, 1), region="cn"),
                value_of("12", since=date(2023, 1, 1), until=date(2024, 1, 1)),
            )
        ]
    )
    answers = [book.on("minimum-wage", region=CITY, day=date(year, 6, 1)).value for year in (2022, 2023, 2024)]
    assert answers == [Decimal(10), Decimal(12), Decimal(10)]
    assert book.on("minimum-wage", region="cn/elsewhere", day=date(2023, 6, 1)).value == Decimal(10)


@pytest.mark.parametrize(
    ("key", "region", "day"),
    [
        ("minimum-wage", CITY, date(2023, 8, 31)),
        ("minimum-wage", "cn", date(2025, 9, 1)),
        ("minimum-wage", "cn/sample-city-two", date(2025, 9, 1)),
        ("maximum-wage", CITY, date(2025, 9, 1)),
    ],
)
def test_what_is_missing_is_named_with_key_region_and_day(key: str, region: str, day: date) -> None:
    with pytest.raises(ParameterMissingError) as caught:
        BOOK.on(key, region=region, day=day)
    error = caught.value
    assert (error.key, error.region, error.day) == (key, region, day)
    assert f"{day.year}年{day.month}月{day.day}日" in error.zh
    assert day.isoformat() in error.en


def test_changes_lists_beginnings_and_ends_of_this_region_and_those_above() -> None:
    assert BOOK.changes("minimum-wage", region=CITY, since=date(2023, 9, 1), until=date(2026, 1, 1)) == (CHANGE,)
    assert BOOK.changes("minimum-wage", region="cn", since=date(2020, 1, 1), until=date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        ("2420", Unit.YUAN_PER_MONTH, "每月2420元", "2420 yuan a month"),
        ("26.40", Unit.YUAN_PER_HOUR, "每小时26.4元", "26.4 yuan an hour"),
        ("1000000", Unit.YUAN, "1000000元", "1000000 yuan"),
        ("1E+2", Unit.YUAN, "100元", "100 yuan"),
        ("8", Unit.PERCENT, "8%", "8%"),
        ("0.50", Unit.PERCENT, "0.5%", "0.5%"),
        ("98", Unit.DAYS, "98天", "98 days"),
        ("1", Unit.DAYS, "1天", "1 day"),
        ("2", Unit.WEEKS, "2周", "2 weeks"),
        ("24", Unit.MONTHS, "24个月", "24 months"),
        ("1", Unit.MONTHS, "1个月", "1 month"),
        ("15", Unit.YEARS, "15年", "15 years"),
        ("36", Unit.HOURS, "36小时", "36 hours"),
        ("3", Unit.TIMES, "3倍", "3 times"),
        ("21.75", Unit.NUMBER, "21.75", "21.75"),
    ],
)
def test_a_figure_is_written_as_a_voice_should_read_it(number: str, unit: Unit, zh: str, en: str) -> None:
    assert parameter_in_words(Decimal(number), unit, "zh") == zh
    assert parameter_in_words(Decimal(number), unit, "en") == en


def test_the_book_says_a_parameter_in_the_words_of_the_day() -> None:
    said = [BOOK.in_words("minimum-wage", region=CITY, day=day, language="zh") for day in (date(2025, 8, 31), CHANGE)]
    assert said == ["每月2320元", "每月2420元"]


def fault_fields(parameter: Parameter) -> list[str]:
    return [fault.field for fault in parameter_faults(parameter, file="wage.yaml", regions=("cn", CITY))]


def test_a_history_without_gap_and_overlap_has_no_faults() -> None:
    assert fault_fields(WAGE) == []


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ([], ["values"]),
        (
            [value_of("1", since=date(2024, 1, 1)), value_of("2", since=date(2025, 1, 1))],
            ["values[2].valid_from"],
        ),
        (
            [value_of("1", since=date(2024, 1, 1), until=date(2025, 1, 2)), value_of("2", since=date(2025, 1, 1))],
            ["values[2].valid_from"],
        ),
        (
            [value_of("1", since=date(2024, 1, 1), until=date(2024, 12, 31)), value_of("2", since=date(2025, 1, 1))],
            ["values[2].valid_from"],
        ),
        ([value_of("1", since=date(2024, 1, 1), until=date(2024, 1, 1))], ["values[1].valid_to"]),
        ([value_of("1", since=date(2024, 1, 1), region="cn/nowhere")], ["values[1].region"]),
        ([value_of("1.234", since=date(2024, 1, 1))], ["values[1].value"]),
        ([value_of("-1", since=date(2024, 1, 1))], ["values[1].value"]),
        ([value_of("NaN", since=date(2024, 1, 1))], ["values[1].value"]),
    ],
)
def test_each_fault_names_its_field(values: list[DatedValue], fields: list[str]) -> None:
    assert fault_fields(parameter_of(*values)) == fields


def test_regions_have_histories_of_their_own() -> None:
    both = parameter_of(
        value_of("1", since=date(2024, 1, 1), region="cn"), value_of("2", since=date(2025, 6, 1), region=CITY)
    )
    assert fault_fields(both) == []
