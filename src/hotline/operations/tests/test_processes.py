"""Processes: recognised by number and start, never mistaken for another, stopped gently first."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from hotline.operations.processes import ProcessFile, Running, running_with_pid, start_detached, stop

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def start(tmp_path: Path, *command: str) -> Running:
    return start_detached(command, log=tmp_path / "log", folder=tmp_path, environment=os.environ)


def wait_for_log(tmp_path: Path, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in (tmp_path / "log").read_text(encoding="utf-8"):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_process_is_alive_until_it_ends_and_is_collected(tmp_path: Path) -> None:
    running = start(tmp_path, "sleep", "0.2")
    assert running.is_alive()
    assert running.wait_ended(limit_seconds=5)
    assert running_with_pid(running.pid) is None


def test_it_has_a_session_of_its_own_so_that_our_terminal_cannot_take_it_along(tmp_path: Path) -> None:
    running = start(tmp_path, "sleep", "30")
    assert os.getsid(running.pid) == running.pid
    assert stop(running, limit_seconds=5)


def test_its_output_is_appended_to_the_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("before\n", encoding="utf-8")
    running = start(tmp_path, "sh", "-c", "echo said; echo complained >&2")
    running.wait_ended(limit_seconds=5)
    assert (tmp_path / "log").read_text(encoding="utf-8") == "before\nsaid\ncomplained\n"


def test_a_program_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        start(tmp_path, "no-such-program")


def test_one_that_ignores_the_request_is_killed_after_the_limit(tmp_path: Path) -> None:
    running = start(tmp_path, sys.executable, "-c", STUBBORN)
    wait_for_log(tmp_path, "up")
    assert not stop(running, limit_seconds=0.2)
    assert not running.is_alive()


def test_a_given_signal_is_the_first_that_is_sent(tmp_path: Path) -> None:
    running = start(tmp_path, "sh", "-c", "trap 'echo int; exit' INT; echo up; while :; do sleep 0.05; done")
    wait_for_log(tmp_path, "up")
    assert stop(running, with_signal=signal.SIGINT, limit_seconds=5)
    assert (tmp_path / "log").read_text(encoding="utf-8") == "up\nint\n"


def test_stopping_one_that_has_ended_does_nothing(tmp_path: Path) -> None:
    running = start(tmp_path, "true")
    running.wait_ended(limit_seconds=5)
    assert stop(running, limit_seconds=1)


def test_the_file_leads_a_later_start_to_the_process(tmp_path: Path) -> None:
    running = start(tmp_path, "sleep", "30")
    file = ProcessFile(tmp_path / "web.json")
    file.write(running)
    assert ProcessFile(tmp_path / "web.json").read() == running
    stop(running, limit_seconds=5)
    assert file.read() is None


def test_our_age_is_counted_from_the_start(tmp_path: Path) -> None:
    running = start(tmp_path, "sleep", "30")
    time.sleep(0.3)
    assert 0.2 <= running.seconds_old() < 5
    stop(running, limit_seconds=5)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"start": 1}, id="the number belongs to a process that started at another time"),
        pytest.param({"pid": 2**22 + 1}, id="no such process"),
        pytest.param({"boot": "another"}, id="the machine was started again since"),
        pytest.param({"pid": "x"}, id="not a number"),
    ],
)
def test_a_file_that_fits_no_running_process_counts_for_nothing(tmp_path: Path, change: dict[str, object]) -> None:
    file = ProcessFile(tmp_path / "web.json")
    ourselves = running_with_pid(os.getpid())
    assert ourselves is not None
    file.write(ourselves)
    told = json.loads(file.path.read_text(encoding="ascii"))
    file.path.write_text(json.dumps(told | change), encoding="ascii")
    assert file.read() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_a_damaged_file_counts_for_nothing(tmp_path: Path, text: str) -> None:
    file = ProcessFile(tmp_path / "web.json")
    file.path.write_text(text, encoding="ascii")
    assert file.read() is None


def test_a_signal_to_one_that_has_ended_reaches_nobody(tmp_path: Path) -> None:
    ourselves = running_with_pid(os.getpid())
    assert ourselves is not None
    Running(ourselves.pid, ourselves.start_ticks - 1).signal(signal.SIGKILL)
