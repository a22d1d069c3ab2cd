"""The music: the same on every machine, soft, without clicks, fit to be repeated."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

from hotline.operations.music import beep_samples, frequency_of, music_samples, sounds_ensure

SAMPLES = music_samples()


def test_it_lasts_between_half_a_minute_and_a_minute() -> None:
    assert len(SAMPLES) / 8000 == 48.0


def test_it_begins_and_ends_in_silence() -> None:
    assert SAMPLES[0] == 0
    assert abs(SAMPLES[-1]) <= 16


def test_it_is_never_overdriven_and_never_clicks() -> None:
    assert 5000 < max(map(abs, SAMPLES)) < 20000
    assert max(abs(first - second) for first, second in pairwise(SAMPLES)) < 9000


def test_it_is_made_by_arithmetic_alone() -> None:
    assert music_samples() == SAMPLES


def test_five_places_are_an_octave() -> None:
    assert frequency_of(5) == 2 * frequency_of(0)
    assert frequency_of(-5) == frequency_of(0) / 2


def test_the_beep_is_short() -> None:
    assert len(beep_samples()) == 2400


def test_the_files_are_what_asterisk_reads_and_are_written_once(tmp_path: Path) -> None:
    sounds_ensure(tmp_path)
    file = tmp_path / "moh" / "waiting.wav"
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
    assert (tmp_path / "sounds" / "beep.wav").is_file()
    file.write_bytes(b"our own music")
    sounds_ensure(tmp_path)
    assert file.read_bytes() == b"our own music"
    assert [path.name for path in file.parent.iterdir()] == ["waiting.wav"]
