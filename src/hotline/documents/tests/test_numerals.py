"""Chinese numerals, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.documents.numerals import LARGEST, numeral_read, numeral_write


@given(st.integers(min_value=0, max_value=LARGEST))
def test_what_is_written_is_read_again(number: int) -> None:
    assert numeral_read(numeral_write(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("一十二", 12),
        ("二十", 20),
        ("一百零八", 108),
        ("一百〇八", 108),
        ("一百一十", 110),
        ("一千零一", 1001),
        ("一千二百六十", 1260),
        ("两千", 2000),
        ("二〇二四", 2024),
        ("47", 47),
        ("４７", 47),
    ],
)
def test_spellings_of_laws_are_read(text: str, number: int) -> None:
    assert numeral_read(text) == number


@pytest.mark.parametrize("text", ["", "甲", "二三十", "十百", "一百千", "第一", "1一"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert numeral_read(text) is None


def test_numbers_outside_are_not_written() -> None:
    with pytest.raises(ValueError, match="outside"):
        numeral_write(10_000)
