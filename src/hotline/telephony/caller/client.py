"""The scripted telephone as the one who uses it sees it: blocking calls with a limit each."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hotline.telephony.caller.wire import CALLS_AT_ONCE

# From the beginning of one key to that of the next; a key sounds for 0.14 s of it.
KEY_GAP_SECONDS = 0.28
START_SECONDS = 10.0
SOURCES = Path(__file__).resolve().parents[3]


class CallerError(Exception):
    """The telephone could not do what it was told, or what was waited for did not come in time."""


@dataclass
class Call:
    """One call of the telephone. Times are seconds of the wall clock, None until the thing has happened."""

    telephone: "Telephone" = field(repr=False)
    name: str
    record: Path | None
    state: str = "new"
    code: int = 0
    answered_at: float | None = None
    ended_at: float | None = None
    is_loud: bool = False
    sound_changed_at: float = 0.0
    keys_sent: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the call has ended, from whichever side."""
        return self.state == "ended"

    @property
    def seconds(self) -> float:
        """How long the call has been talking, or had been when it ended; 0 before the answer."""
        return 0.0 if self.answered_at is None else (self.ended_at or time.time()) - self.answered_at

    def press(self, keys: str, *, gap_seconds: float = KEY_GAP_SECONDS) -> None:
        """Press keys (0-9 * # A-D), so many seconds apart, and return when the last has been sent."""
        wanted = self.keys_sent + len(keys)
        self.telephone.order("keys", call=self.name, keys=keys, gap_seconds=gap_seconds)
        limit = 5.0 + len(keys) * gap_seconds
        self.telephone.wait(
            lambda: self.keys_sent >= wanted or self.is_over, limit=limit, what=f"{self.name}: keys sent"
        )

    def say_tone(self, hertz: int) -> None:
        """Hum one tone from now on."""
        self.telephone.order("tone", call=self.name, hertz=hertz)

    def say_file(self, file: Path, *, is_repeated: bool = False) -> None:
        """Speak a WAV file (16 bit, one channel) from now on."""
        self.telephone.order("file", call=self.name, file=str(file), is_repeated=is_repeated)

    def hush(self) -> None:
        """Say nothing from now on."""
        self.telephone.order("hush", call=self.name)

    def answer(self, code: int = 200) -> None:
        """Answer an incoming call, or refuse it with 486 or 603."""
        self.telephone.order("answer", call=self.name, code=code)

    def hang_up(self, *, code: int = 0, limit: float = 5.0) -> None:
        """Hang up and return when the other side knows; harmless when the call is over."""
        if not self.is_over:
            self.telephone.order("hangup", call=self.name, code=code)
            self.wait_ended(limit=limit)

    def wait_answered(self, *, limit: float = 10.0) -> None:
        """Return when the other side has answered. Raises CallerError when it refused or did not answer in time."""
        self.telephone.wait(lambda: self.answered_at or self.is_over, limit=limit, what=f"{self.name}: an answer")
        if self.answered_at is None:
            raise CallerError(f"{self.name}: refused with {self.code}")

    def wait_ended(self, *, limit: float = 30.0) -> int:
        """Return the SIP code with which the call ended."""
        self.telephone.wait(lambda: self.is_over, limit=limit, what=f"{self.name}: the end of the call")
        return self.code

    def wait_sound(self, *, limit: float = 10.0) -> None:
        """Return when the line sounds, or the call is over."""
        self.telephone.wait(lambda: self.is_loud or self.is_over, limit=limit, what=f"{self.name}: a voice")

    def wait_quiet(self, *, seconds: float = 0.8, limit: float = 60.0) -> None:
        """Return when the line has been silent for so long, or the call is over."""
        self.telephone.wait(
            lambda: self._has_been_quiet(seconds) or self.is_over, limit=limit, what=f"{self.name}: a pause"
        )

    def _has_been_quiet(self, seconds: float) -> bool:
        return not self.is_loud and time.time() - self.sound_changed_at >= seconds


