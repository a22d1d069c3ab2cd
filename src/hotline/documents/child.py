"""The reading process: takes one file on its input, writes JSON lines, can neither write files nor start programs
nor connect.

Started by `reading.py` alone. A hostile file that takes this process over or makes it grow ends with it.
"""

import json
import os
import resource
import signal
import sys
from typing import Any

from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import Limits
from hotline.documents.wire import document_to_json

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "shutil.",
    "ftplib.",
    "urllib.",
    *(f"os.{name}" for name in ("exec", "spawn", "posix_spawn", "system", "fork", "kill", "remove", "rename")),
    *(f"os.{name}" for name in ("mkdir", "rmdir", "link", "symlink", "chmod")),
)
"""Beginnings of the audit events that no parser has a reason to cause."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Read the first line of the input (what to do) and the rest (the file); print progress and one result."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    _confine(limits)
    data = sys.stdin.buffer.read()
    try:
        result = _carried_out(order, data, limits)
    except DocumentRefusedError as error:
        result = {"refused": [error.code, error.zh, error.en]}
    except MemoryError:
        result = {"failed": "memory"}
    except RecursionError:
        result = {"failed": "depth"}
    except Exception as error:  # whatever a parser of a damaged file raises, the file is what is at fault
        result = {"failed": type(error).__name__}
    _say(result)


def _carried_out(order: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    # Imported once the process is confined: the parsers are the part that hostile files aim at.
    from hotline.documents import readers  # noqa: PLC0415

    if order["task"] == "questions":
        return {"questions": readers.read_questions(name=order["name"], data=data, limits=limits).to_json()}
    document = readers.read_document(name=order["name"], data=data, limits=limits, progress=_progress)
    return {"document": document_to_json(document)}


def _progress(done: int, total: int) -> None:
    _say({"progress": [done, total]})


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _confine(limits: Limits) -> None:
    """Bounds that the kernel keeps (memory, processor time, no files written, no core) and those that Python keeps."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, max(limits.memory_bytes, limits.ocr_memory_bytes)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits.seconds) * 2, int(limits.seconds) * 2 + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"reading a document may not: {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING and arguments[0] != os.devnull:
        raise PermissionError("reading a document may not write files")


if __name__ == "__main__":
    main()
