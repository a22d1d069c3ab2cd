"""What each voice makes of a text."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from hotline.speech.engines import Engine, engine_named
from hotline.speech.engines.espeak_program import EspeakProgram
from hotline.speech.engines.shaping import LEAD_SECONDS, TAIL_SECONDS, pause_after, telephone_pcm
from hotline.speech.engines.tone import ToneEngine
from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language
from hotline.speech.sound import Pcm, Samples, frame_levels, seconds_of
from hotline.speech.tones import pair_for_text, pairs_in

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not on this machine")


class Whistle:
    """A site's own voice."""

    name = "whistle"
    version = "1"

    def voice(self, language: Language) -> str:
        return language

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        return np.zeros(8, np.int16)


def engine(name: str, cache: Path = Path("/nowhere"), espeak: str = "espeak-ng") -> Engine:
    return engine_named(name, cache=cache, espeak=(espeak,))


def floating(pcm: Pcm) -> Samples:
    return (pcm / np.float32(32768)).astype(np.float32)


def test_an_engine_by_dotted_path() -> None:
    assert engine(f"{__name__}.Whistle").name == "whistle"


@pytest.mark.parametrize("name", ["festival", "hotline.speech.nowhere.Voice", "hotline.speech.sound.Voice", ""])
def test_an_unknown_engine_is_refused_with_the_choice(name: str) -> None:
    with pytest.raises(SpeechError, match="kokoro, espeak, tone"):
        engine(name)


def test_the_tone_engine_says_the_pair_of_the_text() -> None:
    tone = ToneEngine()

    normal, slow = tone.synthesize("您好。", "zh", 1.0), tone.synthesize("您好。", "zh", 0.8)

    assert pairs_in(floating(normal)) == [pair_for_text("您好。", language="zh")]
    assert pairs_in(floating(slow)) == [pair_for_text("您好。", language="zh", speed="slow")]
    assert seconds_of(normal) == pytest.approx(0.3, abs=0.001)


def test_sentences_are_set_apart_and_the_end_is_short() -> None:
    speech = (np.sin(np.arange(8000) / 3) * 0.3).astype(np.float32)

    pcm = telephone_pcm([(speech, 0.35), (speech, 0.35)], rate=8000)

    quiet = frame_levels(floating(pcm)) < 0.002
    assert seconds_of(pcm) == pytest.approx(LEAD_SECONDS + 1 + 0.35 + 1 + TAIL_SECONDS, abs=0.08)
    assert int(quiet[52:74].sum()) >= 16
    assert int(quiet[-6:].sum()) <= 5
    assert abs(int(pcm[0])) == abs(int(pcm[-1])) == 0


def test_pauses_by_mark_and_speed() -> None:
    assert (pause_after("您好。", speed=1.0), pause_after("一；", speed=1.0)) == (0.35, 0.25)
    assert pause_after("Hello.", speed=0.5) == 0.7


@needs_espeak
@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "转人工服务，请按零。For English, press eight."), ("en", "To speak to an adviser, press zero. 您好。")],
)
def test_the_fallback_speaks_both_languages_in_one_text(language: Language, text: str) -> None:
    pcm = engine("espeak").synthesize(text, language, 1.0)

    assert 2.0 < seconds_of(pcm) < 8.0
    assert 3000 < int(np.abs(pcm).max()) < 32000


@needs_espeak
def test_slower_is_longer() -> None:
    espeak = engine("espeak")

    normal, slow = (seconds_of(espeak.synthesize("请稍等，正在为您转接。", "zh", speed)) for speed in (1.0, 0.8))

    assert 1.1 < slow / normal < 1.5


@needs_espeak
def test_hostile_text_is_text_to_the_fallback(tmp_path: Path) -> None:
    written_by_an_option = tmp_path / "x"
    pcm = engine("espeak").synthesize(f"--help -w {written_by_an_option} [[h@'loU]] $(id) `id`", "en", 1.0)

    assert seconds_of(pcm) > 1.0
    assert not written_by_an_option.exists()


@needs_espeak
def test_a_spelled_a_is_the_letter_not_the_article() -> None:
    program = EspeakProgram(("espeak-ng",))

    assert program.phonemes("nine A M", voice="en-us") == "nˈa^ɪn ˈe^ɪ ˈɛm"


def test_a_missing_espeak_says_what_to_do() -> None:
    with pytest.raises(SpeechError, match="apt install espeak-ng"):
        engine("espeak", espeak="/nowhere/espeak-ng").synthesize("您好。", "zh", 1.0)


def test_an_espeak_that_fails_is_an_error_not_silence() -> None:
    with pytest.raises(SpeechError, match="espeak-ng failed"):
        engine("espeak", espeak="false").synthesize("您好。", "zh", 1.0)


def test_the_neural_voice_without_its_parts_says_what_to_do(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    kokoro = engine_named("kokoro", cache=tmp_path, espeak=("espeak-ng",), voices={"zh": "zf_nobody"})

    with pytest.raises(SpeechError, match="There is no speaker called zf_nobody"):
        kokoro.synthesize("您好。", "zh", 1.0)
