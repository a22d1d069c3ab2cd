"""A voice that takes its time: it speaks, by tones, from when a file stands beside this one."""

import time
from pathlib import Path

from hotline.speech.languages import Language
from hotline.speech.sound import Pcm
from hotline.speech.tones import pair_for_text, tone_pcm

GATE = Path(__file__).with_name("voice_may_speak")
WAIT_SECONDS = 100.0
# Apart enough for the file system to tell which of two was made first.
EACH_SECONDS = 0.02


class GatedVoice:
    """Like a neural voice it is never asked while a caller waits; otherwise the test centre's own."""

    name = "gated"
    version = "1"

    def voice(self, language: Language) -> str:
        """The language's name."""
        return language

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        """See Engine."""
        end = time.monotonic() + WAIT_SECONDS
        while not GATE.exists() and time.monotonic() < end:
            time.sleep(EACH_SECONDS)
        time.sleep(EACH_SECONDS)
        return tone_pcm(pair_for_text(text, language=language, speed="slow" if speed < 1.0 else "normal"))
