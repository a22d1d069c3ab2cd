"""What goes wrong in a centre, each for as long as a block lasts; afterwards the centre is whole again."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from harness.centre import Centre


@contextmanager
def killed(centre: Centre, part: str) -> Iterator[None]:
    """A part is killed (`kill -9`) as the block begins; at its end it runs again, started by the supervisor alone."""
    process = centre.pid(part)
    centre.kill(part)
    try:
        yield
    finally:
        centre.wait_back(part, killed=process)


def killed_and_back(centre: Centre, part: str) -> None:
    """The same with nothing to see meanwhile."""
    with killed(centre, part):
        pass


@contextmanager
def without_switchboard(centre: Centre, *, without: tuple[str, ...] = ()) -> Iterator[None]:
    """The switchboard is killed and the supervisor frozen, so that nobody starts it again; `without` are parts that are
    frozen too.

    Whatever happens in the block, they go on afterwards and the supervisor starts the switchboard again.
    """
    frozen = [supervisor_of(centre), *(centre.pid(part) for part in without)]
    for process in frozen:
        os.kill(process, signal.SIGSTOP)
    with killed(centre, "switchboard"):
        try:
            yield
        finally:
            for process in frozen:
                os.kill(process, signal.SIGCONT)


def supervisor_of(centre: Centre) -> int:
    """The process that starts the others again."""
    return int((centre.places.run / "supervisor.lock").read_text(encoding="ascii").split()[0])
