"""An adviser's day."""

import pytest

from hotline.acd.models import AgentDesk
from hotline.acd.selectors import desk_state
from hotline.acd.services import (
    TalkGoesOnError,
    desk_gone,
    desk_set_presence,
    desk_sign_in,
    desk_sign_out,
    offer_accept,
    service_end,
    wrap_up_finish,
)
from hotline.inquiries.models import Engagement
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, staff_make

from .stage import Centre, desk_of, engagement_of, items_of, offer_to, offers_open, spans_of


def test_a_day_leaves_no_gap(centre: Centre) -> None:
    li = centre.adviser("li", seconds=0, ready=False)
    desk_set_presence(staff_id=li.id, presence="ready", at=at(10))
    interaction_id = centre.caller(seconds=20)
    offer_accept(offer_id=offer_to(li).id, at=at(25))
    service_end(interaction_id=interaction_id, at=at(85))
    wrap_up_finish(
        staff_id=li.id, engagement_id=engagement_of(li).id, next_presence="not_ready", reason="lunch", at=at(100)
    )
    desk_set_presence(staff_id=li.id, presence="not_ready", reason="training", at=at(110))
    desk_sign_out(staff_id=li.id, at=at(120))
    desk_sign_in(staff_id=li.id, at=at(200))
    assert spans_of(li) == [
        ("not_ready", "signed_in", 0.0, 10.0),
        ("ready", "", 10.0, 20.5),
        ("reserved", "", 20.5, 25.0),
        ("talking", "", 25.0, 85.0),
        ("wrap_up", "", 85.0, 100.0),
        ("not_ready", "lunch", 100.0, 110.0),
        ("not_ready", "training", 110.0, 120.0),
        ("signed_out", "", 120.0, 200.0),
        ("not_ready", "signed_in", 200.0, None),
    ]


def test_signing_in_again_keeps_the_presence(centre: Centre) -> None:
    li = centre.adviser("li", seconds=5)
    desk_sign_in(staff_id=li.id, at=at(9))
    assert (desk_of(li).presence, desk_of(li).idle_since) == ("ready", at(5))


def test_ready_again_keeps_the_time_of_waiting(centre: Centre) -> None:
    li = centre.adviser("li", seconds=5)
    desk_set_presence(staff_id=li.id, presence="ready", at=at(9))
    assert (desk_of(li).idle_since, desk_of(li).presence_since) == (at(5), at(5))
    assert spans_of(li)[-1] == ("ready", "", 5.000001, None)


def test_who_closes_his_page_is_not_ready(centre: Centre) -> None:
    li, wang = centre.adviser("li"), centre.adviser("wang")
    desk_gone(staff_id=li.id, at=at(3))
    assert spans_of(li)[-1] == ("not_ready", "screen_lost", 3.0, None)
    assert desk_of(wang).presence == "ready"


def test_a_closed_page_leaves_everything_else_as_it_was(centre: Centre) -> None:
    li, chen = centre.adviser("li"), staff_make("chen")
    desk_set_presence(staff_id=li.id, presence="not_ready", reason="lunch", at=at(3))
    for who in (li, chen):
        desk_gone(staff_id=who.id, at=at(4))
    assert spans_of(li)[-1] == ("not_ready", "lunch", 3.0, None)
    assert desk_state(staff_id=chen.id) is None
    assert spans_of(chen) == []


def test_ready_signs_in(centre: Centre) -> None:
    li = staff_make("li")
    desk_set_presence(staff_id=li.id, presence="ready", at=at(3))
    assert (desk_of(li).signed_in, desk_of(li).presence) == (True, "ready")
    assert spans_of(li) == [("ready", "", 3.0, None)]


def test_another_presence_is_refused_in_words(centre: Centre) -> None:
    li = centre.adviser("li")
    with pytest.raises(ValueError, match="就绪或未就绪"):
        desk_set_presence(staff_id=li.id, presence="away", at=at(3))
    assert desk_of(li).presence == "ready"


