"""Sound as the telephone carries it."""

import io
import os
import wave
from pathlib import Path

import numpy as np
import pytest

from hotline.speech.errors import SpeechError
from hotline.speech.sound import (
    PEAK,
    Samples,
    frame_levels,
    levelled,
    silence,
    softened,
    to_pcm,
    to_telephone,
    trimmed,
    wav_read,
    wav_write,
)


def sine(hertz: float, seconds: float, *, rate: int = 8000, level: float = 0.5) -> Samples:
    at = np.arange(int(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def test_what_the_telephone_cannot_carry_does_not_come_back_as_something_else() -> None:
    # 6 kHz sampled at 8 kHz without a filter would sound as 2 kHz.
    low, high = to_telephone(sine(1000, 1, rate=24000), rate=24000), to_telephone(sine(6000, 1, rate=24000), rate=24000)

    assert len(low) == 8000
    assert float(np.abs(low[1000:7000]).max()) == pytest.approx(0.5, abs=0.01)
    assert float(np.abs(high[1000:7000]).max()) < 0.002


def test_silence_at_both_ends_goes() -> None:
    piece = trimmed(np.concatenate([silence(1.0), sine(500, 0.5), silence(2.0)]))

    assert len(piece) / 8000 == pytest.approx(0.56, abs=0.04)


def test_all_silence_trims_to_nothing() -> None:
    assert len(trimmed(silence(1.0))) == 0


@pytest.mark.parametrize("level", [0.05, 0.3, 0.9])
def test_quiet_and_loud_speech_end_at_one_loudness(level: float) -> None:
    levels = frame_levels(levelled(sine(500, 1.0, level=level)))

    assert float(np.sqrt(np.mean(np.square(levels)))) == pytest.approx(0.1, abs=0.005)


def test_single_peaks_are_bent_not_clipped() -> None:
    sound = sine(500, 1.0, level=0.05)
    sound[4000:4010] = 0.9

    louder = levelled(sound)

    assert float(np.abs(louder).max()) <= PEAK
    assert int(np.abs(to_pcm(louder)).max()) < 32767


def test_levelling_leaves_silence_alone() -> None:
    assert float(np.abs(levelled(silence(1.0))).max()) == 0.0


def test_edges_begin_and_end_at_nothing() -> None:
    soft = softened(np.ones(8000, np.float32))

    assert (float(soft[0]), float(soft[-1]), float(soft[4000])) == (0.0, 0.0, 1.0)
    assert float(np.abs(np.diff(soft)).max()) < 0.03


def test_a_written_file_is_telephone_sound_that_others_may_read(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "sound.wav"
    mask = os.umask(0o077)
    try:
        wav_write(file, to_pcm(sine(500, 0.5)))
    finally:
        os.umask(mask)

    with wave.open(str(file)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate(), wav.getnframes()) == (1, 2, 8000, 4000)
    assert file.stat().st_mode & 0o777 == 0o644
    assert file.parent.stat().st_mode & 0o777 == 0o755
    assert [each.name for each in file.parent.iterdir()] == ["sound.wav"]


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_wav_of_any_width_and_two_channels_is_read(width: int) -> None:
    content = io.BytesIO()
    half = {1: b"\xc0", 2: b"\x00\x40", 3: b"\x00\x00\x40", 4: b"\x00\x00\x00\x40"}[width]
    with wave.open(content, "wb") as file:
        file.setparams((2, width, 16000, 0, "NONE", ""))
        file.writeframes(half * 2 * 100)

    samples, rate = wav_read(content.getvalue())

    assert (rate, len(samples)) == (16000, 100)
    assert float(samples[50]) == pytest.approx(0.5)


def test_what_is_no_wav_is_refused_with_a_way_out(tmp_path: Path) -> None:
    file = tmp_path / "song.mp3"
    file.write_bytes(b"ID3 not a wav")

    with pytest.raises(SpeechError, match="Save it as 16 bit PCM mono WAV"):
        wav_read(file)
