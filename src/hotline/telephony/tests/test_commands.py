"""Wishes of desks: only about one's own talk, taken once, for a moment only."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from hotline.telephony.machine import writes
from hotline.telephony.models import CallState, Command
from hotline.telephony.services.commands import NotYourCallError, Wish, commands_take, hold, resume_talk
from hotline.telephony.services.nodes import node_take

from .stage import T0, Line, Time, adviser_make, centre_make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time(db: None, monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time(monkeypatch)
    centre_make()
    return time


def test_a_wish_goes_to_the_node_that_has_the_call() -> None:
    staff = adviser_make()
    line = Line().talking()
    command = hold(interaction_id=line.id, staff_id=staff.id)
    assert (command.node, command.kind, command.state) == ("n1", "hold", "waiting")
    assert command.expires_at == T0 + timedelta(seconds=5)
    assert commands_take(node="n2") == []
    assert commands_take(node="n1") == [Wish(Command.Kind.HOLD, line.id, staff.id)]


def test_wishes_are_taken_once_and_in_their_order(time: Time) -> None:
    staff = adviser_make()
    line = Line().talking()
    for wish in (hold, resume_talk, hold):
        wish(interaction_id=line.id, staff_id=staff.id)
        time.passes(0.1)
    assert [wish.kind for wish in commands_take(node="n1")] == ["hold", "resume", "hold"]
    assert commands_take(node="n1") == []
    assert set(Command.objects.values_list("state", flat=True)) == {"taken"}


def test_a_wish_past_its_use_is_never_taken(time: Time) -> None:
    staff = adviser_make()
    line = Line().talking()
    hold(interaction_id=line.id, staff_id=staff.id)
    time.passes(5.1)
    resume_talk(interaction_id=line.id, staff_id=staff.id)
    assert [wish.kind for wish in commands_take(node="n1")] == ["resume"]
    assert dict(Command.objects.values_list("kind", "state")) == {"hold": "expired", "resume": "taken"}
    assert commands_take(node="n1") == []


@pytest.mark.django_db(transaction=True)
def test_two_takers_at_the_same_instant_do_not_both_get_it() -> None:
    staff = adviser_make()
    line = Line().talking()
    hold(interaction_id=line.id, staff_id=staff.id)

    def second() -> list[Wish]:
        try:
            return commands_take(node="n1")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            assert len(commands_take(node="n1")) == 1
            late = pool.submit(second)
            soon(lambda: late.done() or waiting_for_a_lock() == 1)
        assert late.result(timeout=30) == []
    assert Command.objects.get().state == "taken"


def waiting_for_a_lock() -> int:
    with connection.cursor() as cursor:
        # Another snapshot of the server's sessions for every look, also within one transaction.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def soon(is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + 30
    while not is_so():
        assert monotonic() < deadline, "waited in vain"
        sleep(0.01)


@pytest.mark.parametrize("wish", [hold, resume_talk])
def test_another_advisers_call_is_not_his(wish: Callable[..., Command]) -> None:
    adviser_make()
    line = Line().talking()
    other = adviser_make("1002")
    with pytest.raises(NotYourCallError):
        wish(interaction_id=line.id, staff_id=other.id)
    assert not Command.objects.exists()


def test_a_talk_that_is_over_is_nobodys() -> None:
    staff = adviser_make()
    line = Line().talking()
    line.write(writes.EndService())
    with pytest.raises(NotYourCallError):
        hold(interaction_id=line.id, staff_id=staff.id)


def test_a_call_without_a_state_is_nobodys() -> None:
    staff = adviser_make()
    line = Line().talking()
    CallState.objects.all().delete()
    for interaction_id in (line.id, uuid.uuid4()):
        with pytest.raises(NotYourCallError):
            hold(interaction_id=interaction_id, staff_id=staff.id)


def test_a_wish_waits_for_the_next_switchboard_of_the_node() -> None:
    staff = adviser_make()
    line = Line().talking()
    hold(interaction_id=line.id, staff_id=staff.id)
    node_take(node="n1")
    assert len(commands_take(node="n1")) == 1
