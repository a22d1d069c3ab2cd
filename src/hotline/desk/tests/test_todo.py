"""The page of what is left to do, and its commands."""

import pytest
from django.test import Client

from hotline.accounts.models import AuditEntry, Staff
from hotline.acd.models import Callback, VoiceMessageDone
from hotline.citizens.models import Reveal
from hotline.kernel.ids import new_id

from .stage import MASKED, NUMBER, browser_of, callback_asked, send, voice_left
from .test_interactions import listened, recording_make


def test_the_page_is_born_with_what_there_is_and_without_a_number_in_clear(desk: Client) -> None:
    callback_asked()
    page = desk.get("/desk/todo")
    (row,) = page.context["setup"]["todo"]["callbacks"]
    assert (row["citizen"], row["queue"]["zh"], row["source"], row["state"]) == (MASKED, "综合咨询", "queue", "open")
    assert NUMBER not in page.content.decode()


def test_who_has_no_calls_has_no_page(chen: Staff) -> None:
    assert browser_of(chen).get("/desk/todo").status_code == 403
    assert send(browser_of(chen), "/desk/todo/number", {"callback": str(new_id())}).status_code == 403


def test_the_number_to_dial_is_shown_and_logged(desk: Client, li: Staff) -> None:
    callback = callback_asked()
    assert send(desk, "/desk/todo/number", {"callback": str(callback.id)}).json() == {"number": NUMBER}
    assert (Reveal.objects.get().staff_id, AuditEntry.objects.filter(action="contact.revealed").count()) == (li.id, 1)


@pytest.mark.parametrize(
    ("result", "state"), [("reached", "done"), ("no_answer", "open"), ("busy", "open"), ("settled", "cancelled")]
)
def test_each_result_is_kept(desk: Client, result: str, state: str) -> None:
    body = {"callback": str(callback_asked().id), "result": result, "note": "已说明"}
    assert send(desk, "/desk/todo/callback", body).status_code == 200
    callback = Callback.objects.get()
    assert (callback.state, callback.attempts.get().result) == (state, result)


def test_no_call_needed_asks_why(desk: Client) -> None:
    body = {"callback": str(callback_asked().id), "result": "settled", "note": "  "}
    answer = send(desk, "/desk/todo/callback", body)
    assert (answer.status_code, answer.json()["problem"]["zh"]) == (400, "请写明为什么不需要再回电。")
    assert Callback.objects.get().state == "open"


@pytest.mark.parametrize("result", ["", "maybe", "interrupted", "failed"])
def test_other_results_are_refused(desk: Client, result: str) -> None:
    body = {"callback": str(callback_asked().id), "result": result}
    assert send(desk, "/desk/todo/callback", body).status_code == 400
    assert Callback.objects.get().attempts.count() == 0


def test_two_at_once_are_told(desk: Client, wang: Staff) -> None:
    body = {"callback": str(callback_asked().id), "result": "reached"}
    assert send(desk, "/desk/todo/callback", body).status_code == 200
    late = send(browser_of(wang), "/desk/todo/callback", body)
    assert (late.status_code, late.json()["problem"]["zh"]) == (409, "该回电已由别人办结。")
    assert send(browser_of(wang), "/desk/todo/number", body).status_code == 409
    assert Reveal.objects.count() == 0


def test_a_call_back_that_is_not_there(desk: Client) -> None:
    for path in ("callback", "number"):
        body = {"callback": str(new_id()), "result": "reached"}
        assert send(desk, f"/desk/todo/{path}", body).status_code == 404


def test_a_message_is_dealt_with_once(desk: Client, li: Staff, wang: Staff) -> None:
    body = {"message": str(voice_left().id), "note": "已回电答复"}
    assert send(desk, "/desk/todo/message", body).status_code == 200
    late = send(browser_of(wang), "/desk/todo/message", body)
    assert (late.status_code, late.json()["problem"]["zh"]) == (409, "这条留言已由别人处理。")
    assert VoiceMessageDone.objects.get().staff_id == li.id
    assert send(desk, "/desk/todo/message", {"message": str(new_id())}).status_code == 404


def test_a_message_left_to_do_may_be_heard_by_any_adviser_and_is_logged(desk: Client, wang: Staff) -> None:
    message = voice_left()
    recording = recording_make(message.interaction_id)
    browser = browser_of(wang)
    assert browser.get(f"/desk/recordings/{recording.id}.wav").status_code == 200
    assert browser.get(f"/desk/interactions/{message.interaction_id}").status_code == 200
    assert listened() == [wang.id]
    send(desk, "/desk/todo/message", {"message": str(message.id)})
    assert browser.get(f"/desk/recordings/{recording.id}.wav").status_code == 404
    assert desk.get(f"/desk/recordings/{recording.id}.wav").status_code == 200
