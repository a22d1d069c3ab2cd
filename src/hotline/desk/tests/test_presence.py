"""Signs of life, presence, tickets, language."""

import json
import uuid

import pytest
from django.test import Client

from hotline.accounts.models import Staff
from hotline.acd.models import AgentDesk
from hotline.desk.tickets import live_ticket_staff
from hotline.telephony.sip_accounts import sip_password, sip_ticket_account

from .stage import browser_of, send


def desk_of(staff: Staff) -> AgentDesk:
    return AgentDesk.objects.get(pk=staff.pk)


def test_the_page_is_alive_while_its_telephone_is_registered(wang: Staff) -> None:
    browser = browser_of(wang)
    browser.get("/desk/")
    before = desk_of(wang).screen_alive_until
    send(browser, "/desk/alive", {"phone": False})
    assert desk_of(wang).screen_alive_until == before
    send(browser, "/desk/alive", {"phone": True})
    assert 9 < (desk_of(wang).screen_alive_until - before).total_seconds() < 15


def test_a_closed_page_is_not_ready(li: Staff, desk: Client) -> None:
    assert desk.post("/desk/gone").status_code == 200
    assert (desk_of(li).presence, desk_of(li).reason) == ("not_ready", "screen_lost")


def test_a_closed_page_keeps_the_reason_it_had(li: Staff, desk: Client) -> None:
    send(desk, "/desk/presence", {"presence": "not_ready", "reason": "meal"})
    desk.post("/desk/gone")
    assert desk_of(li).reason == "meal"


def test_presence_and_back(li: Staff, desk: Client) -> None:
    assert send(desk, "/desk/presence", {"presence": "not_ready", "reason": "training"}).status_code == 200
    assert (desk_of(li).presence, desk_of(li).reason) == ("not_ready", "training")
    assert send(desk, "/desk/presence", {"presence": "ready"}).status_code == 200
    assert (desk_of(li).presence, desk_of(li).reason) == ("ready", "")


@pytest.mark.parametrize(
    "body",
    [{}, {"presence": "not_ready"}, {"presence": "not_ready", "reason": "sulking"}, {"presence": "talking"}],
)
def test_presence_needs_sense(li: Staff, desk: Client, body: dict[str, str]) -> None:
    assert send(desk, "/desk/presence", body).status_code == 400
    assert desk_of(li).presence == "ready"


@pytest.mark.parametrize("raw", ["", "[]", "{", "nonsense", json.dumps({"presence": 5}), "x" * 70_000])
def test_bad_bodies_are_refused_in_words(desk: Client, raw: str) -> None:
    answer = desk.post("/desk/presence", data=raw, content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.json()["problem"]) == {"zh", "en"}


def test_tickets_are_for_one_thing_and_one_person(li: Staff, desk: Client) -> None:
    live = send(desk, "/desk/ticket", {"for": "live"}).json()["live"]
    sip = send(desk, "/desk/ticket", {"for": "sip"}).json()["sip"]
    assert live_ticket_staff(live) == li.id
    assert sip_ticket_account(sip) == "a1001"
    assert live_ticket_staff(sip) is None
    assert sip_ticket_account(live) is None
    assert send(desk, "/desk/ticket", {"for": "tea"}).status_code == 400


def test_the_document_brings_the_telephone_and_no_more(desk: Client) -> None:
    setup = desk.get("/desk/").context["setup"]
    assert setup["phone"] == {"account": "a1001", "password": sip_password("a1001")}
    assert len(sip_password("a1001")) == 32
    assert sip_password("a1001") != sip_password("a1002")


def test_the_language_stays(li: Staff, desk: Client) -> None:
    assert 'lang="zh-Hans"' in desk.get("/desk/").content.decode()
    assert send(desk, "/desk/language", {"language": "en"}).status_code == 200
    li.refresh_from_db()
    assert li.language == "en"
    assert 'lang="en"' in desk.get("/desk/").content.decode()
    assert send(desk, "/desk/language", {"language": "fr"}).status_code == 400


def test_nobody_commands_with_an_id_that_is_none(desk: Client) -> None:
    for path in ("/desk/hold", "/desk/resume", "/desk/reveal", "/desk/wrap-up"):
        assert send(desk, path, {"interaction": "17", "engagement": "17"}).status_code == 400
    assert send(desk, "/desk/hold", {"interaction": str(uuid.uuid4())}).status_code == 409
