"""What the operator sees: short lines in Chinese, English or both, and the progress of long steps."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

# How often a running step shows its time; where the output is no terminal, a line a quarter of a minute is enough.
TICK_SECONDS = 0.5
PLAIN_TICK_SECONDS = 15.0
LONG_LINE = 60
CLEAR_LINE = "\r\x1b[2K"


def speaks_chinese_only(environment: Mapping[str, str]) -> bool:
    """Whether the operator's language is Chinese; all others see both languages."""
    value = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return value.startswith("zh")


class Console:
    """Writes for the operator. One per run of the program."""

    def __init__(self, *, out: TextIO | None = None, environment: Mapping[str, str] | None = None) -> None:
        self._out = out or sys.stdout
        self._chinese_only = speaks_chinese_only(os.environ if environment is None else environment)
        self._lock = threading.Lock()
        self.is_terminal = self._out.isatty()

    def text(self, *, zh: str, en: str) -> str:
        """The words in the operator's language, Chinese first where both are shown."""
        return "  ".join(self.both(zh=zh, en=en))

    def both(self, *, zh: str, en: str) -> list[str]:
        """The words as lines, one for each language that the operator sees."""
        return [zh] if self._chinese_only or zh == en else [zh, en]

    def say(self, *, zh: str, en: str) -> None:
        """Write one line; where both languages are shown and the line would be long, English gets a line of its own."""
        between = "  " if len(zh) + len(en) < LONG_LINE else "\n"
        self.write(between.join(self.both(zh=zh, en=en)))

    def write(self, text: str) -> None:
        """Write a line as it is."""
        self._put(f"{text}\n")

    @contextmanager
    def step(self, *, zh: str, en: str, seconds: float = 0) -> Iterator[Step]:
        """Show a step while it runs and how long it took. `seconds` is what it usually takes; 0 says nothing."""
        step = Step(self, title=self.text(zh=zh, en=en), seconds=seconds)
        step.begin()
        try:
            yield step
        except BaseException:
            step.end(mark="✗")
            raise
        step.end(mark="✓")

    def overwrite(self, text: str, *, final: bool) -> None:
        """On a terminal, replace the current line by `text`; elsewhere write it as a line."""
        self._put(f"{CLEAR_LINE}{text}" + ("\n" if final else "") if self.is_terminal else f"{text}\n")

    def _put(self, text: str) -> None:
        with self._lock:
            try:
                self._out.write(text)
                self._out.flush()
            except OSError:
                # Whoever read us has gone (`| head`, a closed terminal): a start or a stop goes on unwatched.
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())


class Step:
    """One step in progress: its share done and a word about it may be set while it runs, from any thread."""

    def __init__(self, console: Console, *, title: str, seconds: float) -> None:
        self._console = console
        self._title = title
        self._usual = console.text(zh=f"约 {seconds:.0f} 秒", en=f"about {seconds:.0f} s") if seconds else ""
        self._share: float | None = None
        self._note = ""
        self._began = 0.0
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._tick, name="progress", daemon=True)

    def begin(self) -> None:
        """Show the title and start counting."""
        self._began = time.monotonic()
        if self._console.is_terminal or self._usual:
            self._console.overwrite(self._line("…"), final=False)
        self._ticker.start()

    def progress(self, share: float) -> None:
        """Tell the share done, 0 to 1."""
        self._share = max(0.0, min(1.0, share))

    def note(self, *, zh: str, en: str) -> None:
        """Add a word that stays behind the title."""
        self._note = self._console.text(zh=zh, en=en)

    def end(self, *, mark: str) -> None:
        """Show the outcome and the time taken."""
        self._ended.set()
        self._ticker.join()
        self._share = None
        self._usual = ""
        self._console.overwrite(self._line(mark), final=True)

    def _tick(self) -> None:
        pause = TICK_SECONDS if self._console.is_terminal else PLAIN_TICK_SECONDS
        while not self._ended.wait(pause):
            self._console.overwrite(self._line("…"), final=False)

    def _line(self, mark: str) -> str:
        words = [mark, self._title]
        if self._note:
            words.append(f"({self._note})")
        if self._share is not None:
            words.append(f"{self._share:.0%}")
        spent = time.monotonic() - self._began
        if spent >= 1:
            words.append(f"{spent:.0f} s")
        if self._usual:
            words.append(f"[{self._usual}]")
        return " ".join(words)
