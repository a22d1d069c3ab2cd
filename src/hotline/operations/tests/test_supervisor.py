"""The supervisor: starts, takes over, starts again, gives up plainly, and stops in order."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.logs import Journal
from hotline.operations.places import Places
from hotline.operations.processes import ProcessFile, Running, running_with_pid, stop
from hotline.operations.services import Service
from hotline.operations.supervisor import Keeper, Patience, Supervisor, SupervisorLock

ASLEEP = ["sleep", "60"]


def service(tmp_path: Path, name: str = "web", *, command: list[str] | None = None, **changes: object) -> Service:
    settings: dict[str, object] = {
        "name": name,
        "zh": name,
        "en": name,
        "command": command or ASLEEP,
        "environment": dict(os.environ),
        "folder": tmp_path,
        "is_ready": lambda running: running.is_alive(),
        "ready_limit_seconds": 5,
    }
    return Service(**(settings | changes))  # type: ignore[arg-type]  # a table of settings


@pytest.fixture
def journal(places: Places) -> Journal:
    places.run.mkdir(parents=True)
    places.logs.mkdir()
    return Journal(places.logs / "supervisor.log")


@pytest.fixture
def supervisor(places: Places, console: Console, journal: Journal) -> Iterator[Supervisor]:
    supervisor = Supervisor(places, console, journal)
    yield supervisor
    supervisor.ending.set()
    supervisor.stop_all()


def told(places: Places) -> list[str]:
    lines = (places.logs / "supervisor.log").read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[2] for line in lines]


def wait_until(condition: Callable[[], bool], *, limit_seconds: float = 10) -> None:
    deadline = time.monotonic() + limit_seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def of(supervisor: Supervisor, name: str = "web") -> Running:
    running = next(keeper for keeper in supervisor.keepers if keeper.service.name == name).running
    assert running is not None
    return running


def test_a_later_supervisor_takes_over_what_runs(
    places: Places, console: Console, journal: Journal, supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service(tmp_path))
    later = Supervisor(places, console, journal)
    later.start(service(tmp_path))
    assert of(later) == of(supervisor)
    assert later.keepers[0].is_adopted
    assert len(told(places)) == 1


def test_a_service_that_ended_meanwhile_is_started_anew(
    places: Places, console: Console, journal: Journal, supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service(tmp_path))
    before = of(supervisor)
    stop(before, limit_seconds=5)
    later = Supervisor(places, console, journal)
    later.start(service(tmp_path))
    assert of(later) != before
    assert of(later).is_alive()
    later.stop_all()


def test_one_that_falls_is_started_again_at_once(places: Places, supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(service(tmp_path))
    threading.Thread(target=supervisor.keep, daemon=True).start()
    before = of(supervisor)
    before.signal(signal.SIGKILL)
    wait_until(lambda: of(supervisor) != before)
    assert of(supervisor).is_alive()
    assert "web: ended, starting again in 0.2 s" in told(places)


def test_an_adopted_one_that_falls_is_started_again_too(
    places: Places, console: Console, journal: Journal, supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service(tmp_path))
    later = Supervisor(places, console, journal)
    later.start(service(tmp_path))
    threading.Thread(target=later.keep, daemon=True).start()
    before = of(later)
    before.signal(signal.SIGKILL)
    wait_until(lambda: of(later) != before)
    later.ending.set()
    later.stop_all()


def test_one_that_keeps_falling_is_tried_at_growing_intervals(
    places: Places, supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service(tmp_path))
    keeper = supervisor.keepers[0]
    keeper.service = service(tmp_path, command=["false"])
    threading.Thread(target=supervisor.keep, daemon=True).start()
    of(supervisor).signal(signal.SIGKILL)
    wait_until(lambda: "web: ended, starting again in 0.8 s" in told(places))
    pauses = [line.split()[-2] for line in told(places) if "starting again" in line]
    assert pauses[:3] == ["0.2", "0.4", "0.8"]


def test_one_that_does_not_come_up_ends_the_start_with_the_end_of_its_log(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    broken = service(tmp_path, command=["sh", "-c", "echo no such table; exit 1"], is_ready=lambda _: False)
    with pytest.raises(PlainError, match="no such table") as caught:
        supervisor.start(broken)
    assert "web.log" in caught.value.zh


def test_one_that_is_never_ready_ends_the_start_after_its_limit(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="did not start"):
        supervisor.start(service(tmp_path, is_ready=lambda _: False, ready_limit_seconds=0.3))


def test_a_failed_start_spares_what_ran_before_it(
    places: Places, console: Console, journal: Journal, supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service(tmp_path, "asterisk"))
    later = Supervisor(places, console, journal)
    later.start(service(tmp_path, "asterisk"), service(tmp_path, "web"))
    later.stop_all(spare_adopted=True)
    assert of(later, "asterisk").is_alive()
    assert not of(later, "web").is_alive()


def test_stopping_goes_backwards_and_forgets_the_processes(
    places: Places, console: Console, journal: Journal, tmp_path: Path
) -> None:
    script = "trap 'echo $0 >> order; exit' TERM; while :; do sleep 0.02; done"
    supervisor = Supervisor(places, console, journal)
    for name in ("postgres", "asterisk", "web"):
        supervisor.start(service(tmp_path, name, command=["sh", "-c", script, name]))
    time.sleep(0.3)
    supervisor.stop_all()
    assert (tmp_path / "order").read_text(encoding="utf-8").split() == ["web", "asterisk", "postgres"]
    assert list(places.run.glob("*.json")) == []


def test_one_that_hangs_is_killed_and_started_again(places: Places, supervisor: Supervisor, tmp_path: Path) -> None:
    hanging = service(tmp_path, answers=lambda: False, hung_after_seconds=0)
    supervisor.start(hanging)
    before = of(supervisor)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hotline.operations.supervisor.ASK_EVERY_SECONDS", 0.1)
        threading.Thread(target=supervisor.keep, daemon=True).start()
        wait_until(lambda: of(supervisor) != before)
    assert "web: does not answer, killed" in told(places)


def test_patience_is_not_lost_at_the_first_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotline.operations.supervisor.ASK_EVERY_SECONDS", 0)
    patience = Patience(service(tmp_path, answers=lambda: False, hung_after_seconds=0.3))
    assert not patience.is_exhausted()
    time.sleep(0.35)
    assert patience.is_exhausted()


def test_one_that_is_never_asked_never_hangs(tmp_path: Path) -> None:
    assert not Patience(service(tmp_path)).is_exhausted()


def test_a_program_that_cannot_be_started_is_tried_again_later(
    places: Places, journal: Journal, tmp_path: Path
) -> None:
    keeper = Keeper(service(tmp_path, command=["no-such-program"]), places, journal)
    keeper.start_or_adopt()
    assert keeper.running is None
    with pytest.raises(PlainError):
        keeper.wait_ready()
    assert "web: cannot be started" in told(places)[0]


def test_chores_are_done_while_watching(supervisor: Supervisor) -> None:
    done = threading.Event()
    watching = threading.Thread(target=supervisor.keep, kwargs={"every_while": [done.set], "pause_seconds": 0.01})
    watching.start()
    assert done.wait(5)
    supervisor.ending.set()
    watching.join(5)
    assert not watching.is_alive()


def test_two_supervisors_cannot_run_at_once(places: Places) -> None:
    places.run.mkdir(parents=True, exist_ok=True)
    with SupervisorLock(places):
        assert SupervisorLock(places).holder() == running_with_pid(os.getpid())
        with pytest.raises(PlainError, match="runs already"), SupervisorLock(places):
            pass
    assert SupervisorLock(places).holder() is None
    with SupervisorLock(places):
        pass


def test_where_none_ever_ran_there_is_no_holder(places: Places) -> None:
    assert SupervisorLock(places).holder() is None
    assert not (places.run / "supervisor.lock").exists()


def test_a_full_disk_does_not_end_the_watching(places: Places, supervisor: Supervisor, tmp_path: Path) -> None:
    def rotate() -> None:
        raise OSError(28, "No space left on device")

    supervisor.start(service(tmp_path))
    keeping = threading.Thread(target=supervisor.keep, kwargs={"every_while": [rotate], "pause_seconds": 0.01})
    keeping.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProcessFile, "write", lambda *_: rotate())
        before = of(supervisor)
        before.signal(signal.SIGKILL)
        wait_until(lambda: of(supervisor) != before)
        wait_until(lambda: any(line.startswith("web: not written down") for line in told(places)))
    assert of(supervisor).is_alive()
    assert keeping.is_alive()
    assert "a chore failed: [Errno 28] No space left on device" in told(places)
    supervisor.ending.set()
    keeping.join(10)


def test_a_journal_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    Journal(tmp_path / "gone" / "supervisor.log").tell("started")
    assert not (tmp_path / "gone").exists()
