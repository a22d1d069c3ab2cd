"""Never two syntheses at once on a machine: one takes all the processor it may have, and calls need the rest."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hotline.speech.sound import folders_make


@contextmanager
def only_synthesis(cache: Path) -> Iterator[None]:
    """Wait until no other process of this machine synthesizes, and keep others waiting meanwhile.

    The lock is the kernel's: it ends with the process that holds it, however that ends.
    """
    folders_make(cache)
    with (cache / "voice.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
