"""An adviser's work."""

import pytest
from django.db import IntegrityError, transaction

from hotline.inquiries.models import Engagement
from hotline.inquiries.services import (
    InteractionOverError,
    engagement_end_served,
    engagement_open,
    engagement_wrap,
    interaction_close,
)

from .stage import at, call_open, staff_make

pytestmark = pytest.mark.django_db


def test_from_taking_the_call_to_the_end_of_the_wrap_up() -> None:
    interaction_id, li = call_open(), staff_make("li")
    engagement = engagement_open(interaction_id=interaction_id, staff_id=li.id, at=at(10))
    assert engagement_wrap(engagement_id=engagement.id, at=at(20)) is False
    assert engagement_end_served(interaction_id=interaction_id, at=at(70)) == [li.id]
    assert engagement_end_served(interaction_id=interaction_id, at=at(80)) == []
    assert engagement_wrap(engagement_id=engagement.id, at=at(90)) is True
    assert engagement_wrap(engagement_id=engagement.id, at=at(99)) is False
    found = Engagement.objects.get()
    assert (found.served_from, found.served_to, found.wrapped_at) == (at(10), at(70), at(90))
    assert found.medium == "voice"


def test_opening_again_gives_the_one_that_goes_on() -> None:
    interaction_id, li = call_open(), staff_make("li")
    first = engagement_open(interaction_id=interaction_id, staff_id=li.id, at=at(10))
    assert engagement_open(interaction_id=interaction_id, staff_id=li.id, at=at(12)) == first
    assert Engagement.objects.count() == 1


def test_nobody_begins_to_serve_who_has_gone() -> None:
    interaction_id, li = call_open(), staff_make("li")
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(5))
    with pytest.raises(InteractionOverError, match="has ended"):
        engagement_open(interaction_id=interaction_id, staff_id=li.id, at=at(6))
    assert Engagement.objects.count() == 0


def test_one_call_a_person_until_it_is_written_up() -> None:
    one, two, li = call_open(), call_open(), staff_make("li")
    first = engagement_open(interaction_id=one, staff_id=li.id, at=at(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        engagement_open(interaction_id=two, staff_id=li.id, at=at(2))
    engagement_end_served(interaction_id=one, at=at(3))
    with pytest.raises(IntegrityError), transaction.atomic():
        engagement_open(interaction_id=two, staff_id=li.id, at=at(4))
    engagement_wrap(engagement_id=first.id, at=at(5))
    assert engagement_open(interaction_id=two, staff_id=li.id, at=at(6)).interaction_id == two


def test_two_advisers_may_work_on_one_call() -> None:
    interaction_id = call_open()
    for name in ("li", "wang"):
        engagement_open(interaction_id=interaction_id, staff_id=staff_make(name).id, at=at(1))
    assert len(engagement_end_served(interaction_id=interaction_id, at=at(2))) == 2
