"""Coming into a queue, leaving it, coming back."""

import pytest

from hotline.acd.models import Queue, QueueItem
from hotline.acd.services import offer_accept, queue_join, queue_leave, queue_return, service_end, wrap_up_finish
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, call_open, segments_of
from hotline.kernel.ids import new_id

from .stage import Centre, desk_of, engagement_of, facts, items_of, offer_to, offers_open, spans_of


def test_joining_begins_the_wait_and_sets_its_end(centre: Centre) -> None:
    interaction_id = centre.caller(seconds=10)
    item = QueueItem.objects.get()
    assert (item.queue_id, item.priority, item.state) == ("main", 0, "waiting")
    assert (item.enqueued_at, item.give_up_at, item.closed_at) == (at(10.5), at(910.5), None)
    assert segments_of(interaction_id) == [("flow", 10.0, 10.5), ("queue", 10.5, None)]
    assert facts() == []


def test_joining_again_changes_nothing(centre: Centre) -> None:
    interaction_id = call_open()
    item_id = new_id()
    for seconds in (1, 2):
        queue_join(item_id=item_id, interaction_id=interaction_id, queue="main", at=at(seconds))
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main", at=at(3))
    assert [item.enqueued_at for item in QueueItem.objects.all()] == [at(1)]
    assert facts() == []


def test_who_has_gone_joins_no_queue(centre: Centre) -> None:
    interaction_id = call_open()
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(1))
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main", at=at(2))
    assert QueueItem.objects.count() == 0
    assert segments_of(interaction_id) == [("flow", 0.0, 1.0)]


def test_a_queue_that_is_not_there_is_an_error_and_no_change(centre: Centre) -> None:
    interaction_id = call_open()
    with pytest.raises(Queue.DoesNotExist):
        queue_join(item_id=new_id(), interaction_id=interaction_id, queue="nowhere", at=at(2))
    assert segments_of(interaction_id) == [("flow", 0.0, None)]


@pytest.mark.parametrize(
    ("why", "state", "last"),
    [
        ("message", "left", ("flow", 20.0, None)),
        ("callback", "left", ("flow", 20.0, None)),
        ("abandoned", "left", ("queue", 10.5, None)),
        ("lost_in_crash", "lost", ("flow", 20.0, None)),
    ],
)
def test_leaving(centre: Centre, why: str, state: str, last: tuple[str, float, None]) -> None:
    interaction_id = centre.caller(seconds=10)
    assert queue_leave(interaction_id=interaction_id, why=why, at=at(20)) is True
    assert queue_leave(interaction_id=interaction_id, why=why, at=at(21)) is False
    assert items_of(interaction_id) == [(state, why)]
    assert QueueItem.objects.get().closed_at == at(20)
    assert segments_of(interaction_id)[-1] == last


def test_leaving_while_it_rings_frees_the_adviser_for_the_next(centre: Centre) -> None:
    li = centre.adviser("li")
    first, second = centre.caller(seconds=10), centre.caller(seconds=11)
    assert offers_open() == [(first, li.id)]
    queue_leave(interaction_id=first, why="abandoned", at=at(14))
    assert offers_open() == [(second, li.id)]
    assert facts("offer.made", "offer.withdrawn") == ["offer.made", "offer.withdrawn", "offer.made"]
    assert [row[0] for row in spans_of(li)] == ["not_ready", "ready", "reserved", "ready", "reserved"]


def test_an_abandoned_call_ends_in_its_queue_segment(centre: Centre) -> None:
    interaction_id = centre.caller(seconds=10)
    queue_leave(interaction_id=interaction_id, why="abandoned", at=at(20))
    interaction_close(interaction_id=interaction_id, reason="abandoned_in_queue", at=at(20))
    assert segments_of(interaction_id)[-1] == ("queue", 10.5, 20.0)


def test_after_leaving_one_may_join_again(centre: Centre) -> None:
    interaction_id = centre.caller(seconds=10)
    queue_leave(interaction_id=interaction_id, why="message", at=at(20))
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main", at=at(30))
    assert items_of(interaction_id) == [("left", "message"), ("waiting", "")]
    assert [kind for kind, _, _ in segments_of(interaction_id)] == ["flow", "queue", "flow", "queue"]


def test_a_lost_adviser_sends_the_citizen_to_the_front(centre: Centre) -> None:
    li = centre.adviser("li")
    lost = centre.caller(seconds=10)
    offer_accept(offer_id=offer_to(li).id, at=at(12))
    waiting = centre.caller(seconds=13, priority=5)

    queue_return(interaction_id=lost, at=at(60))
    queue_return(interaction_id=lost, at=at(61))

    assert items_of(lost) == [("served", ""), ("waiting", "")]
    back = QueueItem.objects.get(interaction_id=lost, state="waiting")
    assert (back.priority, back.enqueued_at, back.give_up_at) == (1000, at(60), at(960))
    assert segments_of(lost)[-2:] == [("served", 12.0, 60.0), ("queue", 60.0, None)]
    assert (engagement_of(li).served_to, desk_of(li).load) == (at(60), 100)
    assert spans_of(li)[-1] == ("wrap_up", "", 60.0, None)
    wang = centre.adviser("wang", seconds=62)
    assert offers_open() == [(lost, wang.id)]
    assert items_of(waiting) == [("waiting", "")]


def test_the_same_adviser_may_get_him_back(centre: Centre) -> None:
    li = centre.adviser("li")
    lost = centre.caller(seconds=10)
    offer_accept(offer_id=offer_to(li).id, at=at(12))
    queue_return(interaction_id=lost, at=at(60))
    wrap_up_finish(staff_id=li.id, engagement_id=engagement_of(li).id, next_presence="ready", at=at(70))
    assert offers_open() == [(lost, li.id)]
    assert offer_accept(offer_id=offer_to(li).id, at=at(75)) is True
    queue_return(interaction_id=lost, at=at(80))
    assert QueueItem.objects.get(interaction_id=lost, state="waiting").priority == 2000


def test_who_was_in_no_queue_or_has_gone_does_not_return(centre: Centre) -> None:
    queue_return(interaction_id=call_open(), at=at(5))
    li = centre.adviser("li")
    gone = centre.caller(seconds=10)
    offer_accept(offer_id=offer_to(li).id, at=at(12))
    interaction_close(interaction_id=gone, reason="caller_hung_up", at=at(20))
    service_end(interaction_id=gone, at=at(20))
    queue_return(interaction_id=gone, at=at(21))
    assert items_of(gone) == [("served", "")]
    assert QueueItem.objects.count() == 1
