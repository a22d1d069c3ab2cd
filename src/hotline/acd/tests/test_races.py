"""The same instant for several: real threads, real connections. Whoever wins, the promises hold."""

import uuid
from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
from django.db import InternalError, connection, transaction

from hotline.accounts.models import Staff
from hotline.acd.models import AgentDesk, Offer, QueueItem
from hotline.acd.services import (
    desk_set_presence,
    match,
    matching,
    offer_accept,
    offer_reject,
    queue_join,
    queue_leave,
    queue_return,
    service_end,
    sweep,
    wrap_up_finish,
)
from hotline.inquiries.models import Engagement, Segment
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, at_once, call_open
from hotline.kernel.ids import new_id

from .promises import promises_check
from .stage import Centre, desk_of, items_of, offer_to, offers_open

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6
Rounds = Iterator[tuple[int, Centre]]

_CLEAR = """
    DELETE FROM offer; DELETE FROM agent_span; DELETE FROM agent_desk; DELETE FROM queue_item;
    DELETE FROM queue_member; DELETE FROM engagement; DELETE FROM segment; DELETE FROM interaction;
    DELETE FROM inquiry; DELETE FROM outbox; DELETE FROM queue; DELETE FROM staff
"""


@pytest.fixture
def rounds(transactional_db: None) -> Rounds:
    """Several rounds, each with a centre of its own; after each the promises are looked at."""
    return _rounds()


def _rounds() -> Rounds:
    for turn in range(ROUNDS):
        yield turn, Centre()
        promises_check()
        with connection.cursor() as cursor:
            cursor.execute(_CLEAR)


