"""Files of parameters: what they must hold, and what the sample centre's hold."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from hotline.knowledge.faults import FaultsFoundError
from hotline.knowledge.parameter_files import SAMPLE_PARAMETERS, parameters_check, parameters_read
from hotline.knowledge.parameters import NATION, ParameterBook, parameter_in_words

CITY = "cn/sample-city"

REGIONS = """\
- path: cn
  title: {zh: 全国, en: Nation}
- path: cn/sample-city
  title: {zh: 样本市, en: Sample city}
"""

WAGE = """\
- key: minimum-wage
  title: {zh: 最低工资, en: Minimum wage}
  unit: yuan_per_month
  decimals: 0
  values:
    - {region: cn/sample-city, value: 2000, valid_from: 2024-07-01, valid_to: 2025-07-01, sample: true,
       document: 样例〔2024〕, source: {zh: 虚构, en: Invented}}
    - {region: cn/sample-city, value: 2100, valid_from: 2025-07-01, valid_to: null, sample: true,
       document: null, source: {zh: 虚构, en: Invented}}
"""


def folder_of(path: Path, *, regions: str = REGIONS, **files: str) -> Path:
    (path / "regions.yaml").write_text(regions, encoding="utf-8")
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[tuple[str, str]]:
    return [(fault.file, fault.field) for fault in parameters_check(path)]


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return parameters_read(SAMPLE_PARAMETERS).book()


def test_a_folder_without_faults_is_read(tmp_path: Path) -> None:
    found = parameters_read(folder_of(tmp_path, wages=WAGE))
    assert [region.path for region in found.regions] == ["cn", CITY]
    (wage,) = found.parameters
    assert [(row.value, row.document, row.is_sample) for row in wage.values] == [
        (Decimal(2000), "样例〔2024〕", True),
        (Decimal(2100), "", True),
    ]


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("unit: yuan_per_month", "unit: euro", "minimum-wage.unit"),
        ("key: minimum-wage", "key: Minimum Wage", "Minimum Wage.key"),
        ("key: minimum-wage", f"key: {'a' * 61}", f"{'a' * 61}.key"),
        ("decimals: 0", "decimals: 9", "minimum-wage.decimals"),
        ("decimals: 0", "decimals: 0\n  colour: red", "minimum-wage.colour"),
        ("{zh: 最低工资, en: Minimum wage}", "最低工资", "minimum-wage.title"),
        ("{zh: 最低工资, en: Minimum wage}", f"{{zh: {'长' * 61}, en: Long}}", "minimum-wage.title"),
        ("value: 2000", "value: 两千", "minimum-wage.values[1].value"),
        ("value: 2000", "value: true", "minimum-wage.values[1].value"),
        ("value: 2000", "value: 2000.5", "minimum-wage.values[1].value"),
        ("value: 2000", "value: -1", "minimum-wage.values[1].value"),
        ("valid_from: 2024-07-01", "valid_from: July", "minimum-wage.values[1].valid_from"),
        ("valid_from: 2024-07-01, ", "", "minimum-wage.values[1].valid_from"),
        ("valid_from: 2024-07-01", "valid_from: 2025-07-01", "minimum-wage.values[1].valid_to"),
        ("valid_from: 2025-07-01", "valid_from: 2025-07-02", "minimum-wage.values[2].valid_from"),
        ("valid_from: 2025-07-01", "valid_from: 2025-06-30", "minimum-wage.values[2].valid_from"),
        (
            "sample: true,\n       document: null",
            "sample: yes!,\n       document: null",
            "minimum-wage.values[2].sample",
        ),
        ("{region: cn/sample-city, value: 2100", "{region: cn/nowhere, value: 2100", "minimum-wage.values[2].region"),
        ("source: {zh: 虚构, en: Invented}}\n    - ", "source: 虚构}\n    - ", "minimum-wage.values[1].source"),
    ],
)
def test_each_fault_names_file_and_field(tmp_path: Path, before: str, after: str, field: str) -> None:
    assert before in WAGE
    assert ("wages.yaml", field) in faults_of(folder_of(tmp_path, wages=WAGE.replace(before, after, 1)))


def test_faults_of_all_files_come_at_once_in_both_languages(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        wages=WAGE.replace("2000", "x"),
        others=WAGE.replace("minimum-wage", "a b"),
        broken="- {a: [",
        text="a",
    )
    (tmp_path / "latin.yaml").write_bytes(b"- \xff")
    with pytest.raises(FaultsFoundError) as caught:
        parameters_read(tmp_path)
    assert {fault.file for fault in caught.value.faults} == {
        "wages.yaml", "others.yaml", "broken.yaml", "text.yaml", "latin.yaml"
    }  # fmt: skip
    assert all(fault.zh and fault.en for fault in caught.value.faults)


def test_a_day_that_does_not_exist_is_a_fault_of_the_file(tmp_path: Path) -> None:
    assert faults_of(folder_of(tmp_path, wages=WAGE.replace("2024-07-01", "2024-06-31"))) == [("wages.yaml", "-")]


def test_a_key_stands_in_one_place_only(tmp_path: Path) -> None:
    assert faults_of(folder_of(tmp_path, a=WAGE, b=WAGE)) == [("b.yaml", "minimum-wage")]


def test_regions_are_listed_from_the_top(tmp_path: Path) -> None:
    upside_down = "".join(reversed(REGIONS.splitlines(keepends=True)[:2] + REGIONS.splitlines(keepends=True)[2:]))
    assert faults_of(folder_of(tmp_path, regions=upside_down, wages=WAGE))[0][0] == "regions.yaml"
    orphan = "- path: cn/sample-city\n  title: {zh: 市, en: City}\n"
    assert ("regions.yaml", CITY) in faults_of(folder_of(tmp_path, regions=orphan, wages=WAGE))
    twice = REGIONS + REGIONS.split("\n- ")[1].join(["- ", ""])
    assert ("regions.yaml", CITY) in faults_of(folder_of(tmp_path, regions=twice, wages=WAGE))


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [("regions.yaml", "-"), ("parameters/", "*.yaml")]


def test_the_sample_centre_has_no_faults() -> None:
    assert parameters_check(SAMPLE_PARAMETERS) == ()


def test_two_dozen_parameters_tell_three_years(book: ParameterBook) -> None:
    days = [date(year, 12, 31) for year in (2022, 2023, 2024, 2025)]
    told = [
        one.key for one in book
        if all(any(row.holds_on(day) and row.region in (NATION, CITY) for row in one.values) for day in days)
    ]  # fmt: skip
    assert len(told) >= 80
    several = [one.key for one in book if max(len(one.history(region)) for region in (NATION, CITY)) >= 3]
    assert len(several) >= 18


def test_what_a_city_decides_is_marked_as_invented(book: ParameterBook) -> None:
    rows = [row for one in book for row in one.values]
    assert all(
        row.is_sample and "虚构" in row.source.zh and "Invented" in row.source.en for row in rows if row.region == CITY
    )
    assert not any(row.is_sample for row in rows if row.region == NATION)


def test_ten_days_around_every_change_give_the_value_of_the_day(book: ParameterBook) -> None:
    for one in book:
        for region in (NATION, CITY):
            for earlier, later in zip(one.history(region), one.history(region)[1:], strict=False):
                days = [later.valid_from + timedelta(days=offset) for offset in range(-5, 5)]
                values = [book.on(one.key, region=region, day=day).value for day in days]
                assert values == [earlier.value] * 5 + [later.value] * 5, one.key


@pytest.mark.parametrize(
    ("key", "day", "zh", "en"),
    [
        ("minimum-wage", date(2026, 6, 30), "每月2420元", "2420 yuan a month"),
        ("minimum-wage", date(2026, 7, 1), "每月2500元", "2500 yuan a month"),
        ("public-holidays-a-year", date(2024, 12, 31), "11天", "11 days"),
        ("public-holidays-a-year", date(2025, 1, 1), "13天", "13 days"),
        ("working-days-a-month", date(2025, 1, 1), "20.67", "20.67"),
        ("pension-rate-employer", date(2019, 4, 30), "20%", "20%"),
        ("pension-rate-employer", date(2019, 5, 1), "16%", "16%"),
        ("pension-years-least", date(2029, 12, 31), "15年", "15 years"),
        ("pension-years-least", date(2030, 1, 1), "15.5年", "15.5 years"),
        ("pension-years-least", date(2039, 1, 1), "20年", "20 years"),
        ("unemployment-rate-person", date(2026, 1, 1), "0.5%", "0.5%"),
        ("injury-lump-months-grade-1", date(2026, 1, 1), "27个月", "27 months"),
    ],
)
def test_figures_of_the_sample_as_they_are_said(book: ParameterBook, key: str, day: date, zh: str, en: str) -> None:
    assert [book.in_words(key, region=CITY, day=day, language=language) for language in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize("year", range(2021, 2027))
def test_the_sample_city_agrees_with_the_law_that_bounds_it(book: ParameterBook, year: int) -> None:
    def on(key: str) -> Decimal:
        return book.on(key, region=CITY, day=date(year, 7, 1)).value

    average = on("average-monthly-wage")
    assert on("contribution-base-floor") == average * on("contribution-floor-share") / 100
    assert on("contribution-base-ceiling") == average * on("contribution-ceiling-share") / 100
    benefits = [on(key) for key in book.parameters if key.startswith("unemployment-benefit-")]
    assert len(benefits) == 6
    assert all(on("subsistence-allowance") < benefit < on("minimum-wage") for benefit in benefits)


def test_working_days_follow_from_the_holidays(book: ParameterBook) -> None:
    for day in (date(2024, 12, 31), date(2025, 1, 1)):
        holidays, days, month = (
            book.on(key, region=NATION, day=day).value
            for key in ("public-holidays-a-year", "working-days-a-year", "working-days-a-month")
        )
        assert days == 365 - 104 - holidays
        assert month == round(days / 12, 2)


def test_every_parameter_can_be_said_in_both_languages(book: ParameterBook) -> None:
    for one in book:
        for row in one.values:
            assert all(parameter_in_words(row.value, one.unit, language) for language in ("zh", "en"))
