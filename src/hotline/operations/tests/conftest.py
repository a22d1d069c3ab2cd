"""Fixtures of this room: a centre's places in a folder of the test."""

from __future__ import annotations

import io
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.operations.console import Console
from hotline.operations.places import Places, checkout_root

ENGLISH = {"LANG": "C.UTF-8"}


def free_base_port() -> int:
    """A base whose eight first ports nobody listens on, away from the ports the system gives out by itself."""
    for base in range(24000, 31000, 500):
        probes = [socket.socket(socket.AF_INET, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM)]
        try:
            for offset in range(3, 8):
                for probe in [socket.socket(socket.AF_INET, socket.SOCK_STREAM)]:
                    probes.append(probe)
                    probe.bind(("127.0.0.1", base + offset))
            probes[1].bind(("127.0.0.1", base + 6))
        except OSError:
            continue
        else:
            return base
        finally:
            for probe in probes:
                probe.close()
    raise AssertionError("no free ports")


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that users other than ours may pass through, as PostgreSQL and Asterisk have to.

    Not in pytest's own folder: every other run of pytest by the same user closes that one again.
    """
    with tempfile.TemporaryDirectory(prefix="hotline-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name) / "home"


@pytest.fixture
def places(home: Path) -> Places:
    """A centre of this checkout with data and ports of its own and nothing else set."""
    return Places.from_environment(
        {"HOTLINE_HOME": str(home), "HOTLINE_PORT": str(free_base_port())}, checkout=checkout_root()
    )


@pytest.fixture
def out() -> io.StringIO:
    """What the console wrote."""
    return io.StringIO()


@pytest.fixture
def console(out: io.StringIO) -> Console:
    """A console that speaks both languages into `out`."""
    return Console(out=out, environment=ENGLISH)
