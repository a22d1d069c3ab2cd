"""Sounds made by arithmetic, so that nobody's rights are touched: the music for callers who wait, and the beep."""

from __future__ import annotations

import array
import math
import os
import wave
from pathlib import Path

RATE = 8000
LOUDEST = 32767
# The five notes of the Chinese scale (gong, shang, jue, zhi, yu) on C, in hertz, by their place in the scale.
SCALE = (261.63, 293.66, 329.63, 392.00, 440.00)
BEAT_SECONDS = 0.75
# One line is four bars of four beats: a place in the scale (5 is an octave above 0), or None for a rest.
MELODY: tuple[int | None, ...] = (
    *(2, None, 4, 5, 4, None, 2, 1),
    *(0, None, 1, 2, 1, None, None, None),
    *(2, None, 4, 5, 7, None, 5, 4),
    *(5, None, 4, 2, 4, None, None, None),
    *(7, None, 5, 4, 5, None, 4, 2),
    *(1, None, 2, 4, 2, None, None, None),
    *(0, None, 2, 4, 2, None, 1, 0),
    *(1, None, 2, 1, 0, None, None, None),
)
# A low note under every second bar, by place in the scale, an octave down.
BASS = (0, 3, 0, 3, 4, 1, 3, 0)
BARS_BEATS = 8
PARTIALS = ((1, 1.0), (2, 0.28), (3, 0.10), (4, 0.03))
# One turn of the tone with its partials, looked up instead of computed for every sample.
WAVE = tuple(
    sum(share * math.sin(2.0 * math.pi * number * place / 4096) for number, share in PARTIALS) for place in range(4096)
)


def frequency_of(place: int) -> float:
    """Pitch in hertz of a place in the scale; each five places are an octave."""
    octave, step = divmod(place, len(SCALE))
    return SCALE[step] * 2.0**octave


def music_samples() -> array.array[int]:
    """The waiting music: 48 seconds, 16 bit, 8 kHz; begins and ends in silence, so that it can be repeated."""
    mix = [0.0] * int(len(MELODY) * BEAT_SECONDS * RATE)
    for beat, place in enumerate(MELODY):
        if place is not None:
            _add_note(mix, at=beat * BEAT_SECONDS, hertz=frequency_of(place), seconds=2.2, level=0.20)
    for bar, place in enumerate(BASS):
        start = bar * BARS_BEATS * BEAT_SECONDS
        _add_note(mix, at=start, hertz=frequency_of(place - 5), seconds=5.5, level=0.11)
    return array.array("h", (round(max(-1.0, min(1.0, value)) * LOUDEST) for value in mix))


def beep_samples() -> array.array[int]:
    """The tone after which one speaks: 0.3 seconds."""
    mix = [0.0] * int(0.3 * RATE)
    _add_note(mix, at=0.0, hertz=frequency_of(9), seconds=0.28, level=0.35)
    return array.array("h", (round(value * LOUDEST) for value in mix))


def wav_write(file: Path, samples: array.array[int]) -> None:
    """Write mono 8 kHz WAV; a file that is there stays until the new one is whole."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with wave.open(str(draft), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    draft.replace(file)


def sounds_ensure(data: Path) -> None:
    """Put the music and the beep where Asterisk looks for them, unless they are there."""
    music, beep = data / "moh" / "waiting.wav", data / "sounds" / "beep.wav"
    for file, make in ((music, music_samples), (beep, beep_samples)):
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            wav_write(file, make())


def _add_note(mix: list[float], *, at: float, hertz: float, seconds: float, level: float) -> None:
    """A plucked, slowly fading note; what would reach past the end is faded out before it."""
    start = int(at * RATE)
    length = min(int(seconds * RATE), len(mix) - start)
    attack, release = int(0.012 * RATE), int(0.12 * RATE)
    fading = math.exp(-4.84 / (seconds * RATE))
    step = hertz * len(WAVE) / RATE
    loudness = level
    for index in range(length):
        shape = min(1.0, index / attack, (length - index) / release)
        mix[start + index] += loudness * shape * WAVE[int(index * step) % len(WAVE)]
        loudness *= fading
