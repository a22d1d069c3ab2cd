"""A citizen at the telephone, in the words of a story."""

import itertools
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness.centre import Centre
from harness.record import Record, record_find
from harness.sound import PASSAGE, Samples, is_silent, prompts_in, samples_so_far, tone_of
from harness.waiting import POLL_SECONDS, soon, stays
from hotline.telephony.caller.client import Call, CallerError, Telephones

HEAR_SECONDS = 10.0
# What is still on its way: the engine's 20 ms frames and the quarter second that the telephone keeps before it writes.
SETTLE_SAMPLES = 2400

# Never the same twice, also against a centre that was kept from an earlier run.
_dialled = itertools.count(int(time.time()) % 10**8 * 100)


@dataclass
class CitizenCall:
    """One call. `hears` judges every prompt exactly once, in order, and nothing between is passed over."""

    centre: Centre
    call: Call
    called: str
    _judged: int = field(default=0)

    @property
    def sound(self) -> Samples:
        """What was heard so far, at 8 kHz."""
        return samples_so_far(self.call.record or Path())

    @property
    def heard(self) -> list[str]:
        """Every prompt heard so far."""
        return prompts_in(self.sound)

    def hears(self, *names: str, limit: float = HEAR_SECONDS) -> None:
        """Wait for so many more prompts and judge that they are these; `passage` stands for a knowledge text."""
        wanted = self._judged + len(names)
        deadline = time.monotonic() + limit
        while len(self.heard) < wanted and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        heard = self.heard[self._judged : wanted]
        if heard != list(names):
            raise AssertionError(f"heard {heard} instead of {list(names)}, after {self.heard[: self._judged]}")
        self._judged = wanted

    def hears_passage(self, *, limit: float = HEAR_SECONDS) -> None:
        """Wait for one more knowledge text."""
        self.hears(PASSAGE, limit=limit)

    def hears_then_skips(self, name: str, *, limit: float = HEAR_SECONDS) -> None:
        """Wait for a prompt, whatever comes before it, and judge from behind it on."""
        soon(lambda: name in self.heard[self._judged :], limit=limit, what=f"{name} in {self.heard[self._judged :]}")
        self._judged += self.heard[self._judged :].index(name) + 1

    def hears_no_more(self, *, seconds: float) -> None:
        """Judge that no further prompt comes within so many seconds."""
        stays(lambda: len(self.heard) == self._judged, seconds=seconds, what="silence of prompts")

    def hears_tone(self, hertz: int, *, limit: float = HEAR_SECONDS) -> None:
        """Wait until this single tone is what is heard now."""
        soon(lambda: abs(self._tone_now() - hertz) <= 10, limit=limit, what=f"{hertz} Hz")

    def hears_music(self, *, limit: float = HEAR_SECONDS) -> None:
        """Wait until there is sound that is neither a prompt nor a single tone."""
        soon(lambda: self.call.is_loud and not self._tone_now() and not self._prompt_now(), limit=limit, what="music")

    def hears_voice(self, *, limit: float = HEAR_SECONDS) -> None:
        """Wait for a voice: the ear cannot tell it from music."""
        self.hears_music(limit=limit)

    def hears_silence(self, *, limit: float = HEAR_SECONDS) -> None:
        """Wait until nothing can be heard."""
        soon(lambda: is_silent(self.sound[-SETTLE_SAMPLES:]), limit=limit, what="silence")

    def asks_for_adviser(self) -> None:
        """Wait for the menu and press 0."""
        self.hears_then_skips("menu_open")
        self.presses("0")

    def presses(self, keys: str, **how: float) -> None:
        """Press keys."""
        self.call.press(keys, **how)

    def says_tone(self, hertz: int) -> None:
        """Hum one tone until the call ends or `hushes`."""
        self.call.say_tone(hertz)

    def hushes(self) -> None:
        """Be silent."""
        self.call.hush()

    def hangs_up(self) -> None:
        """Hang up."""
        self.call.hang_up()

    def is_hung_up_on(self, *, limit: float = 15.0) -> None:
        """Wait until the centre ends the call."""
        self.call.wait_ended(limit=limit)

    def is_still_connected(self) -> bool:
        """Whether the call lasts."""
        return self.call.state == "answered"

    def record(self) -> Record:
        """What the record says now."""
        return soon(lambda: record_find(self.centre, called=self.called), what=f"a record of {self.called}")

    def closed_record(self, *, with_messages: int = 0, limit: float = 15.0) -> Record:
        """What the record says once it has closed the call, and its messages have been taken in by the worker."""

        def look() -> Record | None:
            found = self.record()
            return found if found.is_closed and len(found.messages) >= with_messages else None

        found = soon(look, limit=limit, what=f"a closed record of {self.called}")
        assert found is not None
        return found

    def _tone_now(self) -> int:
        return tone_of(self.sound[-SETTLE_SAMPLES:])

    def _prompt_now(self) -> bool:
        return bool(prompts_in(self.sound[-SETTLE_SAMPLES:]))


@dataclass
class Citizen:
    """Somebody with a telephone. `number` is shown to the centre; empty hides it."""

    centre: Centre
    telephones: Telephones
    number: str = "13800138000"

    def dials(self, *, number: str | None = None) -> CitizenCall:
        """Call the hotline and wait for the answer."""
        call = self.starts_dialling(number=number)
        call.call.wait_answered()
        return call

    def starts_dialling(self, *, number: str | None = None) -> CitizenCall:
        """Call the hotline and do not wait."""
        # A suffix of its own, which the dialplan takes like the number itself, tells the calls of a test run apart.
        called = f"{self.centre.places.number}t{next(_dialled)}"
        address = f"sip:{called}@127.0.0.1:{self.centre.places.sip_port}"
        call = self.telephones.call(address, number=self.number if number is None else number, name=called)
        return CitizenCall(self.centre, call, called)


__all__ = ["CallerError", "Citizen", "CitizenCall"]
