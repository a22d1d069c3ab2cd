"""Tones instead of words, for the test centre: a pair of sines for every prompt and text, and the ear for them.

A pair is (lower, higher) in Hz out of a grid of 24 by 20. Prompts have the lower 14 rows, each its own pair, given out
in the order of their names; texts have the other 10, by their digest, so that two texts may rarely share one. Both stay
clear of the frequencies of keys (DTMF), and of what a telephone line does not carry.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hotline.speech.languages import LANGUAGES, Language, Speed
from hotline.speech.sound import TELEPHONE_RATE, Pcm, Samples, silence, softened, to_pcm, to_telephone, wav_read

DTMF: Final = (697, 770, 852, 941, 1209, 1336, 1477, 1633)
PROMPT_ROWS: Final = 14
TONE_SECONDS: Final = 0.22
# A tone that is played twice is told from one that lasts by this gap.
REST_SECONDS: Final = 0.08
LEVEL: Final = 0.25

_HOP: Final = 80
_WINDOW: Final = 400
_LONGEST_GAP_HOPS: Final = 4
_FEWEST_HOPS: Final = 5
_QUIET: Final = 0.006

Pair = tuple[int, int]


def _spread(first: int, last: int, count: int) -> tuple[int, ...]:
    """`count` frequencies between the two, none within 16 Hz of a key's."""
    free = [hertz for hertz in range(first, last + 1) if all(abs(hertz - key) > 16 for key in DTMF)]
    step = (len(free) - 1) / (count - 1)
    return tuple(free[round(index * step)] for index in range(count))


LOW: Final = _spread(360, 1580, 24)
HIGH: Final = _spread(1700, 3280, 20)


def pairs_for_prompts(names: Iterable[str]) -> dict[tuple[str, Language], Pair]:
    """A pair for each prompt in each language, no two alike. Raises ValueError where the grid cannot hold so many."""
    places = [(LOW[row], high) for row in range(PROMPT_ROWS) for high in HIGH]
    wanted = [(name, language) for name in sorted(set(names)) for language in LANGUAGES]
    if len(wanted) > len(places):
        raise ValueError(f"{len(wanted)} prompts do not fit into {len(places)} pairs of tones")
    # Neighbours in the list of names are to be far apart in the grid: 11 has no factor in common with 280.
    return {key: places[index * 11 % len(places)] for index, key in enumerate(wanted)}


def pair_for_text(text: str, *, language: Language, speed: Speed = "normal") -> Pair:
    """The pair for a speakable text; the same text sounds different in the other language and at the other speed."""
    digest = hashlib.sha256(f"{language}\0{speed}\0{text}".encode()).digest()
    rows = LOW[PROMPT_ROWS:]
    place = int.from_bytes(digest[:4], "big") % (len(rows) * len(HIGH))
    return rows[place // len(HIGH)], HIGH[place % len(HIGH)]


def tone_pcm(pair: Pair, *, seconds: float = TONE_SECONDS) -> Pcm:
    """Both tones at once, and a short rest."""
    at = np.arange(int(seconds * TELEPHONE_RATE), dtype=np.float32) / TELEPHONE_RATE
    both = sum(np.sin(2 * np.pi * hertz * at).astype(np.float32) * np.float32(LEVEL) for hertz in pair)
    return to_pcm(np.concatenate([softened(np.asarray(both, np.float32)), silence(REST_SECONDS)]))


def heard(wav: Path | bytes) -> list[Pair]:
    """The pairs a telephone recording holds, in order.

    Gaps of up to 40 ms inside a tone do not matter, and one that was cut off counts from 50 ms on. Speech, music, keys
    and noise are no pairs.
    """
    samples, rate = wav_read(wav)
    return pairs_in(to_telephone(samples, rate=rate))


def pairs_in(samples: Samples) -> list[Pair]:
    """The same for samples at 8 kHz."""
    return [span.pair for span in spans_in(samples)]


@dataclass(frozen=True, slots=True)
class Span:
    """One pair and how long it sounded without a gap, in seconds."""

    pair: Pair
    seconds: float


def spans_in(samples: Samples) -> list[Span]:
    """Like `pairs_in`, with lengths: by them a tone broken in two by a late packet is told from one played twice."""
    spans: list[Span] = []
    current: Pair | None = None
    count, gap = 0, 0
    for pair in [*_by_hop(samples), *([None] * (_LONGEST_GAP_HOPS + 1))]:
        if pair is not None and pair == current:
            count, gap = count + 1, 0
            continue
        gap += 1
        if current is not None and pair is None and gap <= _LONGEST_GAP_HOPS:
            continue
        if current is not None and count >= _FEWEST_HOPS:
            spans.append(Span(current, count * _HOP / TELEPHONE_RATE))
        current, count, gap = pair, 1 if pair else 0, 0
    return spans


def _by_hop(samples: Samples) -> Sequence[Pair | None]:
    if len(samples) < _WINDOW:
        return []
    count = (len(samples) - _WINDOW) // _HOP + 1
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP][:count]
    low, high = _strength(frames, LOW), _strength(frames, HIGH)
    total = np.sqrt(np.mean(np.square(frames), axis=1))
    return [_pair(low[index], high[index], float(total[index])) for index in range(count)]


def _strength(frames: Samples, frequencies: Sequence[int]) -> NDArray[np.float64]:
    spectrum: NDArray[np.float64] = np.abs(frames.astype(np.float64) @ _probes(tuple(frequencies)))
    return spectrum


@cache
def _probes(frequencies: tuple[int, ...]) -> NDArray[np.complex128]:
    window = np.hanning(_WINDOW)
    at = np.arange(_WINDOW) / TELEPHONE_RATE
    probes: NDArray[np.complex128] = np.stack(
        [window * np.exp(-2j * np.pi * hertz * at) * 2 / window.sum() for hertz in frequencies], axis=1
    )
    return probes


def _pair(low: NDArray[np.float64], high: NDArray[np.float64], total: float) -> Pair | None:
    if total < _QUIET:
        return None
    best_low, best_high = int(low.argmax()), int(high.argmax())
    a, b = float(low[best_low]), float(high[best_high])
    # Two sines of one strength hold nearly all of the power; speech and music do not.
    share = (a * a + b * b) / 2 / (total * total)
    if share < 0.75 or min(a, b) < 0.35 * max(a, b):
        return None
    return LOW[best_low], HIGH[best_high]
