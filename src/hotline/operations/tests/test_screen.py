"""The screen at the end of a start."""

from __future__ import annotations

import io

import pytest

from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.keys import key_read, keys_ensure
from hotline.operations.places import Places
from hotline.operations.screen import facts_by_default, padded, screen_facts, start_screen

CHINESE = {"LANG": "zh_CN.UTF-8"}


def screen(places: Places, environment: dict[str, str], *missing: PlainError) -> str:
    keys_ensure(places.keys)
    console = Console(out=io.StringIO(), environment=environment)
    return start_screen(places, console, facts=facts_by_default(places), missing=missing, seconds=4.4)


def test_it_names_addresses_accounts_number_and_what_to_try(places: Places) -> None:
    text = screen(places, {})
    for needed in (
        f"http://127.0.0.1:{places.web_port}/",
        f"http://127.0.0.1:{places.web_port}/desk/",
        "li",
        "zhao",
        "chen",
        key_read(places.keys, "demo.password"),
        f"sip:12333@127.0.0.1:{places.sip_port}",
        "./hotline call --keys 2,1001",
        "./hotline down",
        "(4 s)",
    ):
        assert needed in text, needed


def test_it_fits_a_screen(places: Places) -> None:
    lines = screen(places, {}).splitlines()
    assert len(lines) <= 24
    assert max(len(padded(line, 0)) for line in lines) <= 100


def test_chinese_operators_see_no_english(places: Places) -> None:
    text = screen(places, CHINESE)
    assert "热线已就绪" in text
    assert "ready" not in text
    assert "Password" not in text


def test_what_is_missing_is_said(places: Places) -> None:
    assert "Missing" not in screen(places, {})
    assert "no telephone engine" in screen(places, {}, PlainError(zh="没有电话引擎", en="no telephone engine"))


def test_other_computers_are_told_their_address_where_they_may_come(places: Places) -> None:
    opened = Places.from_environment({**places.settings, "HOTLINE_BIND": "192.0.2.7"}, checkout=places.checkout)
    assert "https://" not in screen(places, {})
    assert f":{places.https_port}/" in screen(opened, {})


TOLD = {
    "addresses": [{"name": {"zh": "首页", "en": "Front page"}, "url": "http://127.0.0.1:1/"}],
    "accounts": [{"role": {"zh": "坐席", "en": "Adviser"}, "username": "li", "name": "李静"}],
    "tries": [{"zh": "拨打。", "en": "Call.", "command": ""}],
}


@pytest.fixture
def asked(places: Places, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The front page, pretended: how often it was asked."""
    calls: list[str] = []

    def ask(*_: object) -> dict[str, object]:
        calls.append("asked")
        return dict(TOLD)

    monkeypatch.setattr("hotline.operations.screen._ask", ask)
    places.run.mkdir(parents=True)
    return calls


def test_what_the_front_page_tells_is_asked_once(places: Places, asked: list[str]) -> None:
    assert screen_facts(places, {}) == TOLD
    assert screen_facts(places, {}) == TOLD
    assert asked == ["asked"]


def test_other_ports_are_asked_for_anew(places: Places, asked: list[str]) -> None:
    screen_facts(places, {})
    other = Places.from_environment({**places.settings, "HOTLINE_PORT": "20000"}, checkout=places.checkout)
    screen_facts(other, {})
    assert len(asked) == 2


def test_a_damaged_memory_is_asked_for_anew(places: Places, asked: list[str]) -> None:
    (places.run / "screen.json").write_text('{"from": 1}', encoding="utf-8")
    assert screen_facts(places, {}) == TOLD
    assert len(asked) == 1


def test_a_front_page_that_cannot_be_asked_is_done_without(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    places.run.mkdir(parents=True)
    monkeypatch.setattr("hotline.operations.screen._ask", lambda *_: None)
    assert screen_facts(places, {}) == facts_by_default(places)
    assert not (places.run / "screen.json").exists()


def test_names_and_things_to_try_are_shown_in_both_languages(places: Places) -> None:
    keys_ensure(places.keys)
    console = Console(out=io.StringIO(), environment={})
    lines = start_screen(places, console, facts=TOLD, missing=(), seconds=1).splitlines()
    assert [line.split()[-2:] for line in lines if "李静" in line] == [["li", "李静"]]
    place = lines.index("  1. 拨打。")
    assert lines[place + 1] == "     Call."


@pytest.mark.parametrize(("label", "width", "filled"), [("ab", 4, "ab  "), ("坐席", 6, "坐席  "), ("long", 2, "long")])
def test_labels_are_filled_by_terminal_columns(label: str, width: int, filled: str) -> None:
    assert padded(label, width) == filled
