"""Sound as the telephone carries it: 8 kHz, 16 bit, one channel, as arrays and as WAV files."""

import io
import os
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from hotline.speech.errors import SpeechError

TELEPHONE_RATE: Final = 8000
Samples = NDArray[np.float32]
"""Samples between -1 and 1."""

Pcm = NDArray[np.int16]
"""Telephone sound: 8 kHz, 16 bit, one channel."""

# Loudness of speech, as the root mean square of the frames in which somebody speaks, in parts of full scale: -20 dB.
SPEECH_LEVEL: Final = 0.1
PEAK: Final = 0.9
MOST_GAIN: Final = 8.0
FRAME_SECONDS: Final = 0.02
EDGE_SECONDS: Final = 0.008
# What is below this part of the loudest frame is silence.
SILENCE: Final = 0.02


def to_telephone(samples: Samples, *, rate: int) -> Samples:
    """Resample to 8 kHz with a proper low pass."""
    if rate == TELEPHONE_RATE:
        return samples
    resampled: Samples = soxr.resample(samples, rate, TELEPHONE_RATE, quality="HQ").astype(np.float32)
    return resampled


def frame_levels(samples: Samples, *, rate: int = TELEPHONE_RATE) -> Samples:
    """Root mean square of each 20 ms; a last, shorter frame is left out."""
    size = int(rate * FRAME_SECONDS)
    count = len(samples) // size
    frames = samples[: count * size].reshape(count, size)
    levels: Samples = np.sqrt(np.mean(np.square(frames), axis=1))
    return levels


def trimmed(samples: Samples, *, rate: int = TELEPHONE_RATE, keep_seconds: float = 0.03) -> Samples:
    """Without the silence at both ends, but for `keep_seconds`; empty where all is silence."""
    levels = frame_levels(samples, rate=rate)
    if not len(levels) or levels.max() < 1e-4:
        return samples[:0]
    loud = np.flatnonzero(levels > levels.max() * SILENCE)
    size, keep = int(rate * FRAME_SECONDS), int(rate * keep_seconds)
    return samples[max(0, loud[0] * size - keep) : (loud[-1] + 1) * size + keep]


def levelled(samples: Samples) -> Samples:
    """At the loudness of all our speech, softened where single peaks would clip."""
    levels = frame_levels(samples)
    if not len(levels) or levels.max() < 1e-4:
        return samples
    speech = levels[levels > levels.max() * 0.1]
    gain = min(MOST_GAIN, SPEECH_LEVEL / float(np.sqrt(np.mean(np.square(speech)))))
    louder = samples * np.float32(gain)
    # Straight up to 0.6, bent above it: no hard corner, and never beyond PEAK.
    knee = 0.6
    over = np.abs(louder) > knee
    bent = knee + (PEAK - knee) * np.tanh((np.abs(louder[over]) - knee) / (PEAK - knee))
    louder[over] = np.sign(louder[over]) * bent
    return louder


def softened(samples: Samples, *, rate: int = TELEPHONE_RATE) -> Samples:
    """With edges that rise from and fall to nothing within 8 ms, so that nothing clicks."""
    size = min(int(rate * EDGE_SECONDS), len(samples) // 2)
    if size < 2:
        return samples
    soft = samples.copy()
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, size))).astype(np.float32)
    soft[:size] *= ramp
    soft[-size:] *= ramp[::-1]
    return soft


def silence(seconds: float, *, rate: int = TELEPHONE_RATE) -> Samples:
    """Nothing, for so long."""
    return np.zeros(int(rate * seconds), np.float32)


def joined(parts: Sequence[tuple[Samples, float]]) -> Samples:
    """Parts one after the other, each followed by its pause in seconds."""
    if not parts:
        return np.zeros(0, np.float32)
    return np.concatenate([piece for samples, pause in parts for piece in (samples, silence(pause))])


def to_pcm(samples: Samples) -> Pcm:
    """As 16 bit; what is beyond full scale is cut."""
    pcm: Pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    return pcm


def seconds_of(pcm: Pcm) -> float:
    """How long it lasts."""
    return len(pcm) / TELEPHONE_RATE


def wav_bytes(pcm: Pcm) -> bytes:
    """A WAV file of telephone sound."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(TELEPHONE_RATE)
        file.writeframes(pcm.astype("<i2").tobytes())
    return memory.getvalue()


def wav_write(path: Path, pcm: Pcm) -> None:
    """Write a WAV so that a reader sees all of it or nothing, and any user of the machine may read it."""
    file_write(path, wav_bytes(pcm))


def file_write(path: Path, content: bytes) -> None:
    """Write aside and rename into place; folders are made, file and folders readable by any user."""
    folders_make(path.parent)
    handle, draft = tempfile.mkstemp(prefix=f".{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # Asterisk runs under a uid of its own.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def folders_make(folder: Path) -> None:
    """Make the folder and those above it that are missing, open to readers whatever the umask is."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        each.chmod(0o755)


def wav_read(source: Path | bytes) -> tuple[Samples, int]:
    """Samples (channels mixed) and rate of a WAV file. Raises SpeechError where it is not PCM of 8 to 32 bit."""
    try:
        with wave.open(io.BytesIO(source) if isinstance(source, bytes) else str(source), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            content = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise SpeechError(
            zh="这不是可以读取的 WAV 文件。请另存为 16 位 PCM 单声道 WAV 再试。",
            en="This is not a WAV file that can be read. Save it as 16 bit PCM mono WAV and try again.",
        ) from error
    whole = len(content) - len(content) % (width * channels)
    samples = _decoded(content[:whole], width)
    return samples.reshape(-1, channels).mean(axis=1).astype(np.float32), rate


def _decoded(content: bytes, width: int) -> Samples:
    if width == 1:
        return (np.frombuffer(content, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:
        raw = np.frombuffer(content, np.uint8).reshape(-1, 3)
        whole = np.zeros((len(raw), 4), np.uint8)
        whole[:, 1:] = raw
        return whole.reshape(-1).view("<i4").astype(np.float32) / np.float32(2**31)
    kind = np.dtype("<i2") if width == 2 else np.dtype("<i4")
    return np.frombuffer(content, kind).astype(np.float32) / np.float32(2 ** (8 * width - 1))
