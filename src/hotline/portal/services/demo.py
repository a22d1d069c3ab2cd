"""Becoming one of the sample centre's people by one click, on the machine it runs on."""

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest

from hotline.accounts.models import Staff
from hotline.accounts.services import audit_record
from hotline.portal.loopback import is_from_this_machine
from hotline.portal.selectors import demo_people


class DemoRefusedError(PermissionError):
    """This request may not become that person."""


def demo_sign_in(request: HttpRequest, *, username: str) -> Staff:
    """Sign in as a demo person, with a line in the audit trail. Raises DemoRefusedError.

    It signs in by the demo password itself: an account with a password of its own is not a demo any more.
    """
    if not is_from_this_machine(request) or username not in {person.username for person in demo_people()}:
        raise DemoRefusedError
    staff = authenticate(request, username=username, password=settings.HOTLINE_DEMO_PASSWORD)
    if not isinstance(staff, Staff):
        raise DemoRefusedError
    with transaction.atomic():
        login(request, staff)
        audit_record(staff_id=staff.id, action="staff.demo_signed_in", subject=f"staff:{staff.id}")
    return staff
