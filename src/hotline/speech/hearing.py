"""What a sound says, by speech recognition: an aid for trying the line, never a record. Whisper base, offline."""

import importlib.util
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from hotline.speech.errors import SpeechError
from hotline.speech.languages import language_of
from hotline.speech.parts import HEARING, is_installed, part_file
from hotline.speech.places import cache_folder
from hotline.speech.sound import Samples, wav_read

RATE: Final = 16000
# Without this the recognizer writes Chinese with traditional characters, or without marks.
HINTS: Final = {"zh": "以下是普通话的句子，使用简体字。", "en": ""}


def can_hear() -> bool:
    """Whether speech recognition is installed."""
    return importlib.util.find_spec("faster_whisper") is not None and is_installed(HEARING)


def hear(wav: Path, language: str) -> str | None:
    """What the WAV says in `language`; None where it holds no speech. About a fifth of the sound's length.

    Raises SpeechError with the reason where recognition is not installed, a part is not as on record, or the file is no
    WAV.
    """
    if not can_hear():
        raise SpeechError(
            zh="没有安装语音识别，无法写出听到的话（可选附加包 hearing）。",
            en="Speech recognition is not installed, so what was heard cannot be written out (extra `hearing`).",
        )
    spoken = language_of(language)
    samples, rate = wav_read(wav)
    segments, _ = _model(cache_folder()).transcribe(
        _resampled(samples, rate),
        language=spoken,
        beam_size=5,
        vad_filter=True,
        condition_on_previous_text=False,
        initial_prompt=HINTS[spoken] or None,
    )
    text = re.sub(r"\s+", " ", "".join(segment.text for segment in segments)).strip()
    return text or None


def _resampled(samples: Samples, rate: int) -> Samples:
    import soxr  # noqa: PLC0415 - only here the rate is not the telephone's

    resampled: Samples = soxr.resample(samples, rate, RATE, quality="HQ").astype("float32")
    return resampled


@cache
def _model(cache_folder: Path) -> Any:
    from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy, and optional

    # It tells the length of every sound at the level at which we tell what happened.
    logging.getLogger("faster_whisper").setLevel(logging.WARNING)
    files = [part_file(part, cache=cache_folder) for part in HEARING]
    return WhisperModel(str(files[0].parent), device="cpu", compute_type="int8")
