"""What the tests of the desk share."""

import pytest
from django.test import Client

from hotline.accounts.models import Role, Staff
from hotline.acd.models import Queue, QueueMember
from hotline.desk.selectors import centre, todo

from .stage import browser_of, make_ready, staff_make


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    centre.queues.forget()
    centre.service_level.forget()
    todo.todo_shared.forget()
    todo.todo_counts.forget()


@pytest.fixture
def queue(db: None) -> Queue:
    """The one queue."""
    return Queue.objects.create(code="main", title_zh="综合咨询", title_en="General enquiries")


@pytest.fixture
def li(queue: Queue) -> Staff:
    """An adviser who is ready."""
    staff = staff_make("li")
    QueueMember.objects.create(queue=queue, staff=staff)
    make_ready(staff)
    return staff


@pytest.fixture
def wang(queue: Queue) -> Staff:
    """Another adviser, not signed in."""
    return staff_make("wang", work_number="1002")


@pytest.fixture
def zhao(queue: Queue) -> Staff:
    """A supervisor."""
    return staff_make("zhao", Role.SUPERVISOR, work_number="2001")


@pytest.fixture
def chen(queue: Queue) -> Staff:
    """An editor: no calls, no interactions."""
    return staff_make("chen", Role.EDITOR, work_number="3001")


@pytest.fixture
def desk(li: Staff) -> Client:
    """The adviser's browser."""
    return browser_of(li)
