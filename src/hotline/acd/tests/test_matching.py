"""Who is asked, and in which order."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from hotline.acd.models import AgentDesk, Offer, QueueItem
from hotline.acd.services import desk_alive, desk_phone, desk_set_presence, match, offer_reject
from hotline.inquiries.tests.stage import at

from .stage import Centre, desk_of, facts, items_of, offer_to, offers_open, spans_of


def test_longest_free_is_asked_first(centre: Centre) -> None:
    late, early = centre.adviser("late", seconds=20), centre.adviser("early", seconds=10)
    first, second = centre.caller(seconds=30), centre.caller(seconds=31)
    assert offers_open() == [(first, early.id), (second, late.id)]
    assert facts() == ["offer.made"] * 2


def test_an_offer_reserves_the_desk_and_has_an_end(centre: Centre) -> None:
    li = centre.adviser("li", seconds=10)
    interaction_id = centre.caller(seconds=30)
    offer = offer_to(li)
    assert (offer.interaction_id, offer.weight, offer.made_at, offer.expires_at) == (
        interaction_id,
        100,
        at(30.5),
        at(50.5),
    )
    assert (desk_of(li).load, items_of(interaction_id)) == (100, [("offered", "")])
    assert spans_of(li) == [
        ("not_ready", "signed_in", 10.0, 10.000001),
        ("ready", "", 10.000001, 30.5),
        ("reserved", "", 30.5, None),
    ]


def test_priority_goes_before_arrival(centre: Centre) -> None:
    centre.caller(seconds=1)
    second = centre.caller(seconds=2, priority=5)
    centre.caller(seconds=3, priority=4)
    li = centre.adviser("li", seconds=10)
    assert offers_open() == [(second, li.id)]


def test_arrival_decides_among_equals(centre: Centre) -> None:
    callers = [centre.caller(seconds=second) for second in (5, 3, 4)]
    advisers = [centre.adviser(name, seconds=10 + n) for n, name in enumerate(("a", "b"))]
    assert offers_open() == [(callers[1], advisers[0].id), (callers[2], advisers[1].id)]


@pytest.mark.parametrize(
    "change",
    [
        {"presence": "not_ready"},
        {"screen_alive_until": at(31)},
        {"phone_reachable": False},
        {"load": 1},
        {"capacity": 99},
    ],
    ids=["not ready", "screen dark", "telephone gone", "something in hand", "too small"],
)
def test_who_cannot_take_a_call_is_not_asked(centre: Centre, change: dict[str, object]) -> None:
    li = centre.adviser("li")
    AgentDesk.objects.filter(pk=li.id).update(**change)
    interaction_id = centre.caller(seconds=31)
    assert offers_open() == []
    assert items_of(interaction_id) == [("waiting", "")]


def test_queues_are_served_by_their_members(db: None) -> None:
    centre = Centre("zh", "en")
    li, both = centre.adviser("li", queues=("zh",)), centre.adviser("both", queues=("zh", "en"), seconds=5)
    english, chinese = centre.caller(seconds=10, queue="en"), centre.caller(seconds=11, queue="zh")
    assert offers_open() == [(english, both.id), (chinese, li.id)]
    centre.caller(seconds=12, queue="en")
    assert len(offers_open()) == 2


def test_the_oldest_of_several_queues_goes_first(db: None) -> None:
    centre = Centre("zh", "en")
    centre.caller(seconds=2, queue="zh")
    older = centre.caller(seconds=1, queue="en")
    both = centre.adviser("both", queues=("zh", "en"), seconds=5)
    assert offers_open() == [(older, both.id)]


@pytest.mark.parametrize("outcome", ["declined", "no_answer", "unreachable"])
def test_whoever_did_not_take_an_item_is_asked_for_it_last(centre: Centre, outcome: str) -> None:
    li, wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    offer_reject(offer_id=offer_to(li).id, outcome=outcome, at=at(12))
    desk_set_presence(staff_id=li.id, presence="ready", at=at(13))
    AgentDesk.objects.filter(pk=li.id).update(idle_since=at(0))
    assert offers_open() == [(interaction_id, wang.id)]
    desk_set_presence(staff_id=wang.id, presence="ready", at=at(14))
    offer_reject(offer_id=offer_to(wang).id, outcome="withdrawn", at=at(15))
    # wang has not refused it, so he goes before li, who has been free for longer
    assert offers_open() == [(interaction_id, wang.id)]


def test_if_nobody_else_fits_he_is_asked_again(centre: Centre) -> None:
    li = centre.adviser("li", seconds=1)
    interaction_id = centre.caller(seconds=10)
    offer_reject(offer_id=offer_to(li).id, outcome="no_answer", at=at(12))
    assert offers_open() == []
    desk_set_presence(staff_id=li.id, presence="ready", at=at(13))
    assert offers_open() == [(interaction_id, li.id)]


def test_after_a_while_a_refusal_is_forgotten(centre: Centre) -> None:
    li = centre.adviser("li", seconds=1)
    interaction_id = centre.caller(seconds=10)
    offer_reject(offer_id=offer_to(li).id, outcome="declined", at=at(12))
    wang = centre.adviser("wang", seconds=20, ready=False)
    AgentDesk.objects.update(presence="ready", idle_since=at(5))
    AgentDesk.objects.filter(pk=wang.id).update(idle_since=at(20))
    with transaction.atomic():
        match(at=at(41))
        assert offers_open() == [(interaction_id, wang.id)]
        transaction.set_rollback(True)
    match(at=at(42.000001))
    assert offers_open() == [(interaction_id, li.id)]


def test_limit_is_kept(centre: Centre) -> None:
    for name in ("a", "b", "c"):
        centre.adviser(name, ready=False)
    callers = [centre.caller(seconds=second) for second in range(3)]
    AgentDesk.objects.update(presence="ready")
    assert [offer.interaction_id for offer in match(at=at(10), limit=2)] == callers[:2]
    assert [offer.interaction_id for offer in match(at=at(10))] == callers[2:]
    assert match(at=at(10)) == []


def test_becoming_reachable_is_asked_at_once(centre: Centre) -> None:
    li = centre.adviser("li")
    desk_phone(staff_id=li.id, reachable=False, at=at(1))
    interaction_id = centre.caller(seconds=2)
    assert offers_open() == []
    desk_phone(staff_id=li.id, reachable=True, at=at(3))
    assert offers_open() == [(interaction_id, li.id)]


def test_being_seen_never_shortens(centre: Centre) -> None:
    li = centre.adviser("li")
    desk_alive(staff_id=li.id, until=at(5))
    assert desk_of(li).screen_alive_until > at(5)


def test_the_database_refuses_a_second_offer_and_too_much_load(centre: Centre) -> None:
    li, wang = centre.adviser("li"), centre.adviser("wang", ready=False)
    centre.caller(seconds=1)
    offer = offer_to(li)
    again = partial(
        Offer.objects.create, interaction_id=offer.interaction_id, made_at=at(2), expires_at=at(9), weight=100
    )
    with pytest.raises(IntegrityError, match="offer_one_a_queue_item"), transaction.atomic():
        again(queue_item_id=offer.queue_item_id, staff=wang)
    other = centre.caller(seconds=3)
    item = QueueItem.objects.get(interaction_id=other)
    with pytest.raises(IntegrityError, match="offer_one_open_a_person"), transaction.atomic():
        again(queue_item_id=item.id, staff=li)
    with pytest.raises(IntegrityError, match="agent_desk_load_within_capacity"), transaction.atomic():
        AgentDesk.objects.filter(pk=li.id).update(load=101)


def test_nothing_to_match_is_one_look(centre: Centre, django_assert_num_queries: object) -> None:
    centre.adviser("li")
    with django_assert_num_queries(3):  # type: ignore[operator]  # savepoint, the look, its release
        assert match(at=at(5)) == []
