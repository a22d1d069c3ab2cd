"""Check codes: the same for the same, different for anything else, and slips of the ear are noticed."""

from datetime import date

import pytest

from hotline.documents.check_codes import (
    check_code,
    check_code_digits,
    check_code_is_whole,
    check_code_matches,
    check_code_spaced,
)

KEY = b"a key of the centre"
DAY = date(2026, 11, 24)
CODE = check_code("digest", DAY, KEY)


def test_a_code_is_eight_digits_and_always_the_same() -> None:
    assert check_code("digest", DAY, KEY) == CODE
    assert CODE.isdecimal()
    assert len(CODE) == 8
    assert check_code_is_whole(CODE)


def test_other_version_day_or_key_is_another_code() -> None:
    codes = {
        CODE,
        check_code("other", DAY, KEY),
        check_code("digest", date(2026, 11, 25), KEY),
        check_code("digest", DAY, b"x"),
    }

    assert len(codes) == 4


@pytest.mark.parametrize(
    "said", [CODE, check_code_spaced(CODE), "-".join(CODE), "".join(chr(ord(one) + 0xFEE0) for one in CODE)]
)
def test_a_code_is_known_however_it_is_typed(said: str) -> None:
    assert check_code_digits(said) == CODE
    assert check_code_matches(said, version_digest="digest", day=DAY, key=KEY)


def test_every_wrong_digit_and_every_exchange_of_neighbours_is_noticed() -> None:
    wrong = [
        CODE[:place] + digit + CODE[place + 1 :] for place in range(8) for digit in "0123456789" if digit != CODE[place]
    ]
    wrong += [
        CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2 :]
        for place in range(7)
        if CODE[place] != CODE[place + 1]
    ]

    assert [code for code in wrong if check_code_is_whole(code)] == []
    assert [code for code in wrong if check_code_matches(code, version_digest="digest", day=DAY, key=KEY)] == []


@pytest.mark.parametrize("said", ["", "1234567", "123456789", "没有"])
def test_what_is_no_code_is_none(said: str) -> None:
    assert not check_code_is_whole(said)
    assert not check_code_matches(said, version_digest="digest", day=DAY, key=KEY)
