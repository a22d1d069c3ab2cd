"""Who owns a node and its calls, with real threads where it matters."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from hotline.inquiries.tests.stage import at, call_open
from hotline.telephony.models import CallState, Leg, Node
from hotline.telephony.services import legs, states
from hotline.telephony.services.nodes import calls_of_node, node_heard, node_take
from hotline.telephony.services.states import OwnershipLostError

from .stage import T0, Time

NODE = "n1"
NEVER = uuid.UUID("0190a0a0-0000-7000-8000-00000000dead")


@pytest.fixture
def call(db: None) -> uuid.UUID:
    """An open call of epoch 1, state number 0."""
    interaction_id = call_open()
    _open(interaction_id, epoch=node_take(node=NODE))
    return interaction_id


def _open(interaction_id: uuid.UUID, *, epoch: int, node: str = NODE) -> bool:
    return states.state_open(interaction_id=interaction_id, node=node, epoch=epoch, schema=1, state={"n": 0})


def _row() -> tuple[int, int, Any]:
    row = CallState.objects.get()
    return row.epoch, row.seq, row.state


def test_each_taking_of_a_node_is_a_new_epoch(db: None) -> None:
    assert [node_take(node=NODE), node_take(node=NODE), node_take(node="n2")] == [1, 2, 1]


def test_taking_a_node_takes_its_calls_and_no_others(call: uuid.UUID) -> None:
    node_take(node="n2")
    other = call_open()
    _open(other, epoch=1, node="n2")
    assert node_take(node=NODE) == 2
    assert dict(CallState.objects.values_list("interaction_id", "epoch")) == {call: 2, other: 1}
    assert [row.interaction_id for row in calls_of_node(node=NODE)] == [call]


def test_a_node_that_was_heard(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Time(monkeypatch)
    node_take(node=NODE)
    node_take(node="n2")
    node_heard(node=NODE)
    assert dict(Node.objects.values_list("name", "heard_at")) == {NODE: T0, "n2": None}


def test_opening_twice_says_so_and_keeps_the_first(call: uuid.UUID) -> None:
    again = states.state_open(interaction_id=call, node=NODE, epoch=1, schema=1, state={"n": 99})
    assert not again
    assert _row() == (1, 0, {"n": 0})


@pytest.mark.parametrize("epoch", [0, 2])
def test_opening_under_another_epoch_is_refused(db: None, epoch: int) -> None:
    node_take(node=NODE)
    with pytest.raises(OwnershipLostError):
        _open(call_open(), epoch=epoch)
    assert not CallState.objects.exists()


def test_opening_what_has_gone_on_is_refused(call: uuid.UUID) -> None:
    states.state_change(interaction_id=call, epoch=1, seq=1, state={"n": 1})
    with pytest.raises(OwnershipLostError):
        _open(call, epoch=1)


def test_a_state_follows_the_one_before(call: uuid.UUID) -> None:
    assert states.state_change(interaction_id=call, epoch=1, seq=1, state={"n": 1})
    assert _row() == (1, 1, {"n": 1})


def test_a_state_written_twice_says_so_and_keeps_the_first(call: uuid.UUID) -> None:
    states.state_change(interaction_id=call, epoch=1, seq=1, state={"n": 1})
    assert not states.state_change(interaction_id=call, epoch=1, seq=1, state={"n": 99})
    assert _row() == (1, 1, {"n": 1})


@pytest.mark.parametrize(("epoch", "seq"), [(1, 0), (1, 2), (1, -1), (0, 1), (2, 1)])
def test_a_state_out_of_turn_is_refused(call: uuid.UUID, epoch: int, seq: int) -> None:
    if (epoch, seq) == (1, 0):
        states.state_change(interaction_id=call, epoch=1, seq=1, state={"n": 1})
    before = _row()
    with pytest.raises(OwnershipLostError):
        states.state_change(interaction_id=call, epoch=epoch, seq=seq, state={"n": 99})
    assert _row() == before


def test_an_end_needs_the_state_before(call: uuid.UUID) -> None:
    for epoch, seq in [(1, 0), (1, 2), (2, 1)]:
        with pytest.raises(OwnershipLostError):
            states.state_close(interaction_id=call, epoch=epoch, seq=seq)
    assert states.state_close(interaction_id=call, epoch=1, seq=1)
    assert not CallState.objects.exists()


def test_an_end_without_a_state_is_refused_while_the_interaction_goes_on(call: uuid.UUID) -> None:
    states.state_close(interaction_id=call, epoch=1, seq=1)
    with pytest.raises(OwnershipLostError):
        states.state_close(interaction_id=call, epoch=1, seq=1)


def test_giving_up_needs_the_epoch_alone(call: uuid.UUID) -> None:
    states.state_change(interaction_id=call, epoch=1, seq=1, state={})
    assert not states.state_drop(interaction_id=call, epoch=2)
    assert states.state_drop(interaction_id=call, epoch=1)
    assert not states.state_drop(interaction_id=call, epoch=1)
    assert not states.state_drop(interaction_id=NEVER, epoch=1)


def test_a_leg_is_opened_once_and_closed_once(call: uuid.UUID) -> None:
    for seconds in (0, 9):
        legs.leg_open(interaction_id=call, channel_id="c", role=Leg.Role.CITIZEN, at=at(seconds))
    assert Leg.objects.get().opened_at == at(0)
    for seconds in (3, 9):
        legs.leg_close(channel_id="c", at=at(seconds))
        legs.legs_close(interaction_id=call, at=at(seconds))
    legs.leg_close(channel_id="unknown", at=at(9))
    assert Leg.objects.get().closed_at == at(3)


class Thread:
    """Runs things in a transaction of its own that stays open until told."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.is_done, self._may_commit = threading.Event(), threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._future: Future[Any] = self._pool.submit(self._run, work)

    def _run(self, work: Callable[[], Any]) -> Any:
        try:
            with transaction.atomic():
                result = work()
                self.is_done.set()
                self._may_commit.wait(5)
            return result
        finally:
            connection.close()

    def commit(self) -> Any:
        """Let it commit; gives what the work gave, or raises what it raised."""
        self._may_commit.set()
        try:
            return self._future.result(timeout=5)
        finally:
            self._pool.shutdown()


