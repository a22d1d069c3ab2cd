"""Measures, how they are shown, and what a spreadsheet gets."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hotline.reporting.counts import COUNTED, Counts
from hotline.reporting.definitions import DEFINITIONS, GROUPS, definition_of
from hotline.reporting.measures import Count, MeanTime, Measure, Share
from hotline.reporting.sheet import cell_safe
from hotline.reporting.shown import measure_shown

COUNTS = st.builds(Counts, **{name: st.integers(0, 10**9) for name in COUNTED})


@pytest.mark.parametrize(("measure", "zh", "en"), [
    (Count(0), "0", "0"),
    (Count(263_851), "263,851", "263,851"),
    (Share(0, 0), "—", "—"),
    (Share(0, 5), "0.0 %", "0.0 %"),
    (Share(240_499, 263_851), "91.1 %", "91.1 %"),
    (Share(1, 16), "6.3 %", "6.3 %"),
    (Share(5, 5), "100.0 %", "100.0 %"),
    (MeanTime(0, 0), "—", "—"),
    (MeanTime(12_340_000, 1), "12.3 秒", "12.3 s"),
    (MeanTime(59_990_000, 1), "60.0 秒", "60.0 s"),
    (MeanTime(185_400_000, 1), "3 分 05 秒", "3 min 05 s"),
    (MeanTime(119_500_000, 1), "2 分 00 秒", "2 min 00 s"),
])  # fmt: skip
def test_measures_as_people_read_them(measure: Measure, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert measure_shown(measure) == zh
    with translation.override("en"):
        assert measure_shown(measure) == en


def test_values_are_exact() -> None:
    assert Share(1, 3).value == Fraction(1, 3)
    assert MeanTime(1, 3).seconds == Fraction(1, 3_000_000)
    assert Share(3, 0).value is None
    assert MeanTime(3, 0).seconds is None


@given(COUNTS, COUNTS, COUNTS)
def test_sums_do_not_depend_on_the_order(one: Counts, two: Counts, three: Counts) -> None:
    assert (one + two) + three == one + (two + three) == three + one + two
    assert one + Counts() == one


@given(COUNTS)
def test_every_definition_measures_any_counts(counts: Counts) -> None:
    for definition in DEFINITIONS:
        assert measure_shown(definition.measure(counts))


def test_definitions_are_whole_and_named_once() -> None:
    keys = [definition.key for definition in DEFINITIONS]
    assert len(set(keys)) == len(keys)
    assert {definition.group for definition in DEFINITIONS} == set(GROUPS)
    for definition in DEFINITIONS:
        for words in (definition.name, definition.meaning, definition.formula):
            assert words.zh
            assert words.en
            assert words.en.isascii() or not any("一" <= letter <= "鿿" for letter in words.en)
    assert definition_of("calls") is DEFINITIONS[0]
    with pytest.raises(KeyError):
        definition_of("calls_per_adviser")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "12.5", "2026-11-24", "09:00", "来电"])
def test_ordinary_cells_stay_as_they_are(text: str) -> None:
    assert cell_safe(text) == text
