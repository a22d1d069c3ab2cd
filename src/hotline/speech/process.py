"""The voice's process as seen by the one who has something to be said."""

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language, Speed

LIMIT_SECONDS: Final = 300
TRIES: Final = 2
END_SECONDS: Final = 5


class VoiceProcess:
    """Starts the voice at first use, speaks through it, and starts it again where it has ended or hangs.

    One wish at a time; threads that ask meanwhile wait. `close` ends the process; without it, it ends by itself when
    idle or when this process ends.
    """

    def __init__(self, *, command: Sequence[str], limit_seconds: float = LIMIT_SECONDS) -> None:
        self._command = tuple(command)
        self._limit_seconds = limit_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pending = b""

    @classmethod
    def of_engine(cls, name: str, *, cache: Path, threads: int = 1) -> "VoiceProcess":
        """The process that speaks by the engine of that name."""
        command = [sys.executable, "-m", "hotline.speech.voice", "--engine", name]
        return cls(command=[*command, "--cache", str(cache), "--threads", str(threads)])

    def synthesize(self, *, text: str, language: Language, speed: Speed, path: Path) -> float:
        """Say speakable `text` into a WAV at `path` and return its seconds.

        Raises SpeechError where the voice says that it cannot, or has failed twice (ended, or over the limit of time).
        """
        with self._lock:
            for _ in range(TRIES):
                answer = self._ask({"text": text, "language": language, "speed": speed, "path": str(path)})
                if answer is not None:
                    break
                self._end()
        if answer is None:
            raise SpeechError(
                zh=f"语音进程没有在 {self._limit_seconds:.0f} 秒内完成，或中途退出。详情见工作进程的日志。",
                en=f"The voice's process ended or took more than {self._limit_seconds:.0f} s. See the worker's log.",
            )
        if "seconds" not in answer:
            raise SpeechError(zh=str(answer.get("zh")), en=str(answer.get("en")))
        return float(answer["seconds"])

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, wish: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a wish, or None where the process was lost over it."""
        process = self._running()
        asked = uuid.uuid4().hex
        deadline = time.monotonic() + self._limit_seconds
        try:
            assert process.stdin is not None  # noqa: S101 - it was started with a pipe
            process.stdin.write(json.dumps({"id": asked, **wish}).encode() + b"\n")
            process.stdin.flush()
            while True:
                answer = self._line(process, deadline)
                if answer is None or answer.get("id") == asked:
                    return answer
        except OSError:
            # It ended by itself, being idle, just before we asked: losing this race is normal.
            return None

    def _line(self, process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any] | None:
        assert process.stdout is not None  # noqa: S101 - it was started with a pipe
        while b"\n" not in self._pending:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                return None
            more = os.read(process.stdout.fileno(), 1 << 16)
            if not more:
                return None
            self._pending += more
        line, _, self._pending = self._pending.partition(b"\n")
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            # A library printed something: not meant for us.
            return {}
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _end(self) -> None:
        process, self._process, self._pending = self._process, None, b""
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # Closing may want to write what an ended process no longer reads.
                with contextlib.suppress(OSError):
                    pipe.close()
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
