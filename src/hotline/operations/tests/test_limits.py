"""A program that hangs is not waited for without end: what it was asked is then simply not known."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hotline.operations.asterisk import Engine, console_run
from hotline.operations.centre import manage
from hotline.operations.errors import PlainError
from hotline.operations.packages import Apt
from hotline.operations.places import Places
from hotline.operations.postgres import Postgres
from hotline.operations.users import owner_named


@pytest.fixture(autouse=True)
def _all_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hang)


def test_a_database_that_hangs_is_not_ready_and_answers_nothing(tmp_path: Path) -> None:
    owner = owner_named("hotline-pg", is_root=False)
    postgres = Postgres(programs=tmp_path, owner=owner, data=tmp_path / "data", socket=tmp_path)
    assert not postgres.is_ready()
    assert postgres.ask("hotline", "select 1") is None
    with pytest.raises(PlainError, match="createdb: no end after 60 s"):
        postgres.create_database()


def test_an_engine_that_hangs_prints_nothing(places: Places, tmp_path: Path) -> None:
    engine = Engine(("asterisk",), modules=tmp_path, share=tmp_path, version="22.10.1")
    assert console_run(places, engine, "core show uptime") == ""


def test_a_mirror_that_hangs_is_one_that_has_nothing(tmp_path: Path) -> None:
    apt = Apt(tmp_path)
    assert not apt.update()
    assert apt.candidate("asterisk") == ""


def test_a_command_of_ours_that_hangs_is_said_plainly(places: Places) -> None:
    places.logs.mkdir(parents=True)
    with pytest.raises(PlainError, match="migrate did not end within 10 minutes"):
        manage(places, {}, "migrate", "--no-input")
