"""`./hotline test`: which checks run, against what, and what a failure of one means."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotline.operations import testing
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.places import Places

STEPS = ("python_ensure", "frontend_ensure", "engine_ensure", "system_ensure")


@pytest.fixture
def checkout(tmp_path: Path) -> Places:
    return Places.from_environment({"HOTLINE_CACHE": str(tmp_path / "cache")}, checkout=tmp_path, is_root=False)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is installed already, and the database is pretended."""

    @contextmanager
    def database(_: Places) -> Iterator[str]:
        yield "dbname=pretended"

    for step in STEPS:
        monkeypatch.setattr(testing, step, lambda *_, **__: None)
    monkeypatch.setattr(testing, "test_database", database)
    monkeypatch.setattr(testing, "path_with_npm", lambda _: "/usr/bin:/bin")


def test_arguments_go_to_pytest_and_nowhere_else(checkout: Places) -> None:
    commands = testing.checks(checkout, ["-m", "not slow"])
    assert list(commands) == ["ruff", "ruff format", "mypy", "imports", "migrations", "pytest"]
    assert [name for name, command in commands.items() if command[-2:] == ["-m", "not slow"]] == ["pytest"]


@pytest.mark.parametrize("path", ["tests/calls/survey", "tests/test_x.py", "tests/test_x.py::test_y[2]"])
def test_with_a_path_only_its_tests_are_run(checkout: Places, path: str) -> None:
    (checkout.checkout / "tests/calls/survey").mkdir(parents=True)
    (checkout.checkout / "tests/test_x.py").touch()
    commands = testing.checks(checkout, ["-x", path])
    assert commands == {"pytest": [str(checkout.python), "-m", "pytest", "-x", path]}


@pytest.mark.parametrize("argument", ["-x", "", "::", "tests/no_such_test.py", "-k", "slow"])
def test_an_argument_that_is_no_path_leaves_out_no_check(checkout: Places, argument: str) -> None:
    assert next(iter(testing.checks(checkout, [argument]))) == "ruff"


def test_the_pages_are_checked_where_there_are_any(checkout: Places) -> None:
    (checkout.checkout / "frontend").mkdir()
    (checkout.checkout / "frontend" / "package.json").touch()
    assert {"types of the pages", "tests of the pages"} <= set(testing.checks(checkout, []))


@pytest.mark.usefixtures("prepared")
def test_one_failure_fails_the_whole_and_stops_nothing(
    checkout: Places, console: Console, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = {"one": ["true"], "two": ["false"], "three": ["sh", "-c", 'test "$HOTLINE_DATABASE" = dbname=pretended']}
    monkeypatch.setattr(testing, "checks", lambda *_: commands)
    assert testing.run_all(checkout, console, pytest_arguments=[]) == 1
    assert [line.split("  ")[0] for line in out.getvalue().splitlines()[-3:]] == ["✓ one", "✗ two", "✓ three"]


@pytest.mark.usefixtures("prepared")
def test_without_asterisk_the_other_checks_run(
    checkout: Places, console: Console, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PlainError(zh="没有网络", en="no network")

    monkeypatch.setattr(testing, "engine_ensure", refuse)
    monkeypatch.setattr(testing, "checks", lambda *_: {"one": ["true"]})
    assert testing.run_all(checkout, console, pytest_arguments=[]) == 0
    assert "no network" in out.getvalue()


@pytest.mark.usefixtures("prepared")
def test_the_checks_never_touch_the_data_of_a_centre(home: Path, tmp_path: Path) -> None:
    settings = {"HOTLINE_HOME": str(home), "HOTLINE_DATABASE": "host=production"}
    places = Places.from_environment(settings, checkout=tmp_path, is_root=False)
    environment = testing.test_environment(places, database="dbname=test")
    assert environment["HOTLINE_DATABASE"] == "dbname=test"
    assert environment["HOTLINE_HOME"] != str(home)
    assert environment["HOTLINE_CACHE"] == str(places.cache)


def test_an_ordinary_user_is_told_what_to_install(
    checkout: Places, console: Console, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(testing, "_is_there", lambda _: False)
    testing.system_ensure(checkout, console)
    assert "apt install chromium fonts-noto-cjk" in out.getvalue()