def _committed(work: Callable[[], Any]) -> Any:
    return Thread(work).commit()


def test_a_call_being_opened_while_the_node_is_taken_is_taken_too(record: None) -> None:
    _committed(lambda: node_take(node=NODE))
    interaction_id = _committed(call_open)
    opening = Thread(lambda: _open(interaction_id, epoch=1))
    assert opening.is_done.wait(5)
    taking = Thread(lambda: node_take(node=NODE))
    assert not taking.is_done.wait(0.1)
    assert opening.commit() is True
    assert taking.commit() == 2
    assert _committed(_row) == (2, 0, {"n": 0})


def test_a_call_opened_after_the_node_was_taken_is_refused(record: None) -> None:
    _committed(lambda: node_take(node=NODE))
    interaction_id = _committed(call_open)
    taking = Thread(lambda: node_take(node=NODE))
    assert taking.is_done.wait(5)
    opening = Thread(lambda: _open(interaction_id, epoch=1))
    assert not opening.is_done.wait(0.1)
    assert taking.commit() == 2
    with pytest.raises(OwnershipLostError):
        opening.commit()
    assert _committed(CallState.objects.count) == 0


def test_a_call_being_changed_while_the_node_is_taken_is_changed_once_and_taken(record: None) -> None:
    _committed(lambda: node_take(node=NODE))
    interaction_id = _committed(call_open)
    _committed(lambda: _open(interaction_id, epoch=1))
    changing = Thread(lambda: states.state_change(interaction_id=interaction_id, epoch=1, seq=1, state={"n": 1}))
    assert changing.is_done.wait(5)
    taking = Thread(lambda: node_take(node=NODE))
    assert not taking.is_done.wait(0.1)
    changing.commit()
    taking.commit()
    assert _committed(_row) == (2, 1, {"n": 1})
    with pytest.raises(OwnershipLostError):
        _committed(lambda: states.state_change(interaction_id=interaction_id, epoch=1, seq=2, state={"n": 2}))
