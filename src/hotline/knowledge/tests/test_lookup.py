"""What a pressed code leads to, on the days around its validity."""

from datetime import date

import pytest

from hotline.knowledge.reading import Expired, Found, NotYetValid, Unknown
from hotline.knowledge.selectors import topic_lookup
from hotline.knowledge.services import entry_publish, entry_withdraw

from .drafts import draft, topics_make

pytestmark = pytest.mark.django_db

TITLE = draft().title


@pytest.fixture(autouse=True)
def _year() -> None:
    topics_make()
    entry_publish(draft=draft(valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1)))


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31)])
def test_found_from_the_first_day_to_the_last(day: date) -> None:
    found = topic_lookup(code="1001", day=day)
    assert isinstance(found, Found)
    assert (found.entry.code, found.entry.title) == ("1001", TITLE)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2030, 1, 1)])
def test_expired_names_the_last_day(day: date) -> None:
    assert topic_lookup(code="1001", day=day) == Expired(code="1001", title=TITLE, last_day=date(2025, 12, 31))


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2000, 1, 1)])
def test_not_yet_valid_names_the_first_day(day: date) -> None:
    assert topic_lookup(code="1001", day=day) == NotYetValid(code="1001", title=TITLE, first_day=date(2025, 1, 1))


@pytest.mark.parametrize("code", ["9999", "100", "", "abcd", "10011", "1001'"])
def test_unknown_codes(code: str) -> None:
    assert topic_lookup(code=code, day=date(2025, 6, 1)) == Unknown(code)


def test_between_a_past_and_a_coming_validity_the_coming_is_named() -> None:
    entry_publish(draft=draft(valid_from=date(2027, 1, 1)))
    assert topic_lookup(code="1001", day=date(2026, 6, 1)) == NotYetValid(
        code="1001", title=TITLE, first_day=date(2027, 1, 1)
    )


def test_a_withdrawn_entry_is_unknown() -> None:
    found = topic_lookup(code="1001", day=date(2025, 6, 1))
    assert isinstance(found, Found)
    entry_withdraw(entry_id=found.entry.entry_id)
    assert topic_lookup(code="1001", day=date(2025, 6, 1)) == Unknown("1001")
