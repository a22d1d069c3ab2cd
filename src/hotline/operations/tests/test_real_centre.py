"""A whole centre by its one entrance: up, the supervisor killed, taken over, everything killed, down."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from hotline.operations.centre import SERVICE_NAMES
from hotline.operations.places import Places, checkout_root
from hotline.operations.processes import ProcessFile, Running
from hotline.operations.services import web_status
from hotline.operations.supervisor import SupervisorLock

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

BACK_WITHIN_SECONDS = 60


class Centre:
    """A centre with data and ports of its own, spoken to through `./hotline` alone."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_")},
            **{name: os.environ[name] for name in ("HOTLINE_CACHE",) if name in os.environ},
            **places.settings,
            "LANG": "C.UTF-8",
        }

    def hotline(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the entrance to its end."""
        return subprocess.run(
            [checkout_root() / "hotline", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def begin(self) -> subprocess.Popen[str]:
        """Start in the foreground, as in a terminal."""
        return subprocess.Popen(
            [checkout_root() / "hotline", "up"],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def running(self) -> dict[str, Running]:
        """The services that run, by name."""
        found = {name: ProcessFile(self.places.run / f"{name}.json").read() for name in SERVICE_NAMES}
        return {name: running for name, running in found.items() if running is not None}


@pytest.fixture
def centre(places: Places) -> Iterator[Centre]:
    centre = Centre(places)
    yield centre
    centre.hotline("down")


def wait_until(condition: Callable[[], bool], *, limit_seconds: float = BACK_WITHIN_SECONDS) -> None:
    deadline = time.monotonic() + limit_seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_up_and_down_and_everything_that_may_be_killed_between(centre: Centre) -> None:
    first = centre.hotline("up", "--detach")
    assert first.returncode == 0, first.stdout
    assert f"http://127.0.0.1:{centre.places.web_port}/" in first.stdout
    before = centre.running()
    assert set(before) == set(SERVICE_NAMES)
    assert centre.hotline("status").returncode == 0
    examined = centre.hotline("doctor")
    assert examined.returncode == 0, examined.stdout

    again = centre.hotline("up", "--detach")
    assert (again.returncode, "runs already" in again.stdout) == (1, True)

    supervisor = SupervisorLock(centre.places).holder()
    assert supervisor is not None
    supervisor.signal(signal.SIGKILL)
    supervisor.wait_ended(limit_seconds=5)
    assert centre.running() == before
    taken_over = centre.hotline("up", "--detach")
    assert taken_over.returncode == 0, taken_over.stdout
    assert centre.running() == before

    for process in before.values():
        process.signal(signal.SIGKILL)
    wait_until(lambda: set(centre.running()) == set(SERVICE_NAMES) and web_status(centre.places) == 200)
    assert not set(before.values()) & set(centre.running().values())

    assert centre.hotline("down").returncode == 0
    assert centre.running() == {}
    assert SupervisorLock(centre.places).holder() is None
    assert web_status(centre.places) is None


def test_control_c_ends_a_start_in_the_foreground_with_everything(centre: Centre) -> None:
    process = centre.begin()
    assert process.stdout is not None
    for line in process.stdout:
        if "./hotline doctor" in line:
            break
    assert set(centre.running()) == set(SERVICE_NAMES)
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert centre.running() == {}
