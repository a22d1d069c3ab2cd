"""The line's own prompts: built, checked, replaced, found."""

import json
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings

from hotline.speech.engines.tone import ToneEngine
from hotline.speech.errors import SpeechError
from hotline.speech.languages import LANGUAGES, Language
from hotline.speech.normalize import speakable
from hotline.speech.prompts import beep_file, prompt_file, prompts_to_speak
from hotline.speech.prompts.building import build
from hotline.speech.prompts.catalog import Prompt, catalog_read
from hotline.speech.prompts.checking import Fault, Finding, check, check_own
from hotline.speech.prompts.manifest import Key, manifest_read, sound_path
from hotline.speech.prompts.replacing import replace, restore
from hotline.speech.sound import Pcm, Samples, wav_bytes, wav_read, wav_write
from hotline.speech.tones import heard, pair_for_text, pairs_for_prompts

TEXT = """
welcome: {zh: 您好。, en: Hello., note: first words}
goodbye: {zh: 再见。, en: Goodbye.}
"""


class NewTone(ToneEngine):
    """A later version of the voice."""

    version = "2"  # type: ignore[misc]  # a version is final within a release; this stands for the next


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prompts.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def made(folder: Path) -> list[Key]:
    """Build what is to be built and tell which."""
    keys: list[Key] = []
    build(
        folder,
        catalog_read(folder),
        engine=ToneEngine(),
        cache=folder / "cache",
        told=lambda _number, _count, key, _seconds: keys.append(key),
    )
    return keys


def faults(folder: Path) -> list[Finding]:
    return check(folder, catalog_read(folder), engine=ToneEngine())


def rewrite(folder: Path, old: str, new: str) -> None:
    file = folder / "prompts.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def recording(seconds: float = 1.0, *, rate: int = 44100, level: float = 0.3) -> bytes:
    at = np.arange(int(seconds * rate)) / rate
    samples = (level * np.sin(2 * np.pi * 500 * at) * np.sin(2 * np.pi * 3 * at)).astype(np.float32)
    return as_wav(samples, rate)


def as_wav(samples: Samples, rate: int) -> bytes:
    content = bytearray(wav_bytes((np.clip(samples, -1, 1) * 32767).astype(np.int16)))
    content[24:28] = rate.to_bytes(4, "little")
    return bytes(content)


def put(folder: Path, content: bytes, *, name: str = "welcome", language: Language = "zh") -> None:
    file = folder / "recording.wav"
    file.write_bytes(content)
    replace(folder, catalog_read(folder)[name], (language, name), file)


def test_everything_is_built_once(folder: Path) -> None:
    assert made(folder) == [("zh", "goodbye"), ("zh", "welcome"), ("en", "goodbye"), ("en", "welcome")]
    assert made(folder) == []
    assert faults(folder) == []
    assert heard(folder / "zh" / "welcome.wav") == [pair_for_text("您好。", language="zh")]
    assert (folder / "beep.wav").is_file()


def test_a_changed_text_alone_is_built_again(folder: Path) -> None:
    made(folder)
    rewrite(folder, "您好。", "您好，请讲。")

    assert faults(folder) == [Finding(("zh", "welcome"), Fault.STALE)]
    assert made(folder) == [("zh", "welcome")]
    assert heard(folder / "zh" / "welcome.wav") == [pair_for_text("您好，请讲。", language="zh")]


def test_a_new_voice_makes_everything_stale(folder: Path) -> None:
    made(folder)

    findings = check(folder, catalog_read(folder), engine=NewTone())

    assert {finding.fault for finding in findings} == {Fault.STALE}
    assert len(findings) == 4


def test_a_sound_that_was_exchanged_behind_the_manifest_is_noticed(folder: Path) -> None:
    made(folder)
    wav_write(folder / "zh" / "welcome.wav", np.zeros(800, np.int16))
    (folder / "en" / "goodbye.wav").unlink()

    assert faults(folder) == [
        Finding(("zh", "welcome"), Fault.ALTERED),
        Finding(("en", "goodbye"), Fault.MISSING),
    ]


def test_a_prompt_that_is_gone_takes_its_sounds_with_it(folder: Path) -> None:
    made(folder)
    rewrite(folder, "goodbye: {zh: 再见。, en: Goodbye.}", "")

    assert [finding.fault for finding in faults(folder)] == [Fault.LEFT_OVER, Fault.LEFT_OVER]
    assert made(folder) == []
    assert sorted(path.name for path in folder.rglob("*.wav")) == ["beep.wav", "welcome.wav", "welcome.wav"]
    assert set(manifest_read(folder)) == {("zh", "welcome"), ("en", "welcome")}


