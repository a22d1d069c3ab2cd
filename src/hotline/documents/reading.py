"""Reading what is handed over: the room's entrance for documents and for spreadsheets of questions and answers.

Each file is read in a process of its own with bounds on memory and time (`child.py`), so that a hostile one takes down
nothing but itself. What comes back is JSON, made into the plain structures of `document.py` here.
"""

import dataclasses
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hotline.documents.document import Document
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import DEFAULT_LIMITS, Limits, check_size
from hotline.documents.questions import Questions
from hotline.documents.wire import document_from_json

_SOURCES = Path(__file__).resolve().parents[2]
_LONGEST_RESULT = 200 * 1024 * 1024
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ")


def document_read(
    name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS, progress: Callable[[int, int], None] | None = None
) -> Document:
    """The document in `data`; `name` is what the person called it and is trusted for nothing.

    `progress` is told (pages finished, pages in all) while a PDF or scan is read. This blocks while the file is read:
    call it from a job. Raises DocumentRefusedError for everything that is not taken; then nothing was kept.
    """
    return document_from_json(_read("document", name, data, limits, progress)["document"])


def questions_read(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Questions:
    """The rows of a spreadsheet (.xlsx, .csv) with questions and answers. Raises DocumentRefusedError."""
    return Questions.from_json(_read("questions", name, data, limits, None)["questions"])


def _read(
    task: str, name: str, data: bytes, limits: Limits, progress: Callable[[int, int], None] | None
) -> dict[str, Any]:
    shown = _shown(name)
    check_size(data, name=shown, limits=limits)
    order = json.dumps({"task": task, "name": shown, "limits": dataclasses.asdict(limits)}).encode() + b"\n"
    with tempfile.TemporaryFile() as handed_over:
        handed_over.write(order + data)
        handed_over.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "hotline.documents.child"],
            stdin=handed_over,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            start_new_session=True,
        )
        try:
            return _result(process, shown, limits, progress)
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _shown(name: str) -> str:
    """The name as messages show it: one short line without a path."""
    plain = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    return plain[-100:] or "file"


def _environment() -> dict[str, str]:
    """No settings, addresses or keys of the centre are known to the reading process."""
    kept = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    # One thread for the number libraries: pages are read in the background, calls come first.
    return kept | {
        "PYTHONPATH": str(_SOURCES),
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _result(
    process: subprocess.Popen[bytes], name: str, limits: Limits, progress: Callable[[int, int], None] | None
) -> dict[str, Any]:
    for line in _lines(process, name, limits):
        value: dict[str, Any] = json.loads(line)
        if "progress" in value:
            if progress is not None:
                progress(*value["progress"])
        elif "refused" in value:
            code, zh, en = value["refused"]
            raise DocumentRefusedError(code, zh=zh, en=en)
        elif "failed" in value:
            raise _too_much(name) if value["failed"] in ("memory", "depth") else _unreadable(name)
        else:
            return value
    # It died without a word: killed by its memory or processor bound, or by a fault in a parser.
    raise _too_much(name)


def _lines(process: subprocess.Popen[bytes], name: str, limits: Limits) -> Iterator[bytes]:
    """What the process prints, line by line, within the limits of time."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    ends_at = time.monotonic() + limits.seconds
    pending = bytearray()
    while True:
        wait = min(limits.stall_seconds, ends_at - time.monotonic())
        ready, _, _ = select.select([process.stdout], [], [], max(wait, 0))
        if not ready:
            raise _too_slow(name, limits)
        chunk = os.read(process.stdout.fileno(), 1 << 20)
        if not chunk:
            return
        pending += chunk
        if len(pending) > _LONGEST_RESULT:
            raise _too_much(name)
        *whole, rest = pending.split(b"\n") if b"\n" in chunk else (pending,)
        pending = bytearray(rest)
        yield from (bytes(line) for line in whole)


def _too_slow(name: str, limits: Limits) -> DocumentRefusedError:
    return DocumentRefusedError(
        "time",
        zh=f"“{name}”在 {limits.seconds:.0f} 秒内没有读完（或某一页停了 {limits.stall_seconds:.0f} 秒）。"
        "请拆成几个文件，或另存后再交。",
        en=f"{name} was not read within {limits.seconds:.0f} s (or stood still for {limits.stall_seconds:.0f} s). "
        "Split it, or save it anew, and hand it over again.",
    )


def _too_much(name: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "too-much",
        zh=f"“{name}”内容异常（占用内存过多、嵌套过深或已损坏），没有读取。请用原来的软件打开检查，另存后再交。",
        en=f"{name} could not be read: it needs too much memory, is nested too deeply, or is damaged. "
        "Open it in the program it came from, save it anew and hand it over again.",
    )


def _unreadable(name: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "damaged",
        zh=f"“{name}”已损坏或格式不规范，无法读取。请用原来的软件打开检查，另存后再交。",
        en=f"{name} is damaged or not as its format asks, and cannot be read. "
        "Open it in the program it came from, save it anew and hand it over again.",
    )
