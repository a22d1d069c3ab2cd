"""Spoken sentences as files."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings

from hotline.speech import cache
from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language
from hotline.speech.sound import Pcm, wav_read, wav_write
from hotline.speech.tones import heard, pair_for_text


class Slow:
    """A good voice that is never asked while a caller waits."""

    name = "slow"
    version = "1"

    def voice(self, language: Language) -> str:
        return f"slow_{language}"

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        return np.full(int(16000 / speed), 1000, np.int16)


class SlowNext(Slow):
    """Its next version."""

    version = "2"


class Quick:
    """In the fallback's place."""

    name = "quick"
    version = "1"
    asked: list[str]

    def __init__(self) -> None:
        self.asked = []

    def voice(self, language: Language) -> str:
        return language

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        self.asked.append(text)
        return np.full(8000, 500, np.int16)


@pytest.fixture
def quick(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Quick]:
    settings.HOTLINE_PROMPTS = tmp_path / "prompts"
    settings.HOTLINE_CACHE = tmp_path / "cache"
    settings.HOTLINE_VOICE_ENGINE = f"{__name__}.Slow"
    engine = Quick()
    monkeypatch.setattr(cache, "fallback_engine", lambda: engine)
    yield engine
    cache._engine.cache_clear()


def keep_good(text: str, *, engine: Slow | None = None) -> Path:
    engine = engine or Slow()
    path = cache.path_for(engine, said=text, language="zh", speed="normal")
    wav_write(path, engine.synthesize(text, "zh", 1.0))
    return path


def test_the_fallback_speaks_until_the_good_file_is_there(quick: Quick) -> None:
    first = cache.utterance_file(text="您好", language="zh")
    good = keep_good("您好。")
    second = cache.utterance_file(text="您好", language="zh")

    assert (first.engine, first.is_fallback, first.seconds) == ("quick", True, 1.0)
    assert (second.path, second.engine, second.is_fallback, second.seconds) == (good, "slow", False, 2.0)


def test_the_fallback_is_kept_too(quick: Quick) -> None:
    paths = {cache.utterance_file(text="您好", language="zh").path for _ in range(3)}

    assert len(paths) == 1
    assert quick.asked == ["您好。"]


def test_text_language_and_speed_each_have_a_file(quick: Quick) -> None:
    paths = {
        cache.utterance_file(text="您好", language="zh").path,
        cache.utterance_file(text="再见", language="zh").path,
        cache.utterance_file(text="您好", language="en").path,
        cache.utterance_file(text="您好", language="zh", speed="slow").path,
    }

    assert len(paths) == 4


def test_what_is_said_alike_is_one_file(quick: Quick) -> None:
    assert (
        cache.utterance_file(text="拨打 12333", language="zh").path
        == cache.utterance_file(text="拨打12333。", language="zh").path
    )


def test_a_new_version_of_the_voice_plays_nothing_of_the_old(quick: Quick, settings: LazySettings) -> None:
    keep_good("您好。")
    settings.HOTLINE_VOICE_ENGINE = f"{__name__}.SlowNext"

    assert not cache.is_rendered(text="您好", language="zh")
    assert cache.utterance_file(text="您好", language="zh").is_fallback


def test_render_asks_the_voices_process_once(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Process:
        def synthesize(self, *, text: str, language: Language, speed: str, path: Path) -> float:
            asked.append(text)
            wav_write(path, np.zeros(8000, np.int16))
            return 1.0

    monkeypatch.setattr(cache, "_voice_process", lambda _name: Process())

    paths = {cache.render(text="您好", language="zh") for _ in range(2)}

    assert asked == ["您好。"]
    assert [path.is_file() for path in paths] == [True]
    assert cache.is_rendered(text="您好", language="zh")


def test_files_are_for_asterisk_to_read(quick: Quick) -> None:
    path = cache.utterance_file(text="您好", language="zh").path

    samples, rate = wav_read(path)
    assert (rate, len(samples)) == (8000, 8000)
    assert path.stat().st_mode & 0o777 == 0o644
    assert {folder.stat().st_mode & 0o777 for folder in path.parents if folder.name in {"spoken", "quick"}} == {0o755}


def test_in_a_test_centre_everything_is_tones(quick: Quick, settings: LazySettings) -> None:
    settings.HOTLINE_VOICE_ENGINE = "tone"

    utterance = cache.utterance_file(text="您好", language="zh", speed="slow")

    assert (utterance.engine, utterance.is_fallback) == ("tone", False)
    assert heard(utterance.path) == [pair_for_text("您好。", language="zh", speed="slow")]
    assert cache.render(text="您好", language="zh", speed="slow") == utterance.path
    assert quick.asked == []


def test_no_voice_at_all_is_said_plainly(quick: Quick, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.undo()
    settings.HOTLINE_ESPEAK = "/nowhere/espeak-ng"
    cache._engine.cache_clear()

    with pytest.raises(SpeechError, match="espeak-ng was not found"):
        cache.utterance_file(text="您好", language="zh")


def test_warming_makes_no_sound(quick: Quick) -> None:
    cache.warm()

    assert quick.asked == []
