"""Beginning and end of an interaction."""

import pytest
from django.db import IntegrityError, connection

from hotline.inquiries.models import Engagement, Inquiry, Interaction
from hotline.inquiries.services import (
    engagement_open,
    interaction_close,
    interaction_lock,
    interaction_message_not_left,
    interaction_open,
    interaction_set_language,
)
from hotline.kernel.ids import new_id

from .stage import at, call_open, segments_of, staff_make

pytestmark = pytest.mark.django_db


def test_opening_makes_inquiry_interaction_and_flow_segment() -> None:
    interaction_id = call_open(seconds=3, language="en")
    interaction = Interaction.objects.select_related("inquiry").get(pk=interaction_id)
    assert (interaction.medium, interaction.direction, interaction.origin) == ("voice", "in", "normal")
    assert (interaction.node, interaction.called_number, interaction.language) == ("n1", "12333", "en")
    assert (interaction.started_at, interaction.ended_at, interaction.end_reason) == (at(3), None, "")
    assert (interaction.inquiry.state, interaction.inquiry.created_at) == ("open", at(3))
    assert segments_of(interaction_id) == [("flow", 3.0, None)]


def test_number_is_the_day_in_the_centre_and_a_running_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('inquiry_number', 16)")
    first = Interaction.objects.get(pk=call_open()).inquiry.number
    # 23:59:59 and 00:00:01 in Beijing
    late = Interaction.objects.get(pk=call_open(seconds=15 * 3600 - 1)).inquiry.number
    early = Interaction.objects.get(pk=call_open(seconds=15 * 3600 + 1)).inquiry.number
    assert [first, late, early] == ["20261124-000017", "20261124-000018", "20261125-000019"]


def test_number_grows_beyond_six_digits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('inquiry_number', 1234566)")
    assert Interaction.objects.get(pk=call_open()).inquiry.number == "20261124-1234567"


def test_opening_twice_changes_nothing() -> None:
    interaction_id = call_open()
    number = Interaction.objects.get(pk=interaction_id).inquiry.number
    interaction_open(
        interaction_id=interaction_id,
        medium="chat",
        origin_ref="another",
        node="n2",
        called_number="",
        citizen_id=None,
        at=at(9),
    )
    assert Inquiry.objects.count() == 1
    interaction = Interaction.objects.get()
    assert (interaction.medium, interaction.inquiry.number, interaction.started_at) == ("voice", number, at(0))
    assert segments_of(interaction_id) == [("flow", 0.0, None)]


def test_what_arrives_under_a_known_reference_is_refused() -> None:
    reference = Interaction.objects.get(pk=call_open()).origin_ref
    with pytest.raises(IntegrityError):
        interaction_open(
            interaction_id=new_id(),
            medium="voice",
            origin_ref=reference,
            node="n1",
            called_number="12333",
            citizen_id=None,
        )


def test_closing_ends_segment_engagement_and_inquiry() -> None:
    interaction_id = call_open()
    engagement = engagement_open(interaction_id=interaction_id, staff_id=staff_make("li").id, at=at(5))
    interaction_close(interaction_id=interaction_id, reason="served", at=at(60))
    interaction = Interaction.objects.select_related("inquiry").get(pk=interaction_id)
    assert (interaction.ended_at, interaction.end_reason, interaction.inquiry.state) == (at(60), "served", "closed")
    assert segments_of(interaction_id) == [("flow", 0.0, 60.0)]
    engagement = Engagement.objects.get(pk=engagement.id)
    assert (engagement.served_to, engagement.wrapped_at) == (at(60), None)


def test_closing_again_keeps_the_first_end() -> None:
    interaction_id = call_open()
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(10))
    interaction_close(interaction_id=interaction_id, reason="lost_in_crash", at=at(20))
    interaction = Interaction.objects.get(pk=interaction_id)
    assert (interaction.ended_at, interaction.end_reason) == (at(10), "caller_hung_up")
    assert segments_of(interaction_id) == [("flow", 0.0, 10.0)]


@pytest.mark.parametrize("reason", ["message_left", "callback_requested", "lost_in_crash"])
def test_inquiry_stays_open_where_something_remains_to_be_done(reason: str) -> None:
    interaction_id = call_open()
    interaction_close(interaction_id=interaction_id, reason=reason, at=at(10))
    assert Inquiry.objects.get().state == "open"


@pytest.mark.parametrize(
    ("reason", "corrected", "state"),
    [
        ("message_left", "caller_hung_up", "closed"),
        ("callback_requested", "callback_requested", "open"),
        ("served", "served", "closed"),
    ],
)
def test_a_message_that_was_not_left_leaves_nothing_to_do(reason: str, corrected: str, state: str) -> None:
    interaction_id, other = call_open(), call_open()
    for each in (interaction_id, other):
        interaction_close(interaction_id=each, reason=reason, at=at(10))
    interaction_message_not_left(interaction_id=interaction_id)
    found = Interaction.objects.select_related("inquiry").get(pk=interaction_id)
    assert (found.end_reason, found.inquiry.state) == (corrected, state)
    assert Interaction.objects.get(pk=other).end_reason == reason


def test_an_end_before_the_beginning_lasts_a_microsecond() -> None:
    interaction_id = call_open(seconds=10)
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(9))
    assert Interaction.objects.get().ended_at == at(10.000001)
    assert segments_of(interaction_id) == [("flow", 10.0, 10.000001)]


def test_language_is_remembered() -> None:
    interaction_id = call_open()
    interaction_set_language(interaction_id=interaction_id, language="en")
    assert Interaction.objects.get().language == "en"


def test_lock_says_whether_the_interaction_goes_on() -> None:
    interaction_id = call_open()
    assert interaction_lock(interaction_id=interaction_id) is True
    interaction_close(interaction_id=interaction_id, reason="flow_ended", at=at(1))
    assert interaction_lock(interaction_id=interaction_id) is False
    with pytest.raises(Interaction.DoesNotExist):
        interaction_lock(interaction_id=new_id())


def test_opening_takes_one_round_trip(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # the plugin's fixture has no public type
        call_open()
