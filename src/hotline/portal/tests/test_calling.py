"""The telephone in the page."""

import re

import pytest
from django.conf import settings
from django.test import Client

from hotline.telephony.sip_accounts import CITIZEN_ACCOUNT, sip_password, sip_ticket_account

pytestmark = pytest.mark.django_db


def test_the_page_has_every_key_and_both_languages() -> None:
    page = Client().get("/call").content.decode()
    for key in "0123456789*#":
        assert page.count(f'data-key="{key}"') == 1
    for words in ("拨打", "Hang up", "麦克风", "The line was lost"):
        assert words in page
    assert sip_password(CITIZEN_ACCOUNT) not in page


def test_the_page_says_every_key_that_leads_somewhere_now() -> None:
    page = Client().get("/call").content.decode()
    assert re.findall(r"<dt>(.)</dt>", page) == ["0", "1", "2", "4", "8", "9"]


def test_a_ticket_opens_the_line_for_the_public_account_only() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/call")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    response = client.post("/call/ticket", headers={"x-csrftoken": token})
    passed = response.json()
    assert passed["account"] == CITIZEN_ACCOUNT
    assert passed["password"] == sip_password(CITIZEN_ACCOUNT)
    assert sip_ticket_account(passed["ticket"]) == CITIZEN_ACCOUNT
    assert "no-store" in response["Cache-Control"]


def test_a_ticket_is_given_to_the_page_alone() -> None:
    assert Client(enforce_csrf_checks=True).post("/call/ticket").status_code == 403
    assert Client().get("/call/ticket").status_code == 405
