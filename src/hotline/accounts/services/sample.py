"""The people of the sample centre."""

from dataclasses import dataclass

from hotline.accounts.models import Role, Staff

from .staff import staff_add


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One demo account."""

    username: str
    display_name: str
    role: Role
    work_number: str


SAMPLE_PEOPLE = (
    SamplePerson("li", "李静", Role.ADVISER, "1001"),
    SamplePerson("wang", "王强", Role.ADVISER, "1002"),
    SamplePerson("zhao", "赵敏", Role.SUPERVISOR, "2001"),
    SamplePerson("chen", "陈芳", Role.EDITOR, "3001"),
)


def sample_staff_load(*, password: str) -> list[Staff]:
    """Make the demo accounts, or leave them as they are apart from their password."""
    return [_person_load(person, password=password) for person in SAMPLE_PEOPLE]


def _person_load(person: SamplePerson, *, password: str) -> Staff:
    staff = Staff.objects.filter(username=person.username).first()
    if staff is None:
        return staff_add(
            username=person.username,
            display_name=person.display_name,
            role=person.role,
            work_number=person.work_number,
            password=password,
        )
    if not staff.check_password(password):
        staff.set_password(password)
        staff.save(update_fields=["password"])
    return staff
