"""Promises to call back."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from hotline.acd.models import Callback, CallbackAttempt
from hotline.acd.selectors import callbacks_to_do
from hotline.acd.services import (
    AttemptRunningError,
    CallbackOverError,
    callback_attempt_begin,
    callback_attempt_end,
    callback_request,
)
from hotline.citizens.services import caller_recognise
from hotline.inquiries.tests.conftest import data_key
from hotline.inquiries.tests.stage import at, call_open, staff_make

pytestmark = pytest.mark.django_db
__all__ = ["data_key"]


def contact(number: str = "13800138000") -> uuid.UUID:
    """The contact point of a number."""
    caller = caller_recognise(number=number)
    assert caller is not None
    return caller.contact_id


def promise(*, seconds: float = 0, number: str = "13800138000") -> Callback:
    """A promise made so many seconds after T0."""
    return callback_request(
        interaction_id=None, contact_id=contact(number), source="queue", language="zh", at=at(seconds)
    )


def test_a_number_has_one_open_promise() -> None:
    interaction_id = call_open()
    first = callback_request(
        interaction_id=interaction_id, contact_id=contact(), source="queue", language="zh", at=at(5)
    )
    assert promise(seconds=9) == first
    assert promise(seconds=9, number="13900139000") != first
    assert (first.interaction_id, first.requested_at, first.not_before) == (interaction_id, at(5), at(5))
    assert first.not_after == at(5 + 2 * 24 * 3600)


def test_a_kept_promise_makes_room_for_another() -> None:
    first, li = promise(), staff_make("li")
    callback_attempt_begin(callback_id=first.id, staff_id=li.id, at=at(10))
    assert callback_attempt_end(callback_id=first.id, result="reached", at=at(60)) is True
    assert Callback.objects.get().state == "done"
    assert promise(seconds=70) != first
    with pytest.raises(CallbackOverError):
        callback_attempt_begin(callback_id=first.id, staff_id=li.id)


def test_three_tries_and_interrupted_ones_do_not_count() -> None:
    callback, li = promise(), staff_make("li")
    for n, result in enumerate(("no_answer", "interrupted", "busy", "failed"), 1):
        assert Callback.objects.get().state == "open"
        assert callback_attempt_begin(callback_id=callback.id, staff_id=li.id, at=at(n * 10)).n == n
        callback_attempt_end(callback_id=callback.id, result=result, at=at(n * 10 + 5))
    assert Callback.objects.get().state == "given_up"


def test_one_try_at_a_time() -> None:
    callback, li = promise(), staff_make("li")
    callback_attempt_begin(callback_id=callback.id, staff_id=li.id, at=at(1))
    with pytest.raises(AttemptRunningError):
        callback_attempt_begin(callback_id=callback.id, staff_id=staff_make("wang").id, at=at(2))
    assert list(callback.attempts.values_list("n", "staff", "result")) == [(1, li.id, None)]
    callback_attempt_end(callback_id=callback.id, result="busy", at=at(4))
    assert callback_attempt_end(callback_id=callback.id, result="busy", at=at(5)) is False
    assert list(callback.attempts.values_list("n", "staff", "result")) == [(1, li.id, "busy")]
    with pytest.raises(ValueError, match="回电结果"):
        callback_attempt_end(callback_id=callback.id, result="maybe")


def test_the_database_refuses_two_running_tries_and_a_result_without_its_time() -> None:
    callback, li = promise(), staff_make("li")
    CallbackAttempt.objects.create(callback=callback, n=1, staff=li, started_at=at(1))
    with pytest.raises(IntegrityError, match="callback_attempt_one_running"), transaction.atomic():
        CallbackAttempt.objects.create(callback=callback, n=2, staff=li, started_at=at(2))
    with pytest.raises(IntegrityError, match="callback_attempt_end_has_result"), transaction.atomic():
        CallbackAttempt.objects.update(result="busy")


def test_the_list_is_oldest_first() -> None:
    later, sooner = promise(seconds=20), promise(seconds=10, number="13900139000")
    assert [row.callback_id for row in callbacks_to_do(ended_since=at(0))] == [sooner.id, later.id]
