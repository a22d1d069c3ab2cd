"""What the desk and the interaction's page are told."""

import dataclasses

import pytest

from hotline.citizens.services import caller_recognise
from hotline.inquiries.models import Interaction
from hotline.inquiries.selectors import history_of_citizen, interactions_recent, story
from hotline.inquiries.services import (
    engagement_open,
    interaction_close,
    matter_record,
    message_add,
    segment_change,
    step_add,
    survey_answer,
    survey_offer,
)
from hotline.kernel.ids import new_id

from .stage import at, call_open, staff_make, version_make

pytestmark = pytest.mark.django_db

NUMBER = "13800138000"


def test_the_whole_story() -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller is not None
    interaction_id, li, version = call_open(citizen_id=caller.citizen_id), staff_make("li"), version_make("claim")
    step_add(interaction_id=interaction_id, kind="menu", data={"key": "0"}, at=at(8))
    segment_change(interaction_id=interaction_id, kind="queue", at=at(10))
    segment_change(interaction_id=interaction_id, kind="served", at=at(25))
    engagement_open(interaction_id=interaction_id, staff_id=li.id, at=at(25))
    message_add(interaction_id=interaction_id, client_token="t", author="citizen", kind="text", body="x", at=at(30))
    matter_record(
        interaction_id=interaction_id,
        n=1,
        type_code="wages",
        disposition="answered",
        note="秘密",
        entry_version_ids=[version.id],
        staff_id=li.id,
        at=at(50),
    )
    survey_offer(interaction_id=interaction_id, at=at(60))
    survey_answer(interaction_id=interaction_id, level=2, at=at(65))

    told = story(interaction_id=interaction_id, at=at(85))

    assert told.citizen_number == "138****8000"
    assert [(row.kind, row.started_at, row.ended_at, row.seconds) for row in told.segments] == [
        ("flow", at(0), at(10), 10.0),
        ("queue", at(10), at(25), 15.0),
        ("served", at(25), None, 60.0),
    ]
    assert [(row.kind, row.data) for row in told.steps] == [("menu", {"key": "0"})]
    assert [(row.display_name, row.work_number, row.served_to) for row in told.engagements] == [("坐席li", "wli", None)]
    assert [(row.type_code, row.disposition_label, row.has_note) for row in told.matters] == [
        ("wages", "已答复 Answered", True)
    ]
    assert [(row.title_zh, row.title_en, row.rendering) for row in told.provenance] == [
        ("怎样claim", "How to claim", "card")
    ]
    assert [(row.seq, row.author) for row in told.messages] == [(1, "citizen")]
    assert (told.survey_offered, told.survey_answered, told.ended_at) == (True, True, None)


def test_the_story_holds_neither_mark_nor_number_nor_note() -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller is not None
    interaction_id, li = call_open(citizen_id=caller.citizen_id), staff_make("li")
    survey_offer(interaction_id=interaction_id)
    survey_answer(interaction_id=interaction_id, level=1)
    matter_record(
        interaction_id=interaction_id,
        n=1,
        type_code="x",
        disposition="other",
        note="秘密",
        entry_version_ids=[],
        staff_id=li.id,
    )
    told = story(interaction_id=interaction_id)
    assert "level" not in {field.name for field in dataclasses.fields(told)}
    assert NUMBER not in repr(told)
    assert "秘密" not in repr(told)


def test_a_withheld_number_and_no_survey() -> None:
    told = story(interaction_id=call_open())
    assert (told.citizen_id, told.citizen_number, told.survey_offered, told.survey_answered) == (
        None,
        None,
        False,
        False,
    )
    with pytest.raises(Interaction.DoesNotExist):
        story(interaction_id=new_id())


def test_history_is_the_citizens_own_latest_first() -> None:
    caller = caller_recognise(number=NUMBER)
    assert caller is not None
    first, second = (call_open(citizen_id=caller.citizen_id, seconds=seconds) for seconds in (0, 100))
    call_open(seconds=50)
    segment_change(interaction_id=first, kind="queue", at=at(5))
    interaction_close(interaction_id=first, reason="abandoned_in_queue", at=at(9))

    rows = history_of_citizen(citizen_id=caller.citizen_id)

    assert [(row.interaction_id, row.was_queued, row.end_reason) for row in rows] == [
        (second, False, ""),
        (first, True, "abandoned_in_queue"),
    ]
    before = history_of_citizen(citizen_id=caller.citizen_id, before=at(100))
    assert [row.interaction_id for row in before] == [first]
    assert [row.interaction_id for row in history_of_citizen(citizen_id=caller.citizen_id, limit=1)] == [second]


def test_recent_interactions_narrowed() -> None:
    li = staff_make("li")
    served, going_on = call_open(seconds=0), call_open(seconds=10)
    engagement_open(interaction_id=served, staff_id=li.id, at=at(5))
    interaction_close(interaction_id=served, reason="served", at=at(20))
    number = Interaction.objects.get(pk=going_on).inquiry.number

    def found(**narrowed: object) -> list[object]:
        return [row.interaction_id for row in interactions_recent(**narrowed)]  # type: ignore[arg-type]  # a table

    assert found() == [going_on, served]
    assert found(limit=1) == [going_on]
    assert found(staff_id=li.id) == [served]
    assert found(going_on=True) == [going_on]
    assert found(going_on=False) == [served]
    assert found(inquiry_number=number) == [going_on]
    assert found(before=at(10)) == [served]
    assert found(medium="fax") == []


def test_lists_take_the_same_number_of_questions_at_any_length(django_assert_max_num_queries: object) -> None:
    for seconds in range(12):
        call_open(seconds=seconds)
    with django_assert_max_num_queries(3):  # type: ignore[operator]  # the plugin's fixture has no public type
        assert len(interactions_recent(limit=12)) == 12
