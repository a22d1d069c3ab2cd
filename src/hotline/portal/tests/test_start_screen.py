"""What the command line's last screen is told."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from hotline.portal.tries import TRIES

pytestmark = pytest.mark.usefixtures("centre")


def told(*arguments: str) -> str:
    """What the command writes."""
    out = StringIO()
    call_command("start_screen", *arguments, stdout=out)
    return out.getvalue()


def test_the_screen_as_json() -> None:
    text = told("--json")
    screen = json.loads(text)
    assert set(screen) == {"number", "addresses", "accounts", "password_file", "tries"}
    assert screen["number"] == "12333"
    assert [account["username"] for account in screen["accounts"]] == ["li", "wang", "zhao", "chen"]
    assert screen["accounts"][2] == {"role": {"zh": "班长", "en": "Supervisor"}, "username": "zhao", "name": "赵敏"}
    assert [one["zh"] for one in screen["tries"]] == [one.what.zh for one in TRIES]
    assert settings.HOTLINE_DEMO_PASSWORD not in text


def test_the_screen_to_read() -> None:
    lines = told().splitlines()
    assert lines[0] == "12333"
    assert "班长 Supervisor: zhao" in lines
