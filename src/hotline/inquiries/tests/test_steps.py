"""The time line."""

import pytest

from hotline.inquiries.models import Step
from hotline.inquiries.services import step_add, steps_add
from hotline.kernel.ids import new_id

from .stage import at, call_open

pytestmark = pytest.mark.django_db


def test_steps_are_numbered_in_order() -> None:
    interaction_id, other_id = call_open(), call_open()
    step_add(interaction_id=interaction_id, kind="menu", data={"key": "2"}, at=at(1))
    step_add(interaction_id=other_id, kind="menu", at=at(1))
    steps_add(
        interaction_id=interaction_id, steps=[("topic", {"code": "1001"}), ("heard", {"标题": "失业金"})], at=at(2)
    )
    found = Step.objects.filter(interaction_id=interaction_id).order_by("seq")
    assert [(step.seq, step.kind, step.data, step.at) for step in found] == [
        (1, "menu", {"key": "2"}, at(1)),
        (2, "topic", {"code": "1001"}, at(2)),
        (3, "heard", {"标题": "失业金"}, at(2)),
    ]
    assert list(Step.objects.filter(interaction_id=other_id).values_list("seq", "data")) == [(1, {})]


def test_no_steps_is_no_change() -> None:
    steps_add(interaction_id=call_open(), steps=[], at=at(1))
    assert Step.objects.count() == 0


def test_an_unknown_interaction_gets_none() -> None:
    step_add(interaction_id=new_id(), kind="menu", at=at(1))
    assert Step.objects.count() == 0


def test_ids_in_data_become_text() -> None:
    interaction_id, offer_id = call_open(), new_id()
    step_add(interaction_id=interaction_id, kind="offer", data={"offer": offer_id}, at=at(1))
    assert Step.objects.get().data == {"offer": str(offer_id)}
