"""The front page, and becoming one of the sample's people."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hotline.accounts.models import AuditEntry, Staff
from hotline.kernel import clock
from hotline.portal.selectors import centre_parts, demo_people
from hotline.portal.selectors.parts import HEARD_WITHIN
from hotline.telephony.models import Node

from .browsers import ELSEWHERE, english

BECOME = "/become"


def test_an_empty_centre_says_what_will_appear(db: None) -> None:
    page = Client().get("/").content.decode()
    assert "还没有载入知识条目" in page
    assert "以此身份进入" not in page


@pytest.mark.usefixtures("centre")
def test_the_front_page_leads_to_everything() -> None:
    page = Client().get("/").content.decode()
    for link in ('href="/topics/"', 'href="/call"', 'action="/search"', 'href="/topics/1001/"', 'action="/elder"'):
        assert link in page
    assert 'lang="zh-Hans"' in page
    assert "每天24小时服务" in page


@pytest.mark.usefixtures("centre")
def test_in_english_no_chinese_is_left_but_names() -> None:
    page = english().get("/").content.decode()
    for person in demo_people():
        page = page.replace(person.name, "")
    assert [letter for letter in page if "一" <= letter <= "鿿"] == ["中", "文"]


@pytest.mark.usefixtures("centre")
def test_on_the_centres_machine_the_people_and_what_runs_are_shown() -> None:
    page = Client().get("/")
    assert [person.username for person in page.context["people"]] == ["li", "wang", "zhao", "chen"]
    assert [part.name.en for part in page.context["parts"]] == [
        "Pages",
        "Telephone engine",
        "Switchboard",
        "Natural voice",
    ]
    assert "./hotline call --keys 2,1001" in page.content.decode()


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize("meta", [
    ELSEWHERE,
    {"REMOTE_ADDR": "::ffff:192.0.2.7"},
    {"REMOTE_ADDR": ""},
    {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    {"HTTP_FORWARDED": "for=127.0.0.1"},
    {"HTTP_VIA": "1.1 proxy"},
])  # fmt: skip
def test_from_elsewhere_nothing_of_the_inside_is_shown_or_done(meta: dict[str, Any]) -> None:
    client = Client(**meta)
    page = client.get("/")
    assert (page.context["people"], page.context["parts"], page.context["tries"]) == ((), (), ())
    assert client.post(BECOME, {"username": "zhao"}).status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
def test_every_loopback_address_is_this_machine(address: str) -> None:
    assert Client(REMOTE_ADDR=address).get("/").context["people"] != ()


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize(("username", "work"), [
    ("li", "/desk/"),
    ("wang", "/desk/"),
    ("zhao", "/desk/report"),
    ("chen", "/topics/"),
])  # fmt: skip
def test_one_click_signs_in_and_is_on_the_audit_trail(username: str, work: str) -> None:
    client = Client()
    response = client.post(BECOME, {"username": username})
    assert (response.status_code, response["Location"]) == (302, work)
    staff = Staff.objects.get(username=username)
    assert client.session["_auth_user_id"] == str(staff.pk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.staff_id, entry.subject) == ("staff.demo_signed_in", staff.pk, f"staff:{staff.pk}")


@pytest.mark.usefixtures("centre")
def test_only_demo_people_can_be_become() -> None:
    Staff.objects.create_user(username="real", password=settings.HOTLINE_DEMO_PASSWORD, work_number="9001")
    for username in ("real", "", "nobody", "li\x00"):
        client = Client()
        assert client.post(BECOME, {"username": username}).status_code == 403
        assert "_auth_user_id" not in client.session
    assert not AuditEntry.objects.exists()


@pytest.mark.usefixtures("centre")
def test_an_account_with_a_password_of_its_own_is_no_demo() -> None:
    staff = Staff.objects.get(username="zhao")
    staff.set_password("changed by its owner")
    staff.save()
    client = Client()
    assert client.post(BECOME, {"username": "zhao"}).status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("centre")
def test_a_dismissed_account_is_neither_shown_nor_become() -> None:
    Staff.objects.filter(username="zhao").update(is_active=False)
    assert "zhao" not in {person.username for person in demo_people()}
    assert Client().post(BECOME, {"username": "zhao"}).status_code == 403


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize(("name", "value"), [("HOTLINE_DEMO", False), ("HOTLINE_DEMO_PASSWORD", "")])
def test_a_centre_that_is_not_for_trying_has_no_demo(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    monkeypatch.setattr(settings, name, value)
    assert demo_people() == ()
    assert Client().post(BECOME, {"username": "li"}).status_code == 403


@pytest.mark.usefixtures("centre")
def test_becoming_needs_the_token_of_the_page_and_a_post() -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(BECOME, {"username": "li"})
    assert refused.status_code == 403
    assert "请回到上一页" in refused.content.decode()
    assert client.get(BECOME).status_code == 405
    client.get("/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    assert client.post(BECOME, {"username": "li", "csrfmiddlewaretoken": token}).status_code == 302


def test_a_part_that_does_not_answer_is_said_to_be_down(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "HOTLINE_ARI_URL", "http://127.0.0.1:1/ari")
    monkeypatch.setattr(settings, "HOTLINE_CACHE", tmp_path)
    assert [part.runs for part in centre_parts()] == [True, False, False, False]


def test_a_switchboard_heard_lately_runs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    Node.objects.create(name=settings.HOTLINE_NODE, heard_at=now)
    assert centre_parts()[2].runs
    monkeypatch.setattr(clock, "now", lambda: now + HEARD_WITHIN)
    assert not centre_parts()[2].runs
