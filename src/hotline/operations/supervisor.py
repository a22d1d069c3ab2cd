"""Keeps the processes of a centre running. It holds no state: all it knows is in process files and in the processes."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import IO, Self

from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.logs import Journal, tail
from hotline.operations.places import Places
from hotline.operations.processes import ProcessFile, Running, running_with_pid, start_detached, stop
from hotline.operations.services import Service

POLL_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
# One that has run this long has started well: the next fall is a new one.
STEADY_SECONDS = 60.0
ASK_EVERY_SECONDS = 5.0
DEATHS_AT_START = 3


class Keeper:
    """Keeps one service running: starts it or takes over the one that runs, and starts it again when it falls."""

    def __init__(self, service: Service, places: Places, journal: Journal) -> None:
        self.service = service
        self._file = ProcessFile(places.run / f"{service.name}.json")
        self._log = places.logs / f"{service.name}.log"
        self._journal = journal
        self.running: Running | None = None
        self.is_adopted = False
        self._deaths = 0

    def start_or_adopt(self) -> None:
        """Make sure that it runs; `is_adopted` says whether it ran already."""
        self.running = self._file.read()
        self.is_adopted = self.running is not None
        if not self.is_adopted:
            self._start()

    def wait_ready(self) -> None:
        """Wait until it is ready. Raises PlainError with the end of its log where it is not within its limit."""
        deadline = time.monotonic() + self.service.ready_limit_seconds
        while time.monotonic() < deadline and self._deaths < DEATHS_AT_START:
            if self.running is None or not self.running.is_alive():
                self._deaths += 1
                self._start()
            elif self.service.is_ready(self.running):
                self._deaths = 0
                return
            time.sleep(0.1)
        raise self._not_ready()

    def watch(self, ending: threading.Event) -> None:
        """Until the end is wanted, start it again whenever it falls or hangs."""
        pause = FIRST_PAUSE_SECONDS
        patience = Patience(self.service)
        while not ending.wait(POLL_SECONDS):
            running = self.running
            if running is not None and running.is_alive():
                if running.seconds_old() > STEADY_SECONDS:
                    pause = FIRST_PAUSE_SECONDS
                if patience.is_exhausted():
                    self._journal.tell(f"{self.service.name}: does not answer, killed")
                    running.signal(signal.SIGKILL)
                continue
            self._journal.tell(f"{self.service.name}: ended, starting again in {pause:.1f} s")
            if ending.wait(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            patience = Patience(self.service)
            self._start()

    def end(self) -> None:
        """Stop it, gently first."""
        running = self.running or self._file.read()
        if running is not None:
            stop(running, with_signal=self.service.stop_signal, limit_seconds=self.service.stop_limit_seconds)
        self._file.remove()

    def _start(self) -> None:
        service = self.service
        try:
            self.running = start_detached(
                service.command,
                log=self._log,
                folder=service.folder,
                environment=service.environment,
                owner=service.owner,
            )
        except OSError as error:
            # Mostly for a moment (no memory, no file handles): the next round tries again.
            self._journal.tell(f"{service.name}: cannot be started: {error}")
            self.running = None
            return
        self._journal.tell(f"{service.name}: started as process {self.running.pid}")
        try:
            self._file.write(self.running)
        except OSError as error:
            # On a full disk it runs and is watched all the same; only a later supervisor would not know it.
            self._journal.tell(f"{service.name}: not written down: {error}")

    def _not_ready(self) -> PlainError:
        lines = tail(self._log, 8)
        return PlainError(
            zh=f"{self.service.zh}没有启动成功。日志：{self._log}",
            en=f"{self.service.en} did not start. Its log, {self._log}, ends:\n{lines}",
        )


class Patience:
    """How long a service has been silent; asked not more often than every few seconds."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._last_answer = self._asked = time.monotonic()

    def is_exhausted(self) -> bool:
        """Whether the service has not answered for longer than it may."""
        now = time.monotonic()
        if self._service.answers is None or now - self._asked < ASK_EVERY_SECONDS:
            return False
        self._asked = now
        if self._service.answers():
            self._last_answer = time.monotonic()
        return time.monotonic() - self._last_answer > self._service.hung_after_seconds


