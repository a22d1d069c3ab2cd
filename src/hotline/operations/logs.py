"""Log files: the end of one, the supervisor's own, and keeping all of them short."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from hotline.operations.places import Places

LONGEST_BYTES = 10 * 1024 * 1024
KEPT = 3
TAIL_BYTES = 64 * 1024


def tail(file: Path, lines: int) -> str:
    """The last lines of a file; empty where there is none."""
    try:
        with file.open("rb") as handle:
            handle.seek(max(0, file.stat().st_size - TAIL_BYTES))
            return "\n".join(handle.read().decode("utf-8", errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""


def log_files(places: Places) -> dict[str, Path]:
    """The log of each process by its name."""
    files = {file.stem: file for file in sorted(places.logs.glob("*.log"))}
    engine = places.asterisk / "log" / "messages.log"
    if engine.is_file():
        files["asterisk"] = engine
    return files


def rotate_all(places: Places) -> None:
    """Shorten every log that has grown too long."""
    for file in [*places.logs.glob("*.log"), *(places.asterisk / "log").glob("*.log")]:
        rotate(file)


def rotate(file: Path, *, longest_bytes: int = LONGEST_BYTES, kept: int = KEPT) -> bool:
    """Put a long log aside as `.1` (older ones move on, the oldest goes) and empty it; False where it is short.

    The process keeps the file open for appending, so it is copied and emptied rather than renamed: a line written in
    between may be lost.
    """
    if file.stat().st_size <= longest_bytes:
        return False
    for number in range(kept - 1, 0, -1):
        older = file.with_name(f"{file.name}.{number}")
        if older.exists():
            older.replace(file.with_name(f"{file.name}.{number + 1}"))
    shutil.copy(file, file.with_name(f"{file.name}.1"))
    os.truncate(file, 0)
    return True


def follow(file: Path, *, out: TextIO | None = None) -> None:
    """Write what is added to a log until interrupted."""
    out = out or sys.stdout
    with file.open(encoding="utf-8", errors="replace") as handle:
        handle.seek(0, os.SEEK_END)
        while True:
            if line := handle.readline():
                out.write(line)
                out.flush()
                continue
            if file.stat().st_size < handle.tell():  # emptied by rotation
                handle.seek(0)
            time.sleep(0.3)


class Journal:
    """What the supervisor did, by the clock."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def tell(self, what: str) -> None:
        """Write one line, if that can be done: a full disk must not end whoever keeps the services running."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with contextlib.suppress(OSError), self._file.open("a", encoding="utf-8") as handle:
            handle.write(f"{now} {what}\n")
