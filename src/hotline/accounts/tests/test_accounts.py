"""Staff and the audit trail."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hotline.accounts.models import AuditEntry, Role, Staff
from hotline.accounts.services import audit_record, sample_staff_load, staff_add
from hotline.kernel import outbox


@pytest.mark.django_db
def test_the_audit_trail_cannot_be_changed_or_shortened() -> None:
    audit_record(staff_id=None, action="recording.listened", subject="recording:1")
    for statement in ("UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [entry.action for entry in AuditEntry.objects.all()] == ["recording.listened"]


@pytest.mark.django_db
def test_loading_the_sample_twice_keeps_the_people_and_sets_the_password() -> None:
    first = sample_staff_load(password="one-password")
    second = sample_staff_load(password="another-password")
    assert [person.id for person in first] == [person.id for person in second]
    assert Staff.objects.get(username="li").check_password("another-password")
    assert {person.role for person in second} == {"adviser", "supervisor", "editor"}


@pytest.mark.django_db(transaction=True)
def test_a_new_member_of_staff_is_told_to_the_switchboard() -> None:
    staff = staff_add(username="sun", display_name="孙", role=Role.ADVISER, work_number="1009", password="a-password")
    assert staff.extension == "a1009"
    assert [fact.payload for fact in outbox.read(reader="t", kinds=["staff.changed"])] == [{"staff": str(staff.id)}]


@pytest.mark.django_db
def test_a_work_number_is_given_once() -> None:
    staff_add(username="a", display_name="甲", role=Role.ADVISER, work_number="1009", password="a-password")
    with pytest.raises(IntegrityError):
        staff_add(username="b", display_name="乙", role=Role.ADVISER, work_number="1009", password="a-password")
