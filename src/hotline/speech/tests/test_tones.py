"""Tones are told apart through what a telephone does to them."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.speech.sound import Pcm, Samples, silence, to_pcm, wav_write
from hotline.speech.tones import (
    DTMF,
    HIGH,
    LOW,
    PROMPT_ROWS,
    Pair,
    heard,
    pair_for_text,
    pairs_for_prompts,
    pairs_in,
    tone_pcm,
)

NAMES = [f"prompt_{number}" for number in range(120)]


def line(*pieces: Pcm) -> Samples:
    """The pieces as a telephone carries them: mu-law and back, with a little noise."""
    samples = np.concatenate(pieces).astype(np.float32) / 32768
    noisy = samples + np.random.default_rng(1).normal(0, 0.002, len(samples)).astype(np.float32)
    squeezed = np.sign(noisy) * np.log1p(255 * np.clip(np.abs(noisy), 0, 1)) / np.log(256)
    coded = np.round(squeezed * 127) / 127
    restored: Samples = (np.sign(coded) * (np.power(256, np.abs(coded)) - 1) / 255).astype(np.float32)
    return restored


def gap(seconds: float) -> Pcm:
    return to_pcm(silence(seconds))


def test_every_prompt_has_a_pair_of_its_own() -> None:
    pairs = pairs_for_prompts(NAMES)

    assert len(set(pairs.values())) == 240
    assert {pair[0] for pair in pairs.values()} <= set(LOW[:PROMPT_ROWS])


def test_texts_never_sound_like_prompts() -> None:
    texts = {pair_for_text(name, language="zh") for name in NAMES}

    assert texts.isdisjoint(pairs_for_prompts(NAMES).values())


def test_language_and_speed_change_the_pair() -> None:
    pairs = {
        pair_for_text("您好。", language="zh"),
        pair_for_text("您好。", language="en"),
        pair_for_text("您好。", language="zh", speed="slow"),
    }

    assert len(pairs) == 3


def test_too_many_prompts_are_refused() -> None:
    with pytest.raises(ValueError, match="282 prompts do not fit into 280 pairs"):
        pairs_for_prompts([str(number) for number in range(141)])


def test_the_grid_keeps_clear_of_keys_and_of_itself() -> None:
    frequencies = (*LOW, *HIGH)

    assert min(abs(hertz - key) for hertz in frequencies for key in DTMF) > 16
    assert min(later - earlier for earlier, later in pairwise(frequencies)) >= 43
    assert (LOW[0], HIGH[-1]) == (360, 3280)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LOW), st.sampled_from(HIGH)), max_size=8))
def test_any_sequence_is_heard_through_a_telephone(pairs: list[Pair]) -> None:
    assert pairs_in(line(gap(0.2), *(tone_pcm(pair) for pair in pairs), gap(0.2))) == pairs


def test_all_pairs_are_told_apart() -> None:
    pairs = [(low, high) for low in LOW for high in HIGH]

    assert pairs_in(line(*(tone_pcm(pair) for pair in pairs))) == pairs


def test_the_same_tone_twice_is_heard_twice() -> None:
    pair = (LOW[3], HIGH[4])

    assert pairs_in(line(tone_pcm(pair), tone_pcm(pair))) == [pair, pair]


def test_a_lost_packet_does_not_split_a_tone() -> None:
    pair = (LOW[3], HIGH[4])
    tone = tone_pcm(pair)
    tone[800:960] = 0

    assert pairs_in(line(tone)) == [pair]


def test_a_tone_cut_off_by_a_key_is_heard() -> None:
    first, last = (LOW[0], HIGH[0]), (LOW[9], HIGH[9])

    assert pairs_in(line(tone_pcm(first), tone_pcm(last)[:800])) == [first, last]


def test_a_quiet_line_is_heard() -> None:
    pair = (LOW[20], HIGH[2])
    quiet = (tone_pcm(pair) // 10).astype(np.int16)

    assert pairs_in(line(quiet)) == [pair]


def test_keys_music_noise_and_single_tones_are_no_pairs() -> None:
    at = np.arange(8000) / 8000
    key = np.sin(2 * np.pi * 770 * at) + np.sin(2 * np.pi * 1336 * at)
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (440, 554, 659, 880, 1108))
    noise = np.random.default_rng(2).normal(0, 1, 8000)
    beep = np.sin(2 * np.pi * 1000 * at)

    sounds = [(0.2 * each / np.abs(each).max()).astype(np.float32) for each in (key, chord, noise, beep)]

    assert [pairs_in(sound) for sound in sounds] == [[], [], [], []]


def test_a_recording_is_heard_from_its_file(tmp_path: Path) -> None:
    pair = (LOW[5], HIGH[6])
    file = tmp_path / "call.wav"
    wav_write(file, np.concatenate([gap(0.5), tone_pcm(pair)]))

    assert heard(file) == [pair]


def test_silence_and_nothing_hold_no_pairs(tmp_path: Path) -> None:
    wav_write(tmp_path / "empty.wav", gap(0))
    wav_write(tmp_path / "silent.wav", gap(1))

    assert heard(tmp_path / "empty.wav") == []
    assert heard(tmp_path / "silent.wav") == []