def test_a_build_that_was_cut_short_goes_on(folder: Path) -> None:
    class Falling(ToneEngine):
        def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
            if language == "en":
                raise SpeechError(zh="停", en="stop")
            return super().synthesize(text, language, speed)

    with pytest.raises(SpeechError, match="stop"):
        build(folder, catalog_read(folder), engine=Falling(), cache=folder / "cache", told=lambda *_given: None)

    assert made(folder) == [("en", "goodbye"), ("en", "welcome")]


def test_a_recording_replaces_synthesis_and_stays(folder: Path) -> None:
    made(folder)

    put(folder, recording())

    samples, rate = wav_read(folder / "zh" / "welcome.wav")
    entry = manifest_read(folder)["zh", "welcome"]
    assert rate == 8000
    assert 0.9 < len(samples) / rate < 1.1
    assert (entry.recorded, entry.engine) == (True, "")
    assert faults(folder) == []
    assert made(folder) == []


def test_a_recording_is_flagged_when_its_text_changes_and_never_overwritten(folder: Path) -> None:
    made(folder)
    put(folder, recording())
    before = (folder / "zh" / "welcome.wav").read_bytes()
    rewrite(folder, "您好。", "您好，请讲。")

    assert faults(folder) == [Finding(("zh", "welcome"), Fault.RECORDED_STALE)]
    assert made(folder) == []
    assert (folder / "zh" / "welcome.wav").read_bytes() == before


def test_a_recording_taken_away_is_spoken_again(folder: Path) -> None:
    made(folder)
    put(folder, recording())

    assert restore(folder, ("zh", "welcome"))
    assert not restore(folder, ("zh", "welcome"))
    assert not restore(folder, ("en", "welcome"))
    assert made(folder) == [("zh", "welcome")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (recording(0.05), "lasts 0.1 s|lasts 0.0 s"),
        (recording(level=0.001), "nearly silent"),
        (as_wav(np.sign(np.sin(np.arange(16000) / 5)).astype(np.float32), 16000), "too loud and clipped"),
        (recording(rate=4000), "only 4000 Hz"),
        (b"no sound at all", "not a WAV file"),
    ],
    ids=["short", "silent", "clipped", "low", "no wav"],
)
def test_an_unfit_recording_changes_nothing(folder: Path, content: bytes, why: str) -> None:
    made(folder)
    before = (folder / "zh" / "welcome.wav").read_bytes()

    with pytest.raises(SpeechError, match=why):
        put(folder, content)

    assert (folder / "zh" / "welcome.wav").read_bytes() == before
    assert not manifest_read(folder)["zh", "welcome"].recorded


@pytest.mark.parametrize(
    "entry",
    ["welcome: {zh: 您好。}", "welcome: {zh: 您好。, en: ''}", "welcome: 您好。", "../x: {zh: 您好。, en: Hello.}",
     "welcome: {zh: 您好。, en: Hello., voice: x}"],
)  # fmt: skip
def test_a_catalog_that_is_not_right_names_the_entry(folder: Path, entry: str) -> None:
    (folder / "prompts.yaml").write_text(entry, encoding="utf-8")

    with pytest.raises(SpeechError, match=r"in prompts\.yaml is not right"):
        catalog_read(folder)


class Centre:
    """A centre with its own, copied and shipped prompts."""

    def __init__(self, settings: LazySettings, folder: Path) -> None:
        made(folder)
        self.shipped = folder
        self.prompts = folder / "home"
        settings.HOTLINE_PROMPTS = self.prompts
        settings.HOTLINE_SHIPPED_PROMPTS = folder
        settings.HOTLINE_VOICE_ENGINE = "kokoro"

    def put(self, place: str) -> Path:
        path = sound_path(self.prompts / place, ("zh", "welcome"))
        wav_write(path, np.zeros(800, np.int16))
        return path


@pytest.fixture
def centre(settings: LazySettings, folder: Path) -> Centre:
    return Centre(settings, folder)


def test_own_wins_over_copied_over_shipped(centre: Centre) -> None:
    shipped = prompt_file(name="welcome", language="zh")
    copied = centre.put("shipped")
    after_copy = prompt_file(name="welcome", language="zh")
    own = centre.put("own")
    after_own = prompt_file(name="welcome", language="zh")

    assert shipped == centre.shipped / "zh" / "welcome.wav"
    assert (after_copy, after_own) == (copied, own)
    assert prompt_file(name="welcome", language="en") == centre.shipped / "en" / "welcome.wav"


