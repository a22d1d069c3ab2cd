"""The public number on staff pages is the centre's setting, never one of our own."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from hotline.accounts.models import Role, Staff

from .stage import browser_of

NUMBER = "96333"
OURS = re.compile(r"(?<![\w-])12333(?![\w-])")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/desk/", f'"number": "{NUMBER}"'),
        ("/desk/", f"坐席台 · {NUMBER}</title>"),
        ("/desk/interactions", f'href="/desk/">{NUMBER}</a>'),
        ("/desk/report", f'href="/desk/">{NUMBER}</a>'),
    ],
)
def test_a_page_shows_the_number_people_dial_here(li: Staff, settings: LazySettings, path: str, shown: str) -> None:
    settings.HOTLINE_NUMBER = NUMBER
    li.role = Role.SUPERVISOR
    li.save()
    page = browser_of(li).get(path).content.decode()
    assert shown in page
    assert OURS.findall(page) == []


def test_the_sign_in_shows_it_too(db: None, settings: LazySettings) -> None:
    settings.HOTLINE_NUMBER = NUMBER
    page = Client().get("/desk/sign-in").content.decode()
    assert f'<p class="brand">{NUMBER}</p>' in page
    assert OURS.findall(page) == []
