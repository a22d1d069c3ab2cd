"""Sound files of the engine: its raw stereo, and WAV files whose header a crash left unfinished."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 8000
SAMPLE_BYTES = 2
_WAV_HEADER_BYTES = 44


@dataclass(frozen=True, slots=True)
class Sound:
    """A whole WAV and its length."""

    wav: bytes
    seconds: float


def stereo_from_raw(path: Path) -> Sound:
    """MixMonitor's raw file (option D: 16 bit, left what the channel said, right what it heard) as a WAV.

    A file that a crash cut short needs no repair: an incomplete last frame is left away.
    """
    frame = 2 * SAMPLE_BYTES
    raw = path.read_bytes()
    return _written(raw[: len(raw) // frame * frame], channels=2)


def wav_repaired(path: Path) -> Sound:
    """A mono WAV of the engine, read by its samples: the length in its header is wrong when the engine was killed."""
    content = path.read_bytes()
    if content[:4] != b"RIFF" and content:
        raise ValueError("not a WAV file")
    samples = content[_WAV_HEADER_BYTES:]
    return _written(samples[: len(samples) // SAMPLE_BYTES * SAMPLE_BYTES], channels=1)


def wav_seconds(path: Path) -> float:
    """How long a mono WAV that the engine plays lasts, by the size of its file. Raises OSError."""
    return max(0, path.stat().st_size - _WAV_HEADER_BYTES) / (RATE * SAMPLE_BYTES)


def peaks(wav: bytes, *, buckets: int) -> list[list[float]]:
    """For each channel the loudest sample of each of `buckets` equal stretches, 0 to 1: what a wave picture draws."""
    import numpy as np  # noqa: PLC0415  # only pages that draw a wave pay for it

    with wave.open(io.BytesIO(wav)) as reading:
        channels = reading.getnchannels()
        samples = np.frombuffer(reading.readframes(reading.getnframes()), dtype="<i2").reshape(-1, channels)
    loudness = np.abs(samples.astype(np.int32))
    parts = np.array_split(loudness, buckets) if len(loudness) else []
    return [
        [round(float(part[:, channel].max()) / 32768, 3) if len(part) else 0.0 for part in parts]
        for channel in range(channels)
    ]


def _written(samples: bytes, *, channels: int) -> Sound:
    target = io.BytesIO()
    with wave.open(target, "wb") as writing:
        writing.setnchannels(channels)
        writing.setsampwidth(SAMPLE_BYTES)
        writing.setframerate(RATE)
        writing.writeframes(samples)
    return Sound(target.getvalue(), len(samples) / (RATE * SAMPLE_BYTES * channels))
