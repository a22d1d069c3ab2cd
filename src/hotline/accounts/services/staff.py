"""Who works here."""

from hotline.accounts.models import Role, Staff
from hotline.kernel import outbox


def staff_add(*, username: str, display_name: str, role: Role, work_number: str, password: str) -> Staff:
    """A new member of staff, whose telephone account is made at the engine at once.

    Raises django.db.IntegrityError where the user name or work number is taken.
    """
    staff = Staff(username=username, display_name=display_name, role=role, work_number=work_number)
    staff.set_password(password)
    staff.save(force_insert=True)
    outbox.append(kind="staff.changed", stream=f"staff:{staff.id}", payload={"staff": staff.id})
    return staff
