"""Who asked: recognised by number, masked on screen, revealed with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from hotline.accounts.models import AuditEntry, Role, Staff
from hotline.citizens.models import Citizen, ContactPoint, Reveal
from hotline.citizens.numbers import number_clean, number_masked
from hotline.citizens.sealing import NumberForgottenError
from hotline.citizens.selectors import contact_of, number_masked_of, numbers_masked_of
from hotline.citizens.services import caller_recognise, citizen_mark_elder, contact_reveal, contacts_forget
from hotline.kernel import clock

NUMBER = "13800138000"


@pytest.fixture
def adviser(db: None) -> Staff:
    return Staff.objects.create(username="li", display_name="李静", role=Role.ADVISER, work_number="1001")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("13800138000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("010-6543 2100", "01065432100"),
        ("+4915112345678", "+4915112345678"),
        ("anonymous", None),
        ("", None),
        ("1234", None),
        ("12333;drop", None),
        ("1" * 16, None),
    ],
)
def test_numbers_as_networks_send_them(raw: str, cleaned: str | None) -> None:
    assert number_clean(raw) == cleaned


@pytest.mark.parametrize(
    ("number", "masked"), [("13800138000", "138****8000"), ("65432100", "****2100"), ("12345", "****45")]
)
def test_what_a_screen_may_show(number: str, masked: str) -> None:
    assert number_masked(number) == masked


@pytest.mark.django_db
def test_the_same_number_is_the_same_citizen_however_it_is_spelled() -> None:
    first, second = caller_recognise(number=NUMBER), caller_recognise(number=f"+86{NUMBER}")
    assert first == second
    assert (Citizen.objects.count(), ContactPoint.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_withheld_number_makes_nobody_known() -> None:
    assert caller_recognise(number="anonymous") is None
    assert Citizen.objects.count() == 0


@pytest.mark.django_db
def test_the_number_is_nowhere_in_the_table() -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller
    row = ContactPoint.objects.get()
    assert row.cipher
    assert NUMBER.encode() not in bytes(row.cipher)
    assert NUMBER not in str(row.digest)
    assert number_masked_of(citizen_id=caller.citizen_id) == "138****8000"
    assert contact_of(citizen_id=caller.citizen_id) == caller.contact_id


@pytest.mark.django_db
def test_many_numbers_are_masked_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = caller_recognise(number=NUMBER), caller_recognise(number="13900139001")
    nameless = Citizen.objects.create(made_at=clock.now())
    assert first
    assert second
    asked = [first.citizen_id, second.citizen_id, first.citizen_id, nameless.id, None]
    with django_assert_num_queries(1):
        masked = numbers_masked_of(citizen_ids=asked)
    assert masked == {first.citizen_id: "138****8000", second.citizen_id: "139****9001"}
    with django_assert_num_queries(0):
        assert numbers_masked_of(citizen_ids=[None]) == {}
        assert number_masked_of(citizen_id=None) is None


@pytest.mark.django_db
def test_who_has_two_numbers_is_shown_by_the_first() -> None:
    first, later = caller_recognise(number=NUMBER), caller_recognise(number="13900139001")
    assert first
    assert later
    ContactPoint.objects.filter(id=later.contact_id).update(citizen_id=first.citizen_id)
    assert number_masked_of(citizen_id=first.citizen_id) == "138****8000"


@pytest.mark.django_db
def test_each_contact_starts_the_keeping_time_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for begun in (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)):
        monkeypatch.setattr(clock, "now", lambda at=begun: at)
        caller_recognise(number=NUMBER)
        assert ContactPoint.objects.get().purge_after == begun + timedelta(days=730)


def test_a_look_needs_a_reason_and_is_logged(adviser: Staff) -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller
    with pytest.raises(ValueError, match="Give a reason"):
        contact_reveal(contact_id=caller.contact_id, staff_id=adviser.id, reason="  ")
    assert Reveal.objects.count() == 0
    assert contact_reveal(contact_id=caller.contact_id, staff_id=adviser.id, reason="回拨") == NUMBER
    assert [entry.action for entry in AuditEntry.objects.all()] == ["contact.revealed"]


def test_an_elder_mark_is_remembered_and_logged(adviser: Staff) -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller
    assert not caller.elder
    with CaptureQueriesContext(connection) as asked:
        citizen_mark_elder(citizen_id=caller.citizen_id, elder=True, staff_id=adviser.id)
    assert "NOTIFY hotline" in [query["sql"] for query in asked.captured_queries], "screens look again at once"
    again = caller_recognise(number=NUMBER)
    assert again
    assert again.elder
    assert AuditEntry.objects.get().details == {"elder": True}


def test_a_number_is_forgotten_when_its_time_is_over(adviser: Staff) -> None:
    due, spared, young = (caller_recognise(number=f"1380013800{n}") for n in range(3))
    assert due
    assert spared
    assert young
    over = datetime(2030, 1, 1, tzinfo=UTC)
    ContactPoint.objects.filter(pk__in=(due.contact_id, spared.contact_id)).update(purge_after=over)
    ContactPoint.objects.filter(pk=young.contact_id).update(purge_after=over + timedelta(seconds=1))
    contact_reveal(contact_id=due.contact_id, staff_id=adviser.id, reason="回拨")

    assert contacts_forget(at=over, spare=[spared.contact_id]) == 1
    assert contacts_forget(at=over, spare=[spared.contact_id]) == 0

    asked = [due.citizen_id, spared.citizen_id, young.citizen_id]
    assert numbers_masked_of(citizen_ids=asked) == {
        spared.citizen_id: "138****8001", young.citizen_id: "138****8002"
    }  # fmt: skip
    assert contact_of(citizen_id=due.citizen_id) is None
    with pytest.raises(NumberForgottenError, match="keeping time is over"):
        contact_reveal(contact_id=due.contact_id, staff_id=adviser.id, reason="回拨")
    assert Reveal.objects.get().contact_point_id == due.contact_id, "who looked at it while it was there is still known"
    again = caller_recognise(number="13800138000")
    assert again
    assert again.citizen_id != due.citizen_id
