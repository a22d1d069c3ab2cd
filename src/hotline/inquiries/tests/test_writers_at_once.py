"""Several writers of one interaction at the same instant: real threads, real connections."""

from functools import partial

import pytest

from hotline.inquiries.models import Inquiry, Interaction, Message, Segment, Step
from hotline.inquiries.services import interaction_close, interaction_open, message_add, segment_change, step_add
from hotline.kernel.ids import new_id

from .stage import at, at_once, call_open

pytestmark = pytest.mark.django_db(transaction=True)


def test_steps_have_no_gap_and_no_double() -> None:
    interaction_id = call_open()

    def add(writer: int) -> None:
        for turn in range(10):
            step_add(interaction_id=interaction_id, kind=f"{writer}-{turn}", at=at(1))

    at_once(*(partial(add, writer) for writer in range(4)))
    assert list(Step.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))


def test_one_token_is_one_message() -> None:
    interaction_id = call_open()

    def add(token: str) -> int:
        return message_add(interaction_id=interaction_id, client_token=token, author="citizen", kind="text").seq

    seqs = at_once(*(partial(add, token) for token in ("a", "a", "b", "a", "b")))
    assert len({seqs[0], seqs[1], seqs[3]}) == 1
    assert seqs[2] == seqs[4]
    assert sorted(Message.objects.values_list("seq", flat=True)) == [1, 2]


def test_one_opening_of_several() -> None:
    interaction_id = new_id()
    opening = partial(
        interaction_open,
        interaction_id=interaction_id,
        medium="voice",
        origin_ref="channel-1",
        node="n1",
        called_number="12333",
        citizen_id=None,
        at=at(0),
    )
    at_once(*[opening] * 4)
    assert (Inquiry.objects.count(), Interaction.objects.count(), Segment.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("turn", range(5))
def test_changes_and_the_end_leave_no_gap_and_nothing_open(turn: int) -> None:
    interaction_id = call_open()

    def change(kind: str, second: int) -> None:
        segment_change(interaction_id=interaction_id, kind=kind, at=at(second))

    at_once(
        partial(change, "queue", 10),
        partial(change, "served", 10 + turn),
        partial(change, "away", 12),
        partial(interaction_close, interaction_id=interaction_id, reason="caller_hung_up", at=at(11)),
    )
    segments = [segment.during for segment in Segment.objects.order_by("during")]
    ends = [during.upper for during in segments]
    assert None not in ends
    assert ends[:-1] == [during.lower for during in segments[1:]]
    assert Interaction.objects.get().ended_at == ends[-1]
