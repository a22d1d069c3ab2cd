"""The screen at the end of a start."""

from __future__ import annotations

import io

import pytest

from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.keys import key_read, keys_ensure
from hotline.operations.places import Places
from hotline.operations.screen import padded, start_screen

CHINESE = {"LANG": "zh_CN.UTF-8"}


def screen(places: Places, environment: dict[str, str], *missing: PlainError) -> str:
    keys_ensure(places.keys)
    return start_screen(places, Console(out=io.StringIO(), environment=environment), missing=missing, seconds=4.4)


def test_it_names_addresses_accounts_number_and_what_to_try(places: Places) -> None:
    text = screen(places, {})
    for needed in (
        f"http://127.0.0.1:{places.web_port}/",
        f"http://127.0.0.1:{places.web_port}/desk/",
        "li · wang",
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


@pytest.mark.parametrize(("label", "width", "filled"), [("ab", 4, "ab  "), ("坐席", 6, "坐席  "), ("long", 2, "long")])
def test_labels_are_filled_by_terminal_columns(label: str, width: int, filled: str) -> None:
    assert padded(label, width) == filled
