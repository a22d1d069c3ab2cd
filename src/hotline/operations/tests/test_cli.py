"""The command line: help worth reading, refusals without a traceback, hand-over to other programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from hotline.operations import cli
from hotline.operations.keys import keys_ensure, sip_password
from hotline.operations.places import Places, checkout_root
from hotline.operations.processes import ProcessFile, start_detached
from hotline.operations.supervisor import SupervisorLock

COMMANDS = ("up", "down", "status", "doctor", "logs", "call", "phones", "manage", "psql", "bench", "test")


@pytest.fixture
def centre(home: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A centre that the commands find through the environment."""
    for name in [name for name in os.environ if name.startswith("HOTLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOTLINE_HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    places = Places.from_environment()
    for folder in (places.home, places.run, places.logs):
        folder.mkdir(parents=True)
    return places


class Became(Exception):  # noqa: N818  # not an error: the program that we would have become
    """Stands for the hand-over."""


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that we would have become."""
    commands: list[list[str]] = []

    def become(_: str, command: list[str], __: dict[str, str]) -> NoReturn:
        commands.append(command)
        raise Became

    monkeypatch.setattr(os, "execve", become)
    return commands


def test_help_names_every_command_and_the_first_thing_to_do() -> None:
    text = cli.parser().format_help()
    assert [name for name in COMMANDS if f"\n    {name} " not in text] == []
    assert "./hotline up" in text
    assert "HOTLINE_PORT" in text


def test_the_entrance_runs_on_python_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [checkout_root() / "hotline", "--help"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        cwd=tmp_path,
        check=True,
    )
    assert "doctor" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ([], "请写一个命令。", "Name a command."),
        (["nonsense"], "没有命令 nonsense", "There is no command nonsense"),
        (["nonsense", "--help"], "没有命令 nonsense", "There is no command nonsense"),
    ],
)
def test_a_word_that_is_no_command_is_answered_by_the_list_in_both_languages(
    arguments: list[str], zh: str, en: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert cli.main(arguments) == 2
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n    {name} " not in said] == []
    assert zh in said
    assert en in said
    assert "HOTLINE_PORT" not in said


@pytest.mark.parametrize("arguments", [["up", "--nonsense"], ["status", "--nonsense"]])
def test_an_option_that_a_command_has_not_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    said = capsys.readouterr().out
    assert "多余的参数：--nonsense" in said
    assert f"./hotline {arguments[0]} --help" in said


def test_a_wrong_value_is_refused_with_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["logs", "-n", "x"])
    assert ended.value.code == 2
    assert "usage: ./hotline logs" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_said_plainly(
    centre: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOTLINE_PORT", "80")
    assert cli.main(["up"]) == 1
    said = capsys.readouterr()
    assert "✗" in said.out
    assert "HOTLINE_PORT" in said.out
    assert "Traceback" not in said.out + said.err


def test_starting_twice_is_refused(centre: Places, capsys: pytest.CaptureFixture[str]) -> None:
    with SupervisorLock(centre):
        assert cli.main(["up"]) == 1
    assert "./hotline down" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["up"], ["doctor"], ["call", "--keys", "2"], ["phones"]])
def test_a_centre_on_other_ports_is_not_looked_for_here(
    command: list[str],
    centre: Places,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    handed_over: list[list[str]],
) -> None:
    with SupervisorLock(centre):
        monkeypatch.setenv("HOTLINE_PORT", "20000")
        assert cli.main(command) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "✗ The hotline that runs has its ports from 12330 on, here 20000 is set. Try again with HOTLINE_PORT=12330, "
        "best as a line in hotline.env."
    )
    assert handed_over == []


def test_down_and_status_work_whatever_the_ports(centre: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with SupervisorLock(centre):
        monkeypatch.setenv("HOTLINE_PORT", "20000")
        holder = SupervisorLock(Places.from_environment()).holder()
        assert holder is not None
        assert holder.pid == os.getpid()
        assert cli.main(["status"]) == 1  # of the services none runs


def test_down_with_nothing_running_is_no_error(centre: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["down"]) == 0
    assert "Nothing is running." in capsys.readouterr().out


def test_down_stops_what_a_killed_supervisor_left(centre: Places, tmp_path: Path) -> None:
    running = start_detached(["sleep", "60"], log=tmp_path / "log", folder=tmp_path, environment=os.environ)
    file = ProcessFile(centre.run / "web.json")
    file.write(running)
    assert cli.main(["down"]) == 0
    assert not running.is_alive()
    assert not file.path.exists()


def test_status_tells_what_does_not_run(centre: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["✗", name] for name in ("supervisor", "postgres", "asterisk", "web", "switchboard", "worker")
    ]


def test_status_leaves_a_database_of_the_operators_own_out(
    centre: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOTLINE_DATABASE", "host=db")
    cli.main(["status"])
    assert "postgres" not in capsys.readouterr().out


def test_the_end_of_a_log_is_shown(centre: Places, capsys: pytest.CaptureFixture[str]) -> None:
    (centre.logs / "web.log").write_text("1\n2\n3\n", encoding="utf-8")
    assert cli.main(["logs", "web", "-n", "2"]) == 0
    assert capsys.readouterr().out == "2\n3\n"


def test_without_a_name_the_logs_are_listed(centre: Places, capsys: pytest.CaptureFixture[str]) -> None:
    (centre.logs / "web.log").touch()
    assert cli.main(["logs"]) == 0
    assert capsys.readouterr().out.split() == ["web", str(centre.logs / "web.log")]


@pytest.mark.parametrize("name", ["nothing", "../keys/secret", ""])
def test_a_log_that_is_not_there_is_refused(centre: Places, name: str) -> None:
    assert cli.main(["logs", name]) == 1


def test_telephones_of_last_resort_are_listed_with_their_passwords(
    centre: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["phones"]) == 1
    keys_ensure(centre.keys)
    monkeypatch.setenv("HOTLINE_FALLBACK_PHONES", "desk1,01012345678")
    capsys.readouterr()
    assert cli.main(["phones"]) == 0
    assert capsys.readouterr().out.split()[:2] == ["desk1", sip_password(centre.keys, "desk1")]


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (["call", "--keys", "2,1001"], ["-m", "hotline.config.serve", "call", "--keys", "2,1001"]),
        (["call", "--help"], ["-m", "hotline.config.serve", "call", "--help"]),
        (["manage", "migrate", "--check"], ["-m", "hotline.config.manage", "migrate", "--check"]),
    ],
)
def test_the_rest_of_the_line_goes_to_the_program(
    centre: Places, handed_over: list[list[str]], arguments: list[str], ending: list[str]
) -> None:
    with pytest.raises(Became):
        cli.main(arguments)
    assert handed_over == [[str(centre.python), *ending]]


@pytest.mark.parametrize("name", ["no-such-bench", "../hotline", "."])
def test_only_programs_in_the_bench_folder_are_run(
    centre: Places, handed_over: list[list[str]], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["bench", name]) == 1
    assert handed_over == []
    assert "No measurement" in capsys.readouterr().out
