"""Entries to read, as of a day, in both languages, without a script."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from hotline.kernel import clock
from hotline.knowledge.selectors import entries_most_asked, entry_as_of

from .browsers import english

pytestmark = pytest.mark.usefixtures("centre")

LATE_AT_NIGHT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
"""Half past midnight where the centre is: 2026-11-24."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATE_AT_NIGHT)


def test_the_list_has_every_entry_that_holds_once() -> None:
    page = Client().get("/topics/").content.decode()
    for entry in entries_most_asked(limit=1000):
        assert page.count(f'href="/topics/{entry.code}/"') == 1
        assert entry.title.zh in page


def test_an_entry_says_answer_basis_dates_and_how_to_hear_it() -> None:
    entry = entry_as_of(code="1001", day=date(2026, 11, 24))
    assert entry is not None
    page = Client().get("/topics/1001/").content.decode()
    for paragraph in entry.body("zh"):
        assert paragraph in page
    assert "《中华人民共和国社会保险法》（2018年12月29日版）第四十五条" in page
    assert "2011年7月1日起有效" in page
    assert '拨 <strong>12333</strong>，按 <strong>2</strong>，再按 <strong class="code">1001</strong>' in page


def test_an_entry_in_english() -> None:
    entry = entry_as_of(code="1001", day=date(2026, 11, 24))
    assert entry is not None
    page = english().get("/topics/1001/").content.decode()
    for paragraph in entry.body("en"):
        assert paragraph in page
    assert '<article class="entry" lang="en">' in page
    assert [letter for letter in page if "一" <= letter <= "鿿"] == ["中", "文"]


def test_today_is_the_day_where_the_centre_is() -> None:
    shown = [Client().get(f"/topics/{query}").context for query in ("", "?day=2026-11-24", "?day=2026-11-23")]
    assert [(page["day"].isoformat(), page["is_today"]) for page in shown] == [
        ("2026-11-24", True),
        ("2026-11-24", True),
        ("2026-11-23", False),
    ]


def test_the_day_asked_for_decides_and_is_said() -> None:
    coming = "2009"
    missing = Client().get(f"/topics/{coming}/")
    assert missing.status_code == 404
    assert "还没有生效" in missing.content.decode()
    first_day = missing.context["first_day"].isoformat()
    then = Client().get(f"/topics/{coming}/?day={first_day}")
    assert then.status_code == 200
    assert f"按这一天的规定显示： <strong>{first_day}</strong>" in then.content.decode()
    listed = Client().get(f"/topics/?day={first_day}").content.decode()
    assert f'href="/topics/{coming}/?day={first_day}"' in listed


def test_an_entry_that_no_longer_holds_says_until_when() -> None:
    gone = Client().get("/topics/4008/")
    assert gone.status_code == 404
    assert "已经失效，最后有效的一天是 <strong>2024-12-31</strong>" in gone.content.decode()
    assert Client().get("/topics/4008/?day=2024-12-31").status_code == 200
    assert Client().get("/topics/4008/?day=2025-01-01").status_code == 404


def test_a_code_that_leads_nowhere_offers_the_search() -> None:
    page = Client().get("/topics/9999/")
    assert page.status_code == 404
    assert "没有编号 9999 的条目" in page.content.decode()
    assert 'action="/search"' in page.content.decode()


@pytest.mark.parametrize("path", ["/topics/10 01/", "/topics/10011/", "/topics/abcd/", "/topics/１００１/", "/nothing"])
def test_addresses_that_are_none_get_a_page_in_words(path: str) -> None:
    page = Client().get(path)
    assert page.status_code == 404
    assert "没有这一页" in page.content.decode()


@pytest.mark.parametrize("day", ["24.11.2026", "2026-13-01", "0001-01-01", "9999-12-31", "today", "2026-11-24\x00"])
def test_a_day_that_means_nothing_is_refused_and_today_shown(day: str) -> None:
    page = Client().get("/topics/1001/", {"day": day})
    assert page.status_code == 400
    assert "没有看懂这个日期" in page.content.decode()
    assert page.context["day"] == date(2026, 11, 24)


def test_the_search_finds_everyday_words_and_codes() -> None:
    found = Client().get("/search", {"q": "失业金怎么领"})
    # Of the few entries here two are about this benefit: how to claim it, and for how long.
    assert {hit[0] for hit in found.context["hits"][:2]} == {"1001", "1002"}
    assert Client().get("/search", {"q": "1001"}).context["hits"][0][0] == "1001"
    assert english().get("/search", {"q": "unemployment benefit"}).context["hits"][0][1].isascii()


def test_the_search_says_when_nothing_fits_and_when_nothing_was_asked() -> None:
    nothing = Client().get("/search", {"q": "qzxqzxqzx"})
    assert nothing.context["hits"] == []
    assert "没有找到" in nothing.content.decode()
    empty = Client().get("/search", {"q": "   "})
    assert "没有找到" not in empty.content.decode()
    assert [code for code, _ in empty.context["suggested"]] == ["1001", "4001", "3001", "1002"]


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '" onfocus="alert(1)', "失业" * 5000, "\x00", "%s %(x)s {{ 7 }}"]
)
def test_hostile_words_are_only_words(query: str) -> None:
    page = Client().get("/search", {"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert '" onfocus="' not in page.content.decode()


def test_pages_work_without_a_script() -> None:
    for path in ("/", "/topics/", "/topics/1001/", "/search?q=社保"):
        page = Client().get(path).content.decode()
        assert page.count("<script") == 1  # only the module that shows the print button
        assert "onclick" not in page
