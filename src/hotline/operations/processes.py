"""Processes that outlive the one that started them: started, recognised again by a later start, and stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline.operations.users import Owner

POLL_SECONDS = 0.05
TIMED_OUT = 124
"""The exit code that stands for a program we did not wait for any longer, as the shell's own `timeout` has it."""
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Fields of /proc/PID/stat counted after the command in brackets: the state and the start in ticks since boot.
STATE_FIELD = 0
START_FIELD = 19


@dataclass(frozen=True)
class Running:
    """A process that we know: its number alone may be given to another process later, number and start may not."""

    pid: int
    start_ticks: int

    def is_alive(self) -> bool:
        """Whether this very process still runs. One that has ended and waits to be collected does not."""
        stat = _stat(self.pid)
        if stat is None or int(stat[START_FIELD]) != self.start_ticks:
            return False
        if stat[STATE_FIELD] == "Z":
            _collect(self.pid)
            return False
        return True

    def signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.is_alive():
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return

    def wait_ended(self, *, limit_seconds: float) -> bool:
        """Wait until it has ended; False where it still runs after the limit."""
        deadline = time.monotonic() + limit_seconds
        while self.is_alive():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True

    def seconds_old(self) -> float:
        """How long ago it started."""
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        return uptime - self.start_ticks / os.sysconf("SC_CLK_TCK")


def running_with_pid(pid: int) -> Running | None:
    """The process that has this number now; None where there is none."""
    stat = _stat(pid)
    return None if stat is None else Running(pid, int(stat[START_FIELD]))


def start_detached(
    command: Sequence[str],
    *,
    log: Path,
    folder: Path,
    environment: Mapping[str, str],
    owner: Owner | None = None,
) -> Running:
    """Start a program in a session of its own, its output appended to `log`: it outlives us and our terminal.

    Raises OSError where the program cannot be started.
    """
    arguments = owner.popen_arguments() if owner else {}
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
            **arguments,  # type: ignore[call-overload]  # user, group and extra_groups, or nothing
        )
    running = running_with_pid(process.pid)
    # The handle is dropped on purpose: /proc tells whether a process runs, for our children and adopted ones alike.
    process.returncode = 0
    return running or Running(process.pid, -1)


def stop(running: Running, *, with_signal: int = signal.SIGTERM, limit_seconds: float) -> bool:
    """Ask a process to end and, after the limit, kill it. False where it had to be killed."""
    running.signal(with_signal)
    if running.wait_ended(limit_seconds=limit_seconds):
        return True
    running.signal(signal.SIGKILL)
    running.wait_ended(limit_seconds=5)
    return False


@dataclass(frozen=True)
class ProcessFile:
    """The file that tells a later start which process of ours runs."""

    path: Path

    def write(self, running: Running) -> None:
        """Remember the process."""
        draft = self.path.with_suffix(".new")
        told = {"pid": running.pid, "start": running.start_ticks, "boot": _boot()}
        draft.write_text(json.dumps(told), encoding="ascii")
        draft.replace(self.path)

    def read(self) -> Running | None:
        """The remembered process if it still runs; a number that belongs to another process by now does not count."""
        try:
            told = json.loads(self.path.read_text(encoding="ascii"))
            running = Running(int(told["pid"]), int(told["start"]))
            if told["boot"] != _boot():
                return None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return running if running.is_alive() else None

    def remove(self) -> None:
        """Forget the process."""
        self.path.unlink(missing_ok=True)


def _boot() -> str:
    # Numbers and ticks begin anew with each start of the machine, and much alike.
    return BOOT_ID.read_text(encoding="ascii").strip()


def _collect(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return  # an adopted one: init collects it


def _stat(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The command may itself hold brackets and spaces: what follows the last bracket is sure.
    return text.rpartition(")")[2].split()