class Telephone:
    """A scripted telephone with up to `CALLS_AT_ONCE` calls, in a process of its own."""

    def __init__(self, *, folder: Path) -> None:
        """Start it; what its calls hear is saved in `folder`. Raises CallerError where pjsua2 is not installed."""
        self.folder = folder
        self.calls: dict[str, Call] = {}
        self.incoming: list[tuple[str, Call]] = []
        self.registered: dict[str, bool] = {}
        self.troubles: list[str] = []
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._is_ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hotline.telephony.caller.process"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
            env=os.environ | {"PYTHONPATH": str(SOURCES)},
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, name="telephone", daemon=True)
        self._reader.start()
        try:
            self.wait(lambda: self._is_ready, limit=START_SECONDS, what="the telephone")
        except CallerError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_busy(self) -> bool:
        """Whether it cannot hold a further call now."""
        with self._changed:
            return sum(not call.is_over for call in self.calls.values()) >= CALLS_AT_ONCE

    def call(self, to: str, *, number: str = "", name: str = "") -> Call:
        """Call a SIP address; `number` is the caller's, empty hides it. Returns at once."""
        name = name or f"call-{next(self._numbers)}"
        call = Call(self, name, self.folder / f"{name}.wav")
        self.calls[name] = call
        self.order("call", call=name, to=to, record=str(call.record), **{"from": number})
        return call

    def account(
        self, user: str, *, password: str, registrar: str, ring: str, ring_seconds: float = 0.5, limit: float = 10.0
    ) -> None:
        """Register a desk telephone. `ring` is what it does when called: answer, refuse, never (rings on), or ask.

        With `ask` it rings until `Call.answer`.
        """
        how = {"ring": ring, "ring_seconds": ring_seconds, "record_folder": str(self.folder)}
        self.order("account", name=user, user=user, password=password, registrar=registrar, **how)
        self.wait(lambda: self.registered.get(user), limit=limit, what=f"{user}: registered")

    def wait_incoming(self, user: str, *, limit: float = 10.0) -> Call:
        """Return the next call that came for this account, taking it off the list."""
        self.wait(lambda: any(name == user for name, _ in self.incoming), limit=limit, what=f"{user}: a call")
        with self._changed:
            found = next(pair for pair in self.incoming if pair[0] == user)
            self.incoming.remove(found)
        return found[1]

    def order(self, do: str, **facts: object) -> None:
        """Send one order to the process."""
        pipe = self._process.stdin
        if pipe is None or self._process.poll() is not None:
            raise CallerError("the telephone is not running")
        # Several callers of one test may speak at the same time, from threads of their own.
        with self._changed:
            pipe.write(json.dumps({"do": do, **facts}) + "\n")
            pipe.flush()

    def wait(self, is_done: Callable[[], object], *, limit: float, what: str) -> None:
        """Return when `is_done` is true. Raises CallerError after `limit` seconds, or when the process has died."""
        end = time.monotonic() + limit
        with self._changed:
            while not is_done():
                left = end - time.monotonic()
                if left <= 0:
                    raise CallerError(f"waited {limit:g} s in vain for {what}; troubles: {self.troubles}")
                if self._process.poll() is not None and not self._reader.is_alive():
                    raise CallerError(f"the telephone has died: {'; '.join(self.troubles)}")
                # Silence makes no event, so a pause is looked for by the clock.
                self._changed.wait(min(left, 0.05))

    def vanish(self) -> None:
        """Die without a goodbye, as a telephone whose power has failed."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Hang up everything and end the process."""
        if self._process.poll() is None:
            self.order("quit")
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.vanish()
        self._reader.join(timeout=2)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        if self._process.stdout is None or self._process.stderr is None:
            return
        for line in self._process.stdout:
            with self._changed:
                self._take(json.loads(line))
                self._changed.notify_all()
        if text := self._process.stderr.read().strip():
            self.troubles.append(text.splitlines()[-1])

    def _take(self, event: dict[str, Any]) -> None:
        kind, call = event["event"], self.calls.get(event.get("call", ""))
        if kind == "ready":
            self._is_ready = True
        elif kind == "registered":
            self.registered[event["account"]] = event["is_active"]
        elif kind == "incoming":
            new = Call(self, event["call"], self.folder / f"{event['call']}.wav", state="ringing")
            self.calls[new.name] = new
            self.incoming.append((event["account"], new))
        elif kind == "trouble":
            self.troubles.append(f"{event.get('order')} {event.get('call')}: {event['text']}")
        elif call is not None:
            _call_take(call, event)


class Telephones:
    """As many telephones as calls are made at once: for a row of callers."""

    def __init__(self, *, folder: Path) -> None:
        self.folder = folder
        self._all: list[Telephone] = []
        # Callers may come from several threads.
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for telephone in self._all:
            telephone.close()

    def call(self, to: str, *, number: str, name: str) -> Call:
        """Like `Telephone.call`, on the first telephone that can hold it, or on a new one. Names must differ."""
        with self._lock:
            free = next((telephone for telephone in self._all if not telephone.is_busy), None)
            if free is None:
                free = Telephone(folder=self.folder)
                self._all.append(free)
            return free.call(to, number=number, name=name)


def _call_take(call: Call, event: dict[str, Any]) -> None:
    if event["event"] == "key":
        call.keys_sent += 1
    elif event["event"] == "sound":
        call.is_loud, call.sound_changed_at = event["loud"], event["at"]
    elif event["event"] == "state":
        call.state, call.code = event["state"], event["code"]
        if call.state == "answered":
            call.answered_at = call.sound_changed_at = event["at"]
        elif call.state == "ended":
            call.ended_at, call.is_loud = event["at"], False
