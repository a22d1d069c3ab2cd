"""Recognition as an aid: what it needs, and that the voice is understood by it."""

import difflib
from pathlib import Path

import pytest

from hotline.speech import hearing
from hotline.speech.engines import engine_named
from hotline.speech.errors import SpeechError
from hotline.speech.install import install
from hotline.speech.languages import Language
from hotline.speech.normalize import speakable
from hotline.speech.places import cache_folder, espeak_command
from hotline.speech.sound import seconds_of, silence, to_pcm, wav_write


def test_without_recognition_the_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "can_hear", lambda: False)

    with pytest.raises(SpeechError, match="not installed") as caught:
        hearing.hear(tmp_path / "call.wav", "zh")
    assert "没有安装语音识别" in caught.value.zh


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")  # the model packages warn about Python's next versions
@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("zh", "查询信息，请按 1。累计缴费满 1 年，可以领取失业保险金。", (4, 9)),
        ("en", "To speak to an adviser, press 0. Please stay on the line.", (3, 7)),
    ],
)
def test_the_neural_voice_is_understood_through_the_telephone(
    language: Language, text: str, seconds: tuple[float, float], tmp_path: Path
) -> None:
    pytest.importorskip("onnxruntime", reason="the extra `voice` is not installed")
    pytest.importorskip("faster_whisper", reason="the extra `hearing` is not installed")
    install(cache=cache_folder())
    voice = engine_named("kokoro", cache=cache_folder(), espeak=espeak_command())
    said = speakable(text, language)

    pcm = voice.synthesize(said, language, 1.0)
    wav_write(tmp_path / "said.wav", pcm)
    understood = speakable(hearing.hear(tmp_path / "said.wav", language) or "", language)

    assert seconds[0] < seconds_of(pcm) < seconds[1]
    # Words that sound alike come back spelled otherwise: three in four letters are enough to tell that it spoke.
    assert difflib.SequenceMatcher(None, said, understood).ratio() > 0.75


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")  # the same
def test_silence_says_nothing(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="the extra `hearing` is not installed")
    wav_write(tmp_path / "silent.wav", to_pcm(silence(3)))

    assert hearing.hear(tmp_path / "silent.wav", "zh") is None
