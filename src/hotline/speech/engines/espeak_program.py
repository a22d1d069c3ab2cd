"""espeak-ng as a program of its own: its sound and its phonemes. It is never linked into our process (GPL)."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hotline.speech.errors import SpeechError
from hotline.speech.sound import Samples, wav_read

LIMIT_SECONDS: Final = 5
# espeak-ng says a lone capital A as the article; a spelled one is a letter.
_LETTER_A: Final = re.compile(r"(?<=[A-Z] )A\b|\bA(?= [A-Z]\b)|(?<=[a-z] )A(?= M\b)")
_LETTER_A_PHONEMES: Final = "[['eI]]"


@dataclass(frozen=True, slots=True)
class EspeakProgram:
    """How espeak-ng is started on this machine."""

    command: Sequence[str]

    def wave(self, text: str, *, voice: str, words_per_minute: int) -> tuple[Samples, int]:
        """Sound of `text` and its rate. Raises SpeechError where espeak-ng is not there or does not answer."""
        content = self._run(text, "-v", voice, "-s", str(words_per_minute), "--stdout")
        return wav_read(_sized(content))

    def phonemes(self, text: str, *, voice: str) -> str:
        """IPA of `text`, diphthongs tied by `^`, in one line. Raises SpeechError like `wave`."""
        spoken = self._run(text, "-q", "--ipa", "--tie=^", "-v", voice).decode("utf-8", "replace")
        return " ".join(spoken.split())

    def version(self) -> str:
        """Such as `1.51`. Raises SpeechError like `wave`."""
        found = re.search(r"\d+\.\d+(?:\.\d+)?", self._run("", "--version").decode("utf-8", "replace"))
        return found.group() if found else "unknown"

    def _run(self, text: str, *options: str) -> bytes:
        try:
            done = subprocess.run(
                # The text goes in by standard input: what a citizen wrote is never an option.
                [*self.command, "-b", "1", *options, *(() if "--version" in options else ("--stdin",))],
                input=_LETTER_A.sub(_LETTER_A_PHONEMES, text.replace("[[", "[")).encode(),
                capture_output=True,
                timeout=LIMIT_SECONDS,
                check=True,
            )
        except FileNotFoundError as error:
            raise SpeechError(
                zh="找不到 espeak-ng。请安装（apt install espeak-ng），或用 HOTLINE_ESPEAK 指明它的位置。",
                en="espeak-ng was not found. Install it (apt install espeak-ng), or name its place by HOTLINE_ESPEAK.",
            ) from error
        except (subprocess.SubprocessError, OSError) as error:
            raise SpeechError(
                zh=f"espeak-ng 没有在 {LIMIT_SECONDS} 秒内完成，或报告了错误。请运行 espeak-ng --version 检查。",
                en=f"espeak-ng failed or did not end within {LIMIT_SECONDS} s. Try espeak-ng --version.",
            ) from error
        return done.stdout


def _sized(content: bytes) -> bytes:
    # On a pipe espeak-ng cannot go back to write the lengths: they are far too large, and readers stumble over them.
    at = content.find(b"data")
    if not content.startswith(b"RIFF") or at < 0:
        return content
    size = len(content) - at - 8
    return (
        content[:4]
        + (len(content) - 8).to_bytes(4, "little")
        + content[8 : at + 4]
        + size.to_bytes(4, "little")
        + content[at + 8 :]
    )