def test_not_ready_while_talking_takes_effect_afterwards(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    desk_set_presence(staff_id=li.id, presence="not_ready", reason="lunch", at=at(3))
    assert spans_of(li)[-1] == ("talking", "", 2.0, None)
    service_end(interaction_id=interaction_id, at=at(9))
    assert spans_of(li)[-1] == ("wrap_up", "", 9.0, None)


def test_nobody_is_offered_to_an_adviser_who_writes_up(centre: Centre) -> None:
    li = centre.adviser("li")
    first = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    service_end(interaction_id=first, at=at(9))
    second = centre.caller(seconds=10)
    assert offers_open() == []
    wrap_up_finish(staff_id=li.id, engagement_id=engagement_of(li).id, next_presence="ready", at=at(30))
    assert offers_open() == [(second, li.id)]
    assert desk_of(li).idle_since == at(30)


def test_a_wrap_up_ends_once_and_not_before_the_talk(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    engagement_id = engagement_of(li).id
    with pytest.raises(TalkGoesOnError):
        wrap_up_finish(staff_id=li.id, engagement_id=engagement_id, next_presence="ready", at=at(3))
    service_end(interaction_id=interaction_id, at=at(9))
    wrap_up_finish(staff_id=li.id, engagement_id=engagement_id, next_presence="not_ready", reason="lunch", at=at(12))
    wrap_up_finish(staff_id=li.id, engagement_id=engagement_id, next_presence="ready", at=at(13))
    assert (desk_of(li).presence, desk_of(li).load) == ("not_ready", 0)
    assert Engagement.objects.get().wrapped_at == at(12)


def test_nobody_finishes_another_ones_wrap_up(centre: Centre) -> None:
    li, wang = centre.adviser("li"), centre.adviser("wang", ready=False)
    interaction_id = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    service_end(interaction_id=interaction_id, at=at(9))
    with pytest.raises(Engagement.DoesNotExist):
        wrap_up_finish(staff_id=wang.id, engagement_id=engagement_of(li).id, next_presence="ready", at=at(12))
    assert engagement_of(li).wrapped_at is None


def test_signing_out_while_talking_is_refused(centre: Centre) -> None:
    li = centre.adviser("li")
    centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    with pytest.raises(TalkGoesOnError):
        desk_sign_out(staff_id=li.id, at=at(3))
    assert desk_of(li).signed_in is True


def test_signing_out_gives_back_what_rings(centre: Centre) -> None:
    li, wang = centre.adviser("li", seconds=1), centre.adviser("wang", seconds=2)
    interaction_id = centre.caller(seconds=10)
    desk_sign_out(staff_id=li.id, at=at(12))
    assert offers_open() == [(interaction_id, wang.id)]
    assert (desk_of(li).signed_in, desk_of(li).load) == (False, 0)
    assert spans_of(li)[-1] == ("signed_out", "", 12.000001, None)


def test_signing_out_finishes_the_wrap_up(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    service_end(interaction_id=interaction_id, at=at(9))
    desk_sign_out(staff_id=li.id, at=at(20))
    assert Engagement.objects.get().wrapped_at == at(20)
    assert (desk_of(li).load, spans_of(li)[-1]) == (0, ("signed_out", "", 20.0, None))


@pytest.mark.parametrize("closed_first", [True, False])
def test_service_and_interaction_end_in_any_order(centre: Centre, *, closed_first: bool) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=1)
    offer_accept(offer_id=offer_to(li).id, at=at(2))
    if closed_first:
        interaction_close(interaction_id=interaction_id, reason="served", at=at(9))
    for _ in range(2):
        service_end(interaction_id=interaction_id, at=at(9))
    interaction_close(interaction_id=interaction_id, reason="served", at=at(9))
    assert (engagement_of(li).served_to, spans_of(li)[-1]) == (at(9), ("wrap_up", "", 9.0, None))
    assert items_of(interaction_id) == [("served", "")]


def test_the_desk_shows_what_is_in_hand(centre: Centre) -> None:
    li = centre.adviser("li")
    interaction_id = centre.caller(seconds=1)
    offer = offer_to(li)
    ringing = desk_state(staff_id=li.id)
    assert ringing is not None
    assert (ringing.state, ringing.offer_id, ringing.offer_interaction_id) == ("reserved", offer.id, interaction_id)
    assert (ringing.offer_expires_at, ringing.engagement_id, ringing.load) == (at(21.5), None, 100)
    offer_accept(offer_id=offer.id, at=at(2))
    talking = desk_state(staff_id=li.id)
    assert talking is not None
    assert (talking.state, talking.since, talking.offer_id) == ("talking", at(2), None)
    assert (talking.engagement_interaction_id, talking.served_from, talking.served_to) == (interaction_id, at(2), None)


def test_before_the_first_sign_in_there_is_no_desk(centre: Centre) -> None:
    assert desk_state(staff_id=staff_make("new").id) is None
    assert AgentDesk.objects.count() == 0
