"""What is in the way is said before anything is started."""

from __future__ import annotations

import os
import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from hotline.operations import preflight
from hotline.operations.errors import PlainError
from hotline.operations.places import Places
from hotline.operations.ports import Port, is_connected_to, process_with_sockets

Usage = namedtuple("Usage", "total used free")


def listening(port: int) -> socket.socket:
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen()
    return server


def test_with_everything_free_nothing_is_in_the_way(places: Places) -> None:
    preflight.preflight(places, running=frozenset())


def test_a_taken_port_is_named_with_its_holder_and_the_way_out(places: Places) -> None:
    with listening(places.web_port), pytest.raises(PlainError) as caught:
        preflight.check_ports(places, running=frozenset())
    for text in (caught.value.zh, caught.value.en):
        assert str(places.web_port) in text
        assert str(os.getpid()) in text
        assert "HOTLINE_PORT=" in text


def test_a_taken_sip_port_is_found_too(places: Places) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind(("127.0.0.1", places.sip_port))
        with pytest.raises(PlainError, match="SIP"):
            preflight.check_ports(places, running=frozenset())


def test_the_ports_of_our_own_running_services_are_ours(places: Places) -> None:
    with listening(places.web_port):
        preflight.check_ports(places, running=frozenset({"web"}))


def test_the_suggested_ports_are_others_and_in_range(home: Path) -> None:
    for base in (12330, 54000, 62000):
        error = preflight._taken(Port(base + 3, socket.SOCK_STREAM, "127.0.0.1", "网页", "pages"), base)
        suggested = int(error.en.rpartition("HOTLINE_PORT=")[2].split()[0])
        assert suggested != base
        Places.from_environment({"HOTLINE_PORT": str(suggested)}, checkout=home)


def test_a_disk_that_is_nearly_full_is_named(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 5 * 1024 * 1024))
    with pytest.raises(PlainError) as caught:
        preflight.check_disk(places)
    assert "5 MB" in caught.value.zh
    assert "HOTLINE_HOME" in caught.value.en


def test_a_folder_that_cannot_be_made_is_named(places: Places, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    blocked = Places.from_environment({"HOTLINE_HOME": str(blocker / "home")}, checkout=places.checkout)
    with pytest.raises(PlainError, match="HOTLINE_HOME"):
        preflight.check_disk(blocked)


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "PYTHON_FLOOR", (99, 0))
    with pytest.raises(PlainError, match="Python"):
        preflight.check_system()


def test_a_connection_is_seen_from_outside() -> None:
    with listening(0) as server:
        port = server.getsockname()[1]
        assert not is_connected_to(os.getpid(), port)
        with socket.create_connection(("127.0.0.1", port)):
            assert is_connected_to(os.getpid(), port)


def test_no_sockets_belong_to_nobody() -> None:
    assert process_with_sockets(set()) is None
