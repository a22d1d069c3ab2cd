"""Nobody's page without sign-in, nobody's command from elsewhere."""

import pytest
from django.test import Client

from hotline.accounts.models import AuditEntry, Role, Staff
from hotline.acd.selectors import desk_state
from hotline.kernel.ids import new_id

from .stage import PASSWORD, browser_of, call_taken, send, staff_make

ID = new_id()
PAGES = ["/desk/", "/desk/interactions", f"/desk/interactions/{ID}"]
READINGS = [
    "/desk/search?q=a",
    f"/desk/entries/{ID}",
    f"/desk/interactions/{ID}/story",
    f"/desk/recordings/{ID}.wav",
    f"/desk/recordings/{ID}/peaks",
]
COMMANDS = [
    "/desk/ticket",
    "/desk/alive",
    "/desk/gone",
    "/desk/presence",
    "/desk/language",
    "/desk/hold",
    "/desk/resume",
    "/desk/reveal",
    "/desk/elder",
    "/desk/wrap-up",
    "/desk/sign-out",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_to_the_sign_in(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/desk/sign-in?next={path}"


@pytest.mark.parametrize("path", READINGS)
def test_a_reading_is_refused_without_sign_in(db: None, path: str) -> None:
    assert Client().get(path).status_code == 401


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_is_refused_without_sign_in(db: None, path: str) -> None:
    answer = send(Client(), path)
    assert answer.status_code == 401
    assert answer.json()["problem"]["zh"] == "登录已过期，请重新登录。"


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_needs_its_token(li: Staff, path: str) -> None:
    assert send(browser_of(li, checks_csrf=True), path).status_code == 403


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_is_no_link(desk: Client, path: str) -> None:
    assert desk.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/desk/", "/desk/interactions"])
def test_an_editor_has_no_desk(chen: Staff, path: str) -> None:
    answer = browser_of(chen).get(path)
    assert answer.status_code == 403
    assert "您的角色不能使用这项功能" in answer.content.decode()


def test_an_editor_commands_nothing(chen: Staff) -> None:
    assert send(browser_of(chen), "/desk/ticket", {"for": "live"}).status_code == 403


def test_signing_in_begins_the_day_not_ready(wang: Staff) -> None:
    answer = Client().post("/desk/sign-in", {"username": "wang", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    state = desk_state(staff_id=wang.id)
    assert state is not None
    assert (state.signed_in, state.state, state.reason) == (True, "not_ready", "signed_in")
    assert [entry.action for entry in AuditEntry.objects.filter(staff=wang)] == ["staff.signed_in"]


def test_a_wrong_password_says_what_to_do(wang: Staff) -> None:
    answer = Client().post("/desk/sign-in", {"username": "wang", "password": "wrong"})
    assert answer.status_code == 401
    assert "用户名或密码不对" in answer.content.decode()
    assert desk_state(staff_id=wang.id) is None


def test_signing_in_never_leads_elsewhere(wang: Staff) -> None:
    goal = {"username": "wang", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert Client().post("/desk/sign-in", goal).headers["Location"] == "/desk/"


def test_signing_out_ends_the_session(li: Staff, desk: Client) -> None:
    assert send(desk, "/desk/sign-out").status_code == 200
    assert desk.get("/desk/").status_code == 302
    state = desk_state(staff_id=li.id)
    assert state is not None
    assert state.state == "signed_out"


def test_nobody_signs_out_of_a_call(desk: Client) -> None:
    call_taken()
    answer = send(desk, "/desk/sign-out")
    assert answer.status_code == 409
    assert answer.json()["problem"]["en"] == "You are on a call. Hang up first."
    assert desk.get("/desk/").status_code == 200


def test_only_those_who_lead_get_the_report(desk: Client, zhao: Staff) -> None:
    assert desk.get("/desk/").context["setup"]["reports_url"] is None
    assert browser_of(zhao).get("/desk/").context["setup"]["reports_url"] == "/desk/report"


@pytest.mark.parametrize("role", list(Role))
def test_the_report_is_offered_to_whom_it_is_shown(db: None, role: Role) -> None:
    browser = browser_of(staff_make("sun", role, work_number="4001"))
    is_shown = browser.get("/desk/report").status_code == 200
    pages = {path: browser.get(path) for path in ("/desk/interactions", "/desk/todo")}
    offered = {'href="/desk/report"' in page.content.decode() for page in pages.values() if page.status_code == 200}
    assert offered <= {is_shown}
    desk = browser.get("/desk/")
    if desk.status_code == 200:
        assert desk.context["setup"]["reports_url"] == ("/desk/report" if is_shown else None)
