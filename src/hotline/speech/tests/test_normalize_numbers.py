"""Numbers in words, checked against counting."""

from hypothesis import given
from hypothesis import strategies as st

from hotline.speech.normalize import hanzi, words

VALUES = {letter: value for value, letter in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def counted(said: str) -> int:
    """The number that Chinese words of up to 亿 stand for: the other way round, written apart from our rules."""
    whole = group = digit = 0
    for letter in said:
        if letter in UNITS:
            group += (digit or 1) * UNITS[letter]
            digit = 0
        elif letter == "万":
            whole += (group + digit) * 10_000
            group = digit = 0
        elif letter == "亿":
            whole = (whole + group + digit) * 100_000_000
            group = digit = 0
        else:
            digit = VALUES[letter]
    return whole + group + digit


@given(st.integers(0, 999_999_999_999))
def test_every_chinese_number_counts_to_itself(number: int) -> None:
    assert counted(hanzi.cardinal(str(number))) == number


def test_chinese_numbers_with_gaps() -> None:
    said = [
        hanzi.cardinal(number) for number in ("0", "10", "19", "105", "1010", "10010", "100500", "10000000", "20000001")
    ]

    assert said == [
        "零",
        "十",
        "十九",
        "一百零五",
        "一千零一十",
        "一万零一十",
        "十万零五百",
        "一千万",
        "二千万零一",
    ]


def test_two_before_a_measure_word() -> None:
    said = [hanzi.quantity(number) for number in ("2", "12", "20", "200", "2000", "22000", "120000", "2.5")]

    assert said == ["两", "十二", "二十", "二百", "两千", "两万两千", "十二万", "二点五"]


def test_a_number_beyond_counting_is_told_figure_by_figure() -> None:
    assert hanzi.cardinal("1" * 17) == "幺" * 17
    assert words.cardinal("1" * 16) == " ".join(["one"] * 16)


def test_english_numbers() -> None:
    said = [
        words.cardinal(number) for number in ("0", "21", "100", "105", "1000", "1005", "12333", "1000000", "2000100")
    ]

    assert said == [
        "zero",
        "twenty-one",
        "one hundred",
        "one hundred and five",
        "one thousand",
        "one thousand and five",
        "twelve thousand three hundred and thirty-three",
        "one million",
        "two million one hundred",
    ]


def test_english_ordinals() -> None:
    said = [words.ordinal(number) for number in ("1", "2", "3", "5", "9", "12", "20", "21", "100", "101")]

    assert said == [
        "first",
        "second",
        "third",
        "fifth",
        "ninth",
        "twelfth",
        "twentieth",
        "twenty-first",
        "one hundredth",
        "one hundred and first",
    ]


def test_english_years() -> None:
    said = [words.year(figures) for figures in ("1900", "1905", "1952", "2000", "2008", "2010", "2024")]

    assert said == [
        "nineteen hundred",
        "nineteen oh five",
        "nineteen fifty-two",
        "two thousand",
        "two thousand and eight",
        "twenty ten",
        "twenty twenty-four",
    ]
