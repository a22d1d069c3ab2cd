"""Taking an offer, or not."""

import pytest

from hotline.acd.models import Offer
from hotline.acd.services import offer_accept, offer_reject, queue_leave
from hotline.inquiries.models import Engagement
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, segments_of
from hotline.kernel.ids import new_id

from .stage import Centre, desk_of, engagement_of, facts, items_of, offer_to, offers_open, spans_of


def test_taking_an_offer_begins_the_talk(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer = offer_to(li)

    assert offer_accept(offer_id=offer.id, at=at(15)) is True

    offer.refresh_from_db()
    engagement = engagement_of(li)
    assert (offer.state, offer.decided_at, offer.engagement) == ("accepted", at(15), engagement)
    assert (engagement.interaction_id, engagement.served_from, engagement.served_to) == (interaction_id, at(15), None)
    assert items_of(interaction_id) == [("served", "")]
    assert segments_of(interaction_id) == [("flow", 10.0, 10.5), ("queue", 10.5, 15.0), ("served", 15.0, None)]
    assert spans_of(li)[-2:] == [("reserved", "", 10.5, 15.0), ("talking", "", 15.0, None)]
    assert desk_of(li).load == 100


def test_taking_it_again_is_still_true_and_changes_nothing(centre: Centre) -> None:
    li = centre.adviser("li")
    centre.caller(seconds=10)
    offer_id = offer_to(li).id
    assert [offer_accept(offer_id=offer_id, at=at(15 + n)) for n in range(2)] == [True, True]
    assert Engagement.objects.count() == 1
    assert spans_of(li)[-1] == ("talking", "", 15.0, None)


def test_an_accepted_offer_is_over_when_the_talk_is(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer_id = offer_to(li).id
    offer_accept(offer_id=offer_id, at=at(15))
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(20))
    assert offer_accept(offer_id=offer_id, at=at(21)) is False


@pytest.mark.parametrize("outcome", ["declined", "no_answer", "unreachable"])
def test_not_taking_it_asks_the_next_and_rests_the_desk(centre: Centre, outcome: str) -> None:
    li, wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    offer_id = offer_to(li).id

    assert offer_reject(offer_id=offer_id, outcome=outcome, at=at(20)) is True

    assert offers_open() == [(interaction_id, wang.id)]
    assert (desk_of(li).presence, desk_of(li).reason, desk_of(li).load) == ("not_ready", "missed_call", 0)
    assert spans_of(li)[-2:] == [("reserved", "", 10.5, 20.0), ("not_ready", "missed_call", 20.0, None)]
    offer = Offer.objects.get(pk=offer_id)
    assert offer.state == ("declined" if outcome == "declined" else "expired")
    assert segments_of(interaction_id)[-1] == ("queue", 10.5, None)
    assert facts("offer.made", "offer.withdrawn") == ["offer.made", "offer.withdrawn", "offer.made"]


def test_who_was_refused_keeps_his_place(centre: Centre) -> None:
    li = centre.adviser("li")
    first = centre.caller(seconds=10)
    second = centre.caller(seconds=11)
    offer_reject(offer_id=offer_to(li).id, outcome="declined", at=at(20))
    wang = centre.adviser("wang", seconds=21)
    assert offers_open() == [(first, wang.id)]
    assert items_of(second) == [("waiting", "")]


def test_a_withdrawn_offer_leaves_the_desk_ready_and_first(centre: Centre) -> None:
    li, _wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    offer_reject(offer_id=offer_to(li).id, outcome="withdrawn", at=at(12))
    assert (desk_of(li).presence, desk_of(li).idle_since) == ("ready", at(1))
    assert offers_open() == [(interaction_id, li.id)]


@pytest.mark.parametrize("outcome", ["declined", "no_answer", "withdrawn"])
def test_what_is_decided_stays_decided(centre: Centre, outcome: str) -> None:
    li = centre.adviser("li")
    centre.caller(seconds=10)
    offer_id = offer_to(li).id
    offer_accept(offer_id=offer_id, at=at(12))
    assert offer_reject(offer_id=offer_id, outcome=outcome, at=at(13)) is False
    assert Offer.objects.get().state == "accepted"
    assert desk_of(li).presence == "ready"


def test_who_comes_too_late_is_told_so(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer_id = offer_to(li).id
    queue_leave(interaction_id=interaction_id, why="abandoned", at=at(12))
    assert offer_accept(offer_id=offer_id, at=at(13)) is False
    assert offer_accept(offer_id=new_id(), at=at(13)) is False
    assert Engagement.objects.count() == 0
    assert spans_of(li)[-1] == ("ready", "", 12.0, None)


def test_a_citizen_who_has_gone_is_not_served(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=10)
    offer_id = offer_to(li).id
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(12))
    assert offer_accept(offer_id=offer_id, at=at(13)) is False
    assert offer_reject(offer_id=offer_id, outcome="withdrawn", at=at(13)) is True
    assert items_of(interaction_id) == [("left", "interaction_ended")]
    assert offers_open() == []


def test_an_unknown_outcome_is_refused(centre: Centre) -> None:
    li = centre.adviser("li")
    centre.caller(seconds=10)
    with pytest.raises(KeyError):
        offer_reject(offer_id=offer_to(li).id, outcome="tired", at=at(12))
    assert Offer.objects.get().state == "open"