class Supervisor:
    """All services of a centre, in the order in which they need each other."""

    def __init__(self, places: Places, console: Console, journal: Journal) -> None:
        self._places = places
        self._console = console
        self._journal = journal
        self.keepers: list[Keeper] = []
        self.ending = threading.Event()

    def start(self, *services: Service) -> None:
        """Start services, or take over those that run, and wait until all are ready; they come up side by side."""
        begun = [Keeper(service, self._places, self._journal) for service in services]
        self.keepers += begun
        for keeper in begun:
            keeper.start_or_adopt()
        for keeper in begun:
            with self._console.step(zh=f"启动{keeper.service.zh}", en=f"Starting {keeper.service.en}") as step:
                if keeper.is_adopted:
                    step.note(zh="已在运行", en="runs already")
                keeper.wait_ready()

    def keep(self, *, every_while: Sequence[Callable[[], None]] = (), pause_seconds: float = 30) -> None:
        """Watch over all of them until `ending` is set; meanwhile do the given chores every `pause_seconds`."""
        watchers = [
            threading.Thread(target=keeper.watch, args=(self.ending,), name=f"watch:{keeper.service.name}")
            for keeper in self.keepers
        ]
        for watcher in watchers:
            watcher.start()
        while not self.ending.wait(pause_seconds):
            for chore in every_while:
                try:
                    chore()
                except OSError as error:
                    # What failed on a full disk is tried again at the next turn; the services are watched meanwhile.
                    self._journal.tell(f"a chore failed: {error}")
        for watcher in watchers:
            watcher.join()

    def stop_all(self, *, spare_adopted: bool = False) -> None:
        """Stop all services, the last one first; after a failed start those that ran before it are spared."""
        for keeper in reversed(self.keepers):
            if spare_adopted and keeper.is_adopted:
                continue
            with self._console.step(zh=f"停止{keeper.service.zh}", en=f"Stopping {keeper.service.en}"):
                keeper.end()

    def end_on_signals(self) -> None:
        """Let Ctrl-C, SIGTERM and a closed terminal set `ending`."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.ending.set())


class SupervisorLock:
    """Held while a supervisor runs; the system lets go of it however the supervisor ends.

    Whoever holds it writes down its process and the base port of its centre.
    """

    def __init__(self, places: Places) -> None:
        self._path = places.run / "supervisor.lock"
        self._base_port = places.base_port
        self._handle: IO[str] | None = None

    def __enter__(self) -> Self:
        handle = self._path.open("a+", encoding="ascii")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            raise PlainError(
                zh="热线已经在运行。查看：./hotline status；停止：./hotline down",
                en="The hotline runs already. See ./hotline status; stop it with ./hotline down",
            ) from None
        self._handle = handle
        self.claim()
        return self

    def claim(self) -> None:
        """Write our process number into the lock, for `down`, and the base port, for those who look for the centre."""
        if self._handle is not None:
            self._handle.truncate(0)
            self._handle.write(f"{os.getpid()} {self._base_port}")
            self._handle.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            self._handle.close()

    def holder(self) -> Running | None:
        """The supervisor that holds the lock; None where none runs."""
        pid = self._written()[:1]
        return running_with_pid(pid[0]) if pid else None

    def check_ports(self) -> None:
        """Raise PlainError where the centre that runs has other ports than this command would look at."""
        for port in self._written()[1:]:
            if port != self._base_port:
                raise PlainError(
                    zh=f"正在运行的热线端口从 {port} 起，这里的设置是 {self._base_port}。"
                    f"请用 HOTLINE_PORT={port} 再试，最好写进 hotline.env。",
                    en=f"The hotline that runs has its ports from {port} on, here {self._base_port} is set. Try again "
                    f"with HOTLINE_PORT={port}, best as a line in hotline.env.",
                )

    def _written(self) -> list[int]:
        """What the holder wrote: process and base port; nothing where nobody holds the lock."""
        if not self._path.is_file():
            return []
        with self._path.open("r+", encoding="ascii") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return [int(word) for word in handle.read().split() if word.isdecimal()]
        return []
