"""Sound files as the engine writes them."""

import io
import struct
import wave
from collections.abc import Sequence

from hotline.telephony.sound import RATE


def mono_wav(samples: Sequence[int]) -> bytes:
    """A whole WAV of one channel."""
    return _wav(samples, channels=1)


def stereo_wav(frames: Sequence[tuple[int, int]]) -> bytes:
    """A whole WAV of two channels."""
    return _wav([sample for frame in frames for sample in frame], channels=2)


def stereo_raw(frames: Sequence[tuple[int, int]]) -> bytes:
    """What MixMonitor leaves: left, right, left, right."""
    return pcm([sample for frame in frames for sample in frame])


def killed_wav(samples: Sequence[int]) -> bytes:
    """A WAV whose writer was killed: its header says that there is nothing in it."""
    whole = mono_wav(samples)
    return whole[:4] + struct.pack("<I", 36) + whole[8:40] + struct.pack("<I", 0) + whole[44:]


def pcm(samples: Sequence[int]) -> bytes:
    """16 bit, little end first."""
    return struct.pack(f"<{len(samples)}h", *samples)


def _wav(samples: Sequence[int], *, channels: int) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as writing:
        writing.setnchannels(channels)
        writing.setsampwidth(2)
        writing.setframerate(RATE)
        writing.writeframes(pcm(samples))
    return target.getvalue()
