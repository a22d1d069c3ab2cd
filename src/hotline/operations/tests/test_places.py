"""Places: defaults, settings, ports and the environment of children."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.operations.errors import PlainError
from hotline.operations.places import LONGEST_SOCKET_FOLDER, Places, digest_of, settings_read


def places_at(checkout: Path, *, is_root: bool = False, **settings: str) -> Places:
    return Places.from_environment(settings, checkout=checkout, is_root=is_root)


def test_an_ordinary_user_keeps_the_data_in_the_checkout(tmp_path: Path) -> None:
    assert places_at(tmp_path).home == tmp_path / ".hotline"


def test_root_keeps_the_data_where_other_users_may_pass(tmp_path: Path) -> None:
    places = places_at(tmp_path, is_root=True)
    assert places.home == Path("/var/lib/hotline") / digest_of(str(tmp_path))
    assert places.cache == Path("/var/cache/hotline")


def test_two_checkouts_never_share_data(tmp_path: Path) -> None:
    first, second = (places_at(tmp_path / name, is_root=True).home for name in ("one", "two"))
    assert first != second


def test_days_are_whole_numbers(tmp_path: Path) -> None:
    assert places_at(tmp_path).days("KEEP_X_DAYS", 30) == 30
    assert places_at(tmp_path, HOTLINE_KEEP_X_DAYS="7").days("KEEP_X_DAYS", 30) == 7


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "a month", "²", "99999"])
def test_other_days_are_refused_with_what_to_write(tmp_path: Path, text: str) -> None:
    with pytest.raises(PlainError) as refused:
        places_at(tmp_path, HOTLINE_KEEP_X_DAYS=text).days("KEEP_X_DAYS", 30)
    assert (
        refused.value.en == f"HOTLINE_KEEP_X_DAYS is {text!r}: give a number of days, a whole number from 1 to 36500."
    )


def test_ports_follow_the_base(tmp_path: Path) -> None:
    places = places_at(tmp_path, HOTLINE_PORT="20000")
    assert (places.web_port, places.https_port, places.asterisk_http_port) == (20003, 20004, 20005)
    assert (places.sip_port, places.ami_port) == (20006, 20007)
    assert places.rtp_ports == (21000, 22999)
    assert places.udptl_ports == (23000, 23499)


def test_the_default_page_is_at_the_number_people_dial(tmp_path: Path) -> None:
    places = places_at(tmp_path)
    assert (places.web_port, places.number) == (12333, "12333")


@pytest.mark.parametrize("text", ["80", "0", "-1", "62001", "70000", "abc", "12330.5", "１２３３０"])
def test_a_base_port_that_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(PlainError) as caught:
        places_at(tmp_path, HOTLINE_PORT=text)
    assert text in caught.value.zh
    assert "HOTLINE_PORT" in caught.value.en


@pytest.mark.parametrize("name", ["a b", "node;rm", "../x", "n" * 40, "Ä"])
def test_a_node_name_that_would_spoil_channel_ids_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlainError, match="HOTLINE_NODE"):
        places_at(tmp_path, HOTLINE_NODE=name)


def test_the_settings_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "hotline.env").write_text(
        "# our centre\n\nHOTLINE_PORT=20000\nexport HOTLINE_NODE='north'\n"
        "PATH=/evil\nHOTLINE_BIND = 192.0.2.7\nnonsense\n",
        encoding="utf-8",
    )
    assert settings_read(tmp_path / "hotline.env") == {
        "HOTLINE_PORT": "20000",
        "HOTLINE_NODE": "north",
        "HOTLINE_BIND": "192.0.2.7",
    }
    places = places_at(tmp_path, HOTLINE_PORT="30000")
    assert (places.base_port, places.node, places.is_open_to_others) == (30000, "north", True)


def test_an_empty_setting_counts_as_not_set(tmp_path: Path) -> None:
    places = places_at(tmp_path, HOTLINE_PORT="", HOTLINE_HOME="", HOTLINE_DATABASE="", HOTLINE_BIND="")
    assert places == places_at(tmp_path) or places.home == tmp_path / ".hotline"
    assert (places.base_port, places.bind, places.is_database_embedded) == (12330, "127.0.0.1", True)


def test_socket_folders_stay_short_however_deep_the_data_lies(tmp_path: Path) -> None:
    deep = places_at(tmp_path, HOTLINE_HOME=str(tmp_path / ("d" * 90)))
    for folder in (deep.postgres_socket, deep.asterisk_run):
        assert len(str(folder)) <= LONGEST_SOCKET_FOLDER
    assert deep.postgres_socket != deep.asterisk_run
    shallow = places_at(tmp_path, HOTLINE_HOME="/srv/h")
    assert shallow.postgres_socket == Path("/srv/h/run/pg")


def test_a_database_of_the_operators_own_is_used_as_it_is_given(tmp_path: Path) -> None:
    places = places_at(tmp_path, HOTLINE_DATABASE="host=db user=h dbname=h")
    assert not places.is_database_embedded
    assert places.database == "host=db user=h dbname=h"


def test_children_get_every_place_resolved_and_keep_the_rest(tmp_path: Path) -> None:
    places = places_at(tmp_path, HOTLINE_PORT="20000", HOTLINE_TRUNK_HOST="sip.example.org")
    environment = places.child_environment({"PATH": "/bin", "HOTLINE_PORT": "1"})
    assert environment["PATH"] == "/bin"
    assert environment["HOTLINE_PORT"] == "20000"
    assert environment["HOTLINE_HOME"] == str(tmp_path / ".hotline")
    assert environment["HOTLINE_DATABASE"] == places.database
    assert environment["HOTLINE_TRUNK_HOST"] == "sip.example.org"
    assert environment["PYTHONPATH"] == str(tmp_path / "src")


def test_a_child_computes_the_same_places_as_its_parent(tmp_path: Path) -> None:
    parent = places_at(tmp_path, HOTLINE_PORT="20000", HOTLINE_NODE="north")
    child = Places.from_environment(parent.child_environment({}), checkout=tmp_path, is_root=False)
    for name in ("home", "cache", "base_port", "database", "node", "bind", "sip_bind", "number"):
        assert getattr(child, name) == getattr(parent, name), name
