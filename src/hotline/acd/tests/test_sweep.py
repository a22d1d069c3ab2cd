"""The clock ends what is past its time."""

from hotline.acd.models import AgentDesk, QueueItem
from hotline.acd.services import (
    Swept,
    desk_phone,
    desk_set_presence,
    offer_accept,
    offer_reject,
    queue_join,
    service_end,
    sweep,
)
from hotline.inquiries.models import Engagement
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, call_open, segments_of
from hotline.kernel.ids import new_id

from .stage import Centre, desk_of, facts, items_of, offer_to, offers_open, spans_of


def test_nothing_due_is_nothing_done(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    assert sweep(at=at(30.499)) == Swept()
    assert offers_open() == [(interaction_id, li.id)]


def test_what_is_not_answered_goes_to_the_next(centre: Centre) -> None:
    li, wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    assert sweep(at=at(30.5)) == Swept(offers_ended=1, offers_made=1)
    assert offers_open() == [(interaction_id, wang.id)]
    assert (desk_of(li).presence, desk_of(li).reason) == ("not_ready", "missed_call")


def test_each_queue_rings_as_long_as_it_says(centre: Centre) -> None:
    centre.queue("short", ring_seconds=5)
    li = centre.adviser("li", queues=("short",))
    centre.caller(seconds=10, queue="short")
    assert offer_to(li).expires_at == at(15.5)
    assert sweep(at=at(15.5)).offers_ended == 1


def test_a_desk_that_goes_dark_while_it_rings_is_given_up_at_once(centre: Centre) -> None:
    li, wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    AgentDesk.objects.filter(pk=li.id).update(screen_alive_until=at(12))
    assert sweep(at=at(12)) == Swept(offers_ended=1, offers_made=1)
    assert offers_open() == [(interaction_id, wang.id)]
    assert facts("offer.withdrawn") == ["offer.withdrawn"]
    assert (desk_of(li).presence, desk_of(li).load) == ("ready", 0)


def test_ready_desks_out_of_reach_for_twenty_seconds_are_not_ready(centre: Centre) -> None:
    dark, silent, well = (centre.adviser(name) for name in ("dark", "silent", "well"))
    AgentDesk.objects.filter(pk=dark.id).update(screen_alive_until=at(10))
    desk_phone(staff_id=silent.id, reachable=False, at=at(10))
    assert sweep(at=at(29.999)) == Swept()
    assert sweep(at=at(30)) == Swept(desks_lost=2)
    for staff in (dark, silent):
        assert spans_of(staff)[-1] == ("not_ready", "screen_lost", 30.0, None)
    assert desk_of(well).presence == "ready"
    assert sweep(at=at(31)) == Swept()


def test_a_desk_back_in_time_is_asked_again_by_itself(centre: Centre) -> None:
    li = centre.adviser("li")
    desk_phone(staff_id=li.id, reachable=False, at=at(10))
    interaction_id = centre.caller(seconds=12)
    assert sweep(at=at(15)) == Swept()
    assert offers_open() == []
    desk_phone(staff_id=li.id, reachable=True, at=at(25))
    assert offers_open() == [(interaction_id, li.id)]


def test_who_presses_ready_out_of_reach_has_twenty_seconds_to_be_back(centre: Centre) -> None:
    li = centre.adviser("li", ready=False)
    desk_phone(staff_id=li.id, reachable=False, at=at(1))
    desk_set_presence(staff_id=li.id, presence="ready", at=at(40))
    assert sweep(at=at(59.999)) == Swept()
    assert sweep(at=at(60)) == Swept(desks_lost=1)


def test_nobody_waits_without_end(centre: Centre) -> None:
    centre.queue("short", max_wait_seconds=60)
    interaction_id = centre.caller(seconds=10, queue="short")
    assert sweep(at=at(70.499)) == Swept()
    assert sweep(at=at(70.5)) == Swept(gave_up=1)
    assert items_of(interaction_id) == [("gave_up", "gave_up")]
    assert facts() == ["queue.gave_up"]
    # the citizen is still on the line: what happens to him next is for the switchboard to say
    assert segments_of(interaction_id)[-1] == ("queue", 10.5, None)


def test_what_rings_is_not_given_up_until_it_waits_again(centre: Centre) -> None:
    centre.queue("short", max_wait_seconds=5)
    li = centre.adviser("li", queues=("short",))
    interaction_id = centre.caller(seconds=10, queue="short")
    assert sweep(at=at(20)) == Swept()
    offer_reject(offer_id=offer_to(li).id, outcome="declined", at=at(21))
    assert sweep(at=at(21)) == Swept(gave_up=1)
    assert items_of(interaction_id) == [("gave_up", "gave_up")]


def test_places_of_calls_that_have_ended_are_cleared(centre: Centre) -> None:
    li = centre.adviser("li")
    ringing, waiting = centre.caller(seconds=10), centre.caller(seconds=11)
    for interaction_id in (ringing, waiting):
        interaction_close(interaction_id=interaction_id, reason="lost_in_crash", at=at(12))
    assert sweep(at=at(13)) == Swept(left=2)
    assert items_of(ringing) == items_of(waiting) == [("left", "interaction_ended")]
    assert (desk_of(li).load, desk_of(li).presence) == (0, "ready")
    assert facts("offer.withdrawn") == ["offer.withdrawn"]


def test_a_talk_whose_call_has_ended_is_in_wrap_up(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer_accept(offer_id=offer_to(li).id, at=at(12))
    interaction_close(interaction_id=interaction_id, reason="trouble", at=at(20))
    assert spans_of(li)[-1] == ("talking", "", 12.0, None)
    sweep(at=at(21))
    assert spans_of(li)[-1] == ("wrap_up", "", 21.0, None)


def test_who_has_been_away_for_long_is_signed_out_with_his_wrap_up(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer_accept(offer_id=offer_to(li).id, at=at(12))
    AgentDesk.objects.filter(pk=li.id).update(screen_alive_until=at(20))
    assert sweep(at=at(2000)).signed_out == 0
    service_end(interaction_id=interaction_id, at=at(2000))
    assert sweep(at=at(2001)).signed_out == 0
    assert sweep(at=at(3801)).signed_out == 1
    assert (desk_of(li).signed_in, desk_of(li).load) == (False, 0)
    assert Engagement.objects.get().wrapped_at == at(3801)
    assert spans_of(li)[-1] == ("signed_out", "", 3801.0, None)
    assert sweep(at=at(9000)) == Swept()


def test_the_sweep_matches_what_was_passed_over(centre: Centre) -> None:
    li = centre.adviser("li", ready=False)
    interaction_id = call_open()
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main", at=at(1))
    AgentDesk.objects.filter(pk=li.id).update(presence="ready")
    assert QueueItem.objects.get().state == "waiting"
    assert sweep(at=at(2)) == Swept(offers_made=1)
    assert offers_open() == [(interaction_id, li.id)]
