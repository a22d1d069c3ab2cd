"""What a recording holds: prompts by their tones, single tones by their frequency."""

import struct
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from hotline.speech.languages import Language, language_of
from hotline.speech.sound import to_telephone, wav_write
from hotline.speech.tones import (
    LOW,
    PROMPT_ROWS,
    TONE_SECONDS,
    Pair,
    Span,
    pair_for_text,
    pairs_for_prompts,
    spans_in,
    tone_pcm,
)

PROMPTS = Path(__file__).resolve().parents[2] / "asterisk/prompts/prompts.yaml"
RATE = 8000
WAV_HEADER_BYTES = 44
PASSAGE = "passage"
_WINDOW = 800
# A tone that is to count is at least this strong, of full scale, and holds this share of the power.
_LOUD = 0.02
_PURE = 0.8

Samples = NDArray[np.float32]


def samples_so_far(file: Path) -> Samples:
    """The samples of a telephone's recording, also while it is being written: its header is true only at the end."""
    if not file.exists() or file.stat().st_size <= WAV_HEADER_BYTES:
        return np.zeros(0, dtype=np.float32)
    raw = file.read_bytes()[WAV_HEADER_BYTES:]
    return np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(np.float32) / 32768


def prompts_in(samples: Samples) -> list[str]:
    """The prompts heard, by name, in order; English ones end in `@en`; a text of the knowledge base is `passage`."""
    return [_name(pair) for pair in _pairs_whole(samples)]


def passages_in(samples: Samples) -> list[Pair]:
    """The tones of knowledge texts alone, for comparing with `passage_tones`."""
    return [pair for pair in _pairs_whole(samples) if _name(pair) == PASSAGE]


def passage_tones(text: str, *, language: str = "zh", is_slow: bool = False) -> Pair:
    """The tones by which a paragraph is spoken in a test centre."""
    return pair_for_text(text, language=language_of(language), speed="slow" if is_slow else "normal")


def tones_in(samples: Samples) -> list[int]:
    """The single tones heard, in Hz rounded to tens, each once for as long as it lasts without a change."""
    found: list[int] = []
    for start in range(0, len(samples) - _WINDOW + 1, _WINDOW):
        hertz = tone_of(samples[start : start + _WINDOW])
        if hertz and (not found or found[-1] != hertz):
            found.append(hertz)
    return found


def tone_of(samples: Samples) -> int:
    """The one tone that these samples hold, in Hz rounded to tens; 0 for silence, speech, music or two tones."""
    level = float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    if level < _LOUD:
        return 0
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    peak = int(spectrum.argmax())
    if spectrum[max(peak - 2, 0) : peak + 3].sum() < _PURE * spectrum.sum():
        return 0
    return round(peak * RATE / len(samples) / 10) * 10


def is_silent(samples: Samples) -> bool:
    """Whether nothing can be heard."""
    return bool(len(samples) == 0 or float(np.abs(samples).max()) < _LOUD)


def tone_write(file: Path, *, hertz: int, seconds: float, rate: int = RATE) -> Path:
    """Write a WAV file with one tone."""
    at = np.arange(int(seconds * rate)) / rate
    data = (np.sin(2 * np.pi * hertz * at) * 0.4 * 32767).astype("<i2").tobytes()
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", len(data),
    )  # fmt: skip
    file.write_bytes(header + data)
    return file


def prompt_tone_write(file: Path, *, name: str, language: str) -> None:
    """Write the tones of a prompt's name, by which `prompts_in` knows it, where the engine plays a voice by itself."""
    wav_write(file, tone_pcm(_prompt_pairs()[name, language_of(language)]))


def _pairs_whole(samples: Samples) -> list[Pair]:
    # On a busy machine a late packet may break a tone in two: pieces that together are no longer than one are one.
    whole: list[Span] = []
    for span in spans_in(to_telephone(samples, rate=RATE)):
        last = whole[-1] if whole else None
        if last and last.pair == span.pair and last.seconds + span.seconds <= TONE_SECONDS:
            whole[-1] = Span(span.pair, last.seconds + span.seconds)
        else:
            whole.append(span)
    return [span.pair for span in whole]


def _name(pair: Pair) -> str:
    if pair[0] in LOW[PROMPT_ROWS:]:
        return PASSAGE
    return _prompt_names().get(pair, f"unknown {pair}")


@cache
def _prompt_pairs() -> dict[tuple[str, Language], Pair]:
    return pairs_for_prompts(yaml.safe_load(PROMPTS.read_text(encoding="utf-8")))


@cache
def _prompt_names() -> dict[Pair, str]:
    return {
        pair: name if language == "zh" else f"{name}@{language}" for (name, language), pair in _prompt_pairs().items()
    }
