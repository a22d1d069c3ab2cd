"""Call-backs and voice messages: what is left to do, and what was done."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotline.accounts.models import AuditEntry
from hotline.acd.models import Callback, VoiceMessageDone
from hotline.acd.selectors import callbacks_to_do, is_to_do, open_to_do, voice_messages_to_do
from hotline.acd.services import (
    CallbackOverError,
    callback_deal,
    callback_request,
    callback_reveal,
    voice_message_deal,
)
from hotline.citizens.models import Reveal
from hotline.citizens.services import caller_recognise
from hotline.inquiries.models import Message
from hotline.inquiries.services import message_add
from hotline.inquiries.tests.conftest import data_key
from hotline.inquiries.tests.stage import T0, at, call_open, staff_make

pytestmark = pytest.mark.django_db
__all__ = ["data_key"]
NOTE = "已约周五再联系"


def promise(number: str, *, seconds: float = 0, interaction_id: uuid.UUID | None = None) -> Callback:
    """A promise to call this number, made so many seconds after T0."""
    caller = caller_recognise(number=number)
    assert caller is not None
    return callback_request(
        interaction_id=interaction_id, contact_id=caller.contact_id, source="queue", language="zh", at=at(seconds)
    )


def voice_message(*, seconds: float = 0) -> Message:
    """A message left so many seconds after T0."""
    return message_add(
        interaction_id=call_open(seconds=seconds),
        client_token="message",
        author="citizen",
        kind="voice",
        at=at(seconds),
    )


def test_open_call_backs_come_first_and_the_oldest_of_them_first() -> None:
    done, late, early = promise("13800138000"), promise("13800138001", seconds=9), promise("13800138002", seconds=5)
    callback_deal(callback_id=done.id, staff_id=staff_make("li").id, result="reached", note=NOTE, at=at(20))
    rows = callbacks_to_do(ended_since=T0)
    assert [row.callback_id for row in rows] == [early.id, late.id, done.id]
    assert [(row.staff_name, row.at, row.result, row.note) for row in rows[-1].tries] == [
        ("坐席li", at(20), "reached", NOTE)
    ]
    assert [row.callback_id for row in callbacks_to_do(ended_since=at(21))] == [early.id, late.id]
    assert open_to_do() == (2, 0)


def test_not_reached_stays_open_until_the_third_try() -> None:
    callback, li = promise("13800138000"), staff_make("li")
    for state in ("open", "open", "given_up"):
        callback_deal(callback_id=callback.id, staff_id=li.id, result="no_answer")
        assert Callback.objects.get().state == state
    with pytest.raises(CallbackOverError):
        callback_deal(callback_id=callback.id, staff_id=li.id, result="reached")


def test_settled_needs_no_call() -> None:
    callback = promise("13800138000")
    callback_deal(callback_id=callback.id, staff_id=staff_make("li").id, result="settled", note=NOTE)
    assert Callback.objects.get().state == "cancelled"


def test_each_dealing_is_logged_and_its_note_lies_encrypted() -> None:
    callback, li = promise("13800138000"), staff_make("li")
    callback_deal(callback_id=callback.id, staff_id=li.id, result="busy", note=NOTE)
    logged = AuditEntry.objects.get(action="callback.dealt")
    assert (logged.staff_id, logged.subject) == (li.id, f"callback:{callback.id}")
    assert logged.details == {"try": 1, "result": "busy"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM callback_attempt")
        assert NOTE.encode() not in bytes(cursor.fetchone()[0])


def test_what_was_dealt_with_is_told_to_all_desks_once() -> None:
    callback, message, li = promise("13800138000"), voice_message(), staff_make("li")
    with CaptureQueriesContext(connection) as asked:
        callback_deal(callback_id=callback.id, staff_id=li.id, result="reached")
        told = [_told(asked)]
        for _ in range(2):
            voice_message_deal(message_id=message.id, staff_id=li.id)
            told.append(_told(asked))
    assert told == [1, 2, 2]


def _told(asked: CaptureQueriesContext) -> int:
    return [query["sql"] for query in asked.captured_queries].count("NOTIFY hotline")


def test_a_result_that_is_none_leaves_no_try_behind() -> None:
    callback = promise("13800138000")
    with pytest.raises(ValueError, match="回电结果"):
        callback_deal(callback_id=callback.id, staff_id=staff_make("li").id, result="maybe")
    assert callbacks_to_do(ended_since=T0)[0].tries == []


def test_the_number_is_shown_while_the_promise_is_open_and_the_look_is_logged() -> None:
    callback, li = promise("13800138000"), staff_make("li")
    assert callback_reveal(callback_id=callback.id, staff_id=li.id) == "13800138000"
    assert Reveal.objects.get().staff_id == li.id
    callback_deal(callback_id=callback.id, staff_id=li.id, result="reached")
    with pytest.raises(CallbackOverError):
        callback_reveal(callback_id=callback.id, staff_id=li.id)
    assert Reveal.objects.count() == 1


def test_voice_messages_are_open_until_somebody_deals_with_them() -> None:
    late, early, li = voice_message(seconds=9), voice_message(seconds=5), staff_make("li")
    assert [row.message_id for row in voice_messages_to_do(ended_since=T0)] == [early.id, late.id]
    assert voice_message_deal(message_id=early.id, staff_id=li.id, note=NOTE, at=at(30)) is True
    assert voice_message_deal(message_id=early.id, staff_id=staff_make("wang").id) is False
    rows = voice_messages_to_do(ended_since=T0)
    assert [(row.message_id, row.done_by, row.done_at, row.note) for row in rows] == [
        (late.id, "", None, ""),
        (early.id, "坐席li", at(30), NOTE),
    ]
    assert open_to_do() == (0, 1)
    assert VoiceMessageDone.objects.get().staff_id == li.id
    assert AuditEntry.objects.filter(action="voice_message.dealt").count() == 1


def test_what_is_left_to_do_may_be_seen_by_all_and_afterwards_by_who_did_it() -> None:
    interaction_id, li, wang = call_open(), staff_make("li"), staff_make("wang")
    callback = promise("13800138000", interaction_id=interaction_id)
    assert is_to_do(interaction_id=interaction_id, staff_id=wang.id) is True
    callback_deal(callback_id=callback.id, staff_id=li.id, result="reached", at=T0 + timedelta(minutes=1))
    assert is_to_do(interaction_id=interaction_id, staff_id=li.id) is True
    assert is_to_do(interaction_id=interaction_id, staff_id=wang.id) is False
