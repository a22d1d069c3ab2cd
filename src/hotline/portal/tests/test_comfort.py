"""Larger type, remembered by a cookie."""

import pytest
from django.test import Client

from hotline.portal.elder import ELDER_COOKIE

pytestmark = pytest.mark.django_db


def test_larger_type_is_the_same_page_with_other_tokens() -> None:
    client = Client()
    assert "data-elder" not in client.get("/topics/").content.decode()
    back = client.post("/elder", {"elder": "1", "next": "/topics/?day=2020-01-01"})
    assert (back.status_code, back["Location"]) == (302, "/topics/?day=2020-01-01")
    for path in ("/topics/", "/", "/call", "/nothing"):
        assert 'data-face="portal" data-elder>' in client.get(path).content.decode()
    client.post("/elder", {"elder": "0", "next": "/"})
    assert "data-elder" not in client.get("/topics/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "\\\\x"]
)
def test_the_way_back_stays_on_our_pages(away: str) -> None:
    assert Client().post("/elder", {"elder": "1", "next": away})["Location"] == "/"


def test_only_a_post_changes_it() -> None:
    response = Client().get("/elder?elder=1")
    assert response.status_code == 405
    assert ELDER_COOKIE not in response.cookies
