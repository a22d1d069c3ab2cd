"""`python -m hotline.speech.voice`: the neural voice in a process of its own, so that nobody else carries the model.

One JSON object a line on standard input: `{"id", "text", "language", "speed", "path"}`, `text` speakable; one a line on
standard output: `{"id", "seconds"}` once the WAV at `path` is written, or `{"id", "zh", "en"}` where it could not be.
The process ends when its input ends, or after some idle minutes.
"""

import argparse
import json
import os
import select
import sys
from pathlib import Path
from typing import Any, Final

from hotline.speech.engines import Engine, engine_named
from hotline.speech.engines.choice import voices_chosen
from hotline.speech.errors import SpeechError
from hotline.speech.languages import RATE, language_of, speed_of
from hotline.speech.lock import only_synthesis
from hotline.speech.places import cache_folder, espeak_command
from hotline.speech.sound import seconds_of, wav_write

IDLE_SECONDS: Final = 300


def serve(engine: Engine, *, cache: Path, idle_seconds: float) -> None:
    """Answer requests until the input ends or nothing has come for `idle_seconds`."""
    # Read by the file's number: a buffer of Python's would hide lines from select.
    pending = b""
    while True:
        line, newline, rest = pending.partition(b"\n")
        if newline:
            pending = rest
            _write(_answer(engine, line, cache))
            continue
        if not select.select([0], [], [], idle_seconds)[0]:
            return
        more = os.read(0, 1 << 16)
        if not more:
            return
        pending += more


def main() -> None:
    """Serve from the command line, at the lowest priority."""
    parser = argparse.ArgumentParser(prog="python -m hotline.speech.voice", description=__doc__)
    parser.add_argument("--engine", default=os.environ.get("HOTLINE_VOICE_ENGINE", "") or "kokoro")
    parser.add_argument("--cache", type=Path, default=cache_folder())
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--idle-seconds", type=float, default=IDLE_SECONDS)
    given = parser.parse_args()
    os.nice(19)
    engine = engine_named(
        given.engine, cache=given.cache, espeak=espeak_command(), voices=voices_chosen(), threads=given.threads
    )
    serve(engine, cache=given.cache, idle_seconds=given.idle_seconds)


def _answer(engine: Engine, line: bytes, cache: Path) -> dict[str, Any]:
    wish = json.loads(line)
    try:
        with only_synthesis(cache):
            pcm = engine.synthesize(wish["text"], language_of(wish["language"]), RATE[speed_of(wish["speed"])])
        wav_write(Path(wish["path"]), pcm)
    except SpeechError as error:
        return {"id": wish["id"], "zh": error.zh, "en": error.en}
    except Exception as error:
        # One sentence's fault, whatever it is, must not end the voice: the model takes seconds to load again. The one
        # who asked is told, and his job fails.
        reason = f"{type(error).__name__}: {error}"
        return {"id": wish["id"], "zh": f"语音合成出错：{reason}", "en": f"The voice failed: {reason}"}
    return {"id": wish["id"], "seconds": seconds_of(pcm)}


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