def test_a_prompt_without_sound_is_spoken(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    (centre.shipped / "zh" / "goodbye.wav").unlink()
    monkeypatch.setattr("hotline.speech.cache.chosen_engine", ToneEngine)

    assert heard(prompt_file(name="goodbye", language="zh")) == [pair_for_text("再见。", language="zh")]


def test_a_sentence_written_while_the_centre_runs_is_spoken_to_the_next_caller(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotline.speech.cache.chosen_engine", ToneEngine)
    with pytest.raises(SpeechError, match="There is no prompt holiday"):
        prompt_file(name="holiday", language="zh")
    catalog = centre.shipped / "prompts.yaml"
    before = catalog.read_text(encoding="utf-8")
    catalog.write_text(before + "holiday: {zh: 今天放假。, en: We are closed today.}\n", encoding="utf-8")
    assert heard(prompt_file(name="holiday", language="zh")) == [pair_for_text("今天放假。", language="zh")]
    catalog.write_text("holiday: {zh: [", encoding="utf-8")
    assert heard(prompt_file(name="holiday", language="zh")) == [pair_for_text("今天放假。", language="zh")]


def test_a_shipped_sound_that_says_another_number_is_not_played(
    centre: Centre, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotline.speech.cache.chosen_engine", ToneEngine)
    rewrite(centre.shipped, "您好。, en: Hello.", "'您好，这里是 {number}。', en: 'This is the line {number}.'")
    own_words = [("您好，这里是 12345。", "zh"), ("This is the line 12345.", "en")]

    assert prompts_to_speak() == []
    assert prompt_file(name="welcome", language="zh") == centre.shipped / "zh" / "welcome.wav"

    settings.HOTLINE_NUMBER = "12345"

    assert prompts_to_speak() == own_words
    assert heard(prompt_file(name="welcome", language="zh")) == [
        pair_for_text(speakable("您好，这里是 12345。", "zh"), language="zh")
    ]
    assert prompt_file(name="goodbye", language="zh") == centre.shipped / "zh" / "goodbye.wav"
    own = centre.put("own")
    assert prompt_file(name="welcome", language="zh") == own


def test_in_a_test_centre_a_prompt_is_its_own_pair(centre: Centre, settings: LazySettings) -> None:
    settings.HOTLINE_VOICE_ENGINE = "tone"
    centre.put("shipped")

    pairs = {(name, language): heard(prompt_file(name=name, language=language))
             for name in ("welcome", "goodbye") for language in LANGUAGES}  # fmt: skip

    assert pairs == {key: [pair] for key, pair in pairs_for_prompts(["welcome", "goodbye"]).items()}


def test_a_recording_wins_in_a_test_centre_too(centre: Centre, settings: LazySettings) -> None:
    settings.HOTLINE_VOICE_ENGINE = "tone"
    own = centre.put("own")

    assert prompt_file(name="welcome", language="zh") == own
    assert heard(prompt_file(name="welcome", language="en")) == [
        pairs_for_prompts(["welcome", "goodbye"])["welcome", "en"]
    ]


def test_an_unknown_prompt_or_language_is_refused(centre: Centre) -> None:
    with pytest.raises(SpeechError, match="There is no prompt nonsense"):
        prompt_file(name="nonsense", language="zh")
    with pytest.raises(ValueError, match="no such language: 'fr'"):
        prompt_file(name="welcome", language="fr")


def test_the_beep_is_found(centre: Centre) -> None:
    assert beep_file() == centre.shipped / "beep.wav"


def test_own_recordings_are_checked_by_their_own_manifest(folder: Path) -> None:
    own = folder / "own"
    catalog = catalog_read(folder)
    file = folder / "recording.wav"
    file.write_bytes(recording())
    replace(own, catalog["welcome"], ("zh", "welcome"), file)
    replace(own, catalog["goodbye"], ("en", "goodbye"), file)

    changed = {"welcome": Prompt("welcome", {"zh": "您好，请讲。", "en": "Hello."}, "")}

    assert check_own(own, catalog) == []
    assert check_own(own, changed) == [
        Finding(("en", "goodbye"), Fault.LEFT_OVER),
        Finding(("zh", "welcome"), Fault.RECORDED_STALE),
    ]


def test_the_manifest_is_sorted_and_ends_with_a_line(folder: Path) -> None:
    made(folder)

    content = (folder / "manifest.json").read_text(encoding="utf-8")

    assert content.endswith("}\n")
    assert [list(names) for names in json.loads(content).values()] == [["goodbye", "welcome"]] * 2