def test_two_advisers_accept_at_the_same_instant(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li, wang = busy.adviser("li", seconds=1), busy.adviser("wang", seconds=2)
        one, two = busy.caller(seconds=10), busy.caller(seconds=11)
        offers = [offer_to(li).id, offer_to(wang).id]
        assert at_once(*(partial(offer_accept, offer_id=offer_id, at=at(12 + turn)) for offer_id in offers)) == [
            True,
            True,
        ]
        pairs = Engagement.objects.values_list("interaction_id", "staff_id")
        assert set(pairs) == {(one, li.id), (two, wang.id)}


def test_one_offer_accepted_from_two_windows_is_one_engagement(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li = busy.adviser("li")
        busy.caller(seconds=10)
        accept = partial(offer_accept, offer_id=offer_to(li).id, at=at(12 + turn))
        assert at_once(accept, accept, accept) == [True, True, True]
        assert Engagement.objects.count() == 1


def test_many_matchers_at_once_offer_everything_once(rounds: Rounds) -> None:
    for turn, busy in rounds:
        advisers = [busy.adviser(f"a{n}", seconds=n, ready=False) for n in range(5)]
        callers = [busy.caller(seconds=10 + n) for n in range(8)]
        AgentDesk.objects.update(presence="ready")
        made = at_once(*[partial(match, at=at(30 + turn))] * 4)
        offered = [offer.interaction_id for offers in made for offer in offers]
        assert offered == callers[:5]
        assert sorted(staff_id for _, staff_id in offers_open()) == sorted(staff.id for staff in advisers)


def test_a_matcher_that_hangs_loses_its_turn(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "TURN_IDLE_MS", 200)
    _, busy = next(rounds)
    li = busy.adviser("li", ready=False)
    interaction_id = busy.caller(seconds=10)
    AgentDesk.objects.update(presence="ready")
    has_turn, other_is_done = Event(), Event()

    def hang() -> bool:
        try:
            with transaction.atomic():
                match(at=at(30))
                has_turn.set()
                assert other_is_done.wait(timeout=30)
        except InternalError:
            return False
        return True

    def come_after() -> list[uuid.UUID]:
        assert has_turn.wait(timeout=30)
        made = match(at=at(31))
        other_is_done.set()
        return [offer.interaction_id for offer in made]

    assert at_once(hang, come_after) == [False, [interaction_id]]
    assert offers_open() == [(interaction_id, li.id)]


def test_the_caller_leaves_while_the_adviser_accepts(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li = busy.adviser("li")
        interaction_id = busy.caller(seconds=10)
        left, accepted = at_once(
            partial(_hang_up, interaction_id, second=12 + turn),
            partial(offer_accept, offer_id=offer_to(li).id, at=at(12)),
        )
        assert left is not accepted
        assert items_of(interaction_id) == ([("left", "abandoned")] if left else [("served", "")])
        assert Engagement.objects.filter(served_to__isnull=True).count() == 0
        service_end(interaction_id=interaction_id, at=at(30))
        assert desk_of(li).load == (0 if left else 100)


def test_accept_against_expiry_against_withdrawal(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li = busy.adviser("li")
        interaction_id = busy.caller(seconds=10)
        offer_id = offer_to(li).id
        accepted, refused, left, swept = at_once(
            partial(offer_accept, offer_id=offer_id, at=at(31 + turn)),
            partial(offer_reject, offer_id=offer_id, outcome="no_answer", at=at(31)),
            partial(queue_leave, interaction_id=interaction_id, why="message", at=at(31)),
            lambda: sweep(at=at(31)).offers_ended,
        )
        ended = [accepted, refused, bool(swept), Offer.objects.get().state == "withdrawn"]
        assert ended.count(True) == 1
        assert left is not accepted
        assert items_of(interaction_id) == ([("left", "message")] if left else [("served", "")])


def test_two_sweeps_refuse_an_offer_once(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li, wang = busy.adviser("li", seconds=1), busy.adviser("wang", seconds=2)
        interaction_id = busy.caller(seconds=10)
        swept = at_once(*[partial(sweep, at=at(31 + turn))] * 3)
        assert sum(each.offers_ended for each in swept) == 1
        sweep(at=at(40))
        assert offers_open() == [(interaction_id, wang.id)]
        assert desk_of(li).reason == "missed_call"


def test_two_sweeps_give_up_once(rounds: Rounds) -> None:
    for turn, busy in rounds:
        callers = [busy.caller(seconds=n) for n in range(10)]
        swept = at_once(*[partial(sweep, at=at(2000 + turn))] * 3)
        assert sum(each.gave_up for each in swept) == len(callers)
        assert QueueItem.objects.exclude(state="gave_up").count() == 0


def test_joins_and_ready_advisers_at_once_all_find_each_other(rounds: Rounds) -> None:
    for turn, busy in rounds:
        advisers = [busy.adviser(f"a{n}", ready=False) for n in range(3)]
        callers = [call_open(seconds=n) for n in range(3)]

        at_once(*(partial(_join, each) for each in callers), *(partial(_ready, each) for each in advisers))
        sweep(at=at(11 + turn))
        assert sorted(interaction_id for interaction_id, _ in offers_open()) == sorted(callers)


def test_the_end_of_a_talk_from_all_sides(rounds: Rounds) -> None:
    for turn, busy in rounds:
        li = busy.adviser("li")
        interaction_id = busy.caller(seconds=10)
        offer_accept(offer_id=offer_to(li).id, at=at(12))
        engagement = Engagement.objects.get()
        at_once(
            partial(service_end, interaction_id=interaction_id, at=at(60)),
            partial(interaction_close, interaction_id=interaction_id, reason="served", at=at(60 + turn)),
            partial(queue_return, interaction_id=interaction_id, at=at(60)),
            lambda: sweep(at=at(60)),
            partial(desk_set_presence, staff_id=li.id, presence="not_ready", reason="lunch", at=at(60)),
        )
        sweep(at=at(70))
        assert Segment.objects.filter(interaction_id=interaction_id, during__upper_inf=True).count() == 0
        assert QueueItem.objects.filter(closed_at__isnull=True).count() == 0
        wrap = partial(wrap_up_finish, staff_id=li.id, engagement_id=engagement.id, next_presence="ready", at=at(80))
        at_once(wrap, wrap, partial(service_end, interaction_id=interaction_id, at=at(80)))
        assert (desk_of(li).load, desk_of(li).presence) == (0, "ready")


def _hang_up(interaction_id: uuid.UUID, *, second: int) -> bool:
    left = queue_leave(interaction_id=interaction_id, why="abandoned", at=at(12))
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(second))
    return left


def _join(interaction_id: uuid.UUID) -> None:
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main", at=at(10))


def _ready(staff: Staff) -> None:
    desk_set_presence(staff_id=staff.id, presence="ready", at=at(10))
