"""Commands about the call in hand: one's own, and no other."""

import uuid

import pytest
from django.test import Client

from hotline.accounts.models import AuditEntry, Staff
from hotline.acd.selectors import desk_state
from hotline.citizens.models import Citizen, Reveal
from hotline.inquiries.models import Engagement, Matter, Provenance
from hotline.inquiries.selectors import note_of
from hotline.telephony.models import CallState, Command

from .stage import MASKED, NUMBER, browser_of, call_arrives, call_over, call_taken, send


def call_state_make(interaction_id: uuid.UUID) -> None:
    CallState.objects.create(interaction_id=interaction_id, node="node1", epoch=1, seq=1, schema=1, state={})


def test_hold_and_resume_are_told_to_the_switchboard(desk: Client) -> None:
    interaction_id = call_taken()
    call_state_make(interaction_id)
    assert send(desk, "/desk/hold", {"interaction": str(interaction_id)}).status_code == 200
    assert send(desk, "/desk/resume", {"interaction": str(interaction_id)}).status_code == 200
    assert list(Command.objects.order_by("made_at").values_list("kind", "node")) == [
        ("hold", "node1"),
        ("resume", "node1"),
    ]


@pytest.mark.parametrize("path", ["/desk/hold", "/desk/resume"])
def test_nobody_holds_the_call_of_another(li: Staff, wang: Staff, path: str) -> None:
    interaction_id = call_taken()
    call_state_make(interaction_id)
    assert send(browser_of(wang), path, {"interaction": str(interaction_id)}).status_code == 409
    assert Command.objects.count() == 0


def test_the_number_is_shown_for_a_reason_and_logged(li: Staff, desk: Client) -> None:
    interaction_id = call_arrives()
    body = {"interaction": str(interaction_id), "reason": "回电确认"}
    assert send(desk, "/desk/reveal", body).json() == {"number": NUMBER}
    assert list(Reveal.objects.values_list("staff_id", "reason")) == [(li.id, "回电确认")]
    assert AuditEntry.objects.filter(action="contact.revealed", staff=li).count() == 1


def test_the_number_stays_hidden_without_reason_or_right(li: Staff, wang: Staff, desk: Client) -> None:
    interaction_id = call_arrives()
    assert send(desk, "/desk/reveal", {"interaction": str(interaction_id), "reason": "  "}).status_code == 400
    other = send(browser_of(wang), "/desk/reveal", {"interaction": str(interaction_id), "reason": "curious"})
    assert other.status_code == 403
    assert NUMBER not in other.content.decode()
    assert Reveal.objects.count() == 0


def test_the_elder_mark_is_set_and_taken_back(wang: Staff, desk: Client) -> None:
    interaction_id = call_taken()
    asked = {"interaction": str(interaction_id), "elder": True}
    assert send(browser_of(wang), "/desk/elder", asked).status_code == 403
    assert Citizen.objects.get().elder is False
    assert send(desk, "/desk/elder", asked).status_code == 200
    assert Citizen.objects.get().elder is True
    assert send(desk, "/desk/elder", asked | {"elder": "no"}).status_code == 400
    assert send(desk, "/desk/elder", asked | {"elder": False}).status_code == 200
    assert Citizen.objects.get().elder is False


def wrap_up_of(engagement: Engagement, **changes: object) -> dict[str, object]:
    matter = {"type_code": "42", "disposition": "answered", "note": "单位拖欠工资", "entries": []}
    body: dict[str, object] = {"engagement": str(engagement.id), "matters": [matter], "next": "ready", "reason": ""}
    return body | changes


def test_the_wrap_up_is_recorded_and_frees_the_desk(li: Staff, desk: Client) -> None:
    engagement = call_over()
    assert send(desk, "/desk/wrap-up", wrap_up_of(engagement)).status_code == 200
    matter = Matter.objects.get()
    assert (matter.n, matter.type_code, matter.disposition, matter.recorded_by_id) == (1, "42", "answered", li.id)
    assert note_of(interaction_id=engagement.interaction_id, n=1) == "单位拖欠工资"
    assert Provenance.objects.count() == 0
    state = desk_state(staff_id=li.id)
    assert state is not None
    assert (state.state, state.engagement_id) == ("ready", None)


def test_a_break_after_the_wrap_up_has_a_reason(li: Staff, desk: Client) -> None:
    engagement = call_over()
    assert send(desk, "/desk/wrap-up", wrap_up_of(engagement, next="not_ready")).status_code == 400
    assert send(desk, "/desk/wrap-up", wrap_up_of(engagement, next="not_ready", reason="meal")).status_code == 200
    state = desk_state(staff_id=li.id)
    assert state is not None
    assert (state.state, state.reason) == ("not_ready", "meal")


def test_the_wrap_up_waits_for_the_end_of_the_talk(desk: Client) -> None:
    interaction_id = call_taken()
    engagement = Engagement.objects.get(interaction_id=interaction_id)
    answer = send(desk, "/desk/wrap-up", wrap_up_of(engagement))
    assert answer.status_code == 409
    assert answer.json()["problem"]["en"] == "The call is not over. Hang up, then finish."
    assert Matter.objects.count() == 0


def test_nobody_wraps_up_for_another(wang: Staff, desk: Client) -> None:
    engagement = call_over()
    assert send(browser_of(wang), "/desk/wrap-up", wrap_up_of(engagement)).status_code == 403
    assert Matter.objects.count() == 0


@pytest.mark.parametrize(
    "matters",
    [
        [],
        "none",
        [5],
        [{"type_code": "", "disposition": "answered"}],
        [{"type_code": "42", "disposition": "gone"}],
        [{"type_code": "42", "disposition": "answered", "entries": ["17"]}],
        [{"type_code": "42", "disposition": "answered"}] * 21,
    ],
)
def test_an_incomplete_wrap_up_records_nothing(li: Staff, desk: Client, matters: object) -> None:
    engagement = call_over()
    assert send(desk, "/desk/wrap-up", wrap_up_of(engagement, matters=matters)).status_code == 400
    assert Matter.objects.count() == 0
    state = desk_state(staff_id=li.id)
    assert state is not None
    assert state.state == "wrap_up"


def test_only_the_masked_number_is_on_the_pages(li: Staff, desk: Client) -> None:
    interaction_id = call_taken()
    for path in ("/desk/", "/desk/interactions", f"/desk/interactions/{interaction_id}"):
        page = desk.get(path).content.decode()
        assert NUMBER not in page
    assert MASKED in page
