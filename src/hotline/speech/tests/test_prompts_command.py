"""The command by which prompts are made, checked and replaced."""

from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings

from hotline.speech.engines.tone import ToneEngine
from hotline.speech.prompts import __main__ as command
from hotline.speech.sound import to_pcm, wav_bytes


@pytest.fixture
def checkout(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one prompt, and a centre of its own beside it; spoken in tones at this process's priority."""
    (tmp_path / "prompts.yaml").write_text("welcome: {zh: 您好。, en: Hello.}", encoding="utf-8")
    settings.HOTLINE_PROMPTS = tmp_path / "home"
    monkeypatch.setattr(command, "shipped_prompts_folder", lambda: tmp_path)
    monkeypatch.setattr(command, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(command, "_engine", lambda _threads: ToneEngine())
    monkeypatch.setattr("os.nice", lambda _more: 0)
    return tmp_path


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "recording.wav"
    tone = 0.3 * np.sin(2 * np.pi * 400 * np.arange(8000) / 8000) * np.sin(np.arange(8000) / 500)
    file.write_bytes(wav_bytes(to_pcm(tone.astype(np.float32))))
    return file


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The command's code and what it wrote."""
    code = command.main(list(words))
    written = capsys.readouterr()
    return code, (written.out + written.err).splitlines()


def test_build_then_check(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run(capsys, "check")
    built = run(capsys, "build")
    after = run(capsys, "check")

    assert before == (
        1,
        [
            "zh/welcome: 没有声音文件 / no sound",
            "en/welcome: 没有声音文件 / no sound",
            "2 个提示音，2 处问题 / 2 prompts, 2 faults",
        ],
    )
    assert built == (0, ["1/2 zh/welcome 0.3 s", "2/2 en/welcome 0.3 s", "完成 / done: 2"])
    assert after == (0, ["2 个提示音，0 处问题 / 2 prompts, 0 faults"])


def test_a_recording_says_the_number_of_its_centre(
    checkout: Path, recording: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "prompts.yaml").write_text("welcome: {zh: '您好，{number}。', en: Hello.}", encoding="utf-8")
    run(capsys, "build")
    settings.HOTLINE_NUMBER = "12345"

    assert run(capsys, "replace", "welcome", "zh", str(recording))[1][1] == "应说 / to be said: 您好，12345。"
    assert run(capsys, "check")[0] == 0

    settings.HOTLINE_NUMBER = "96123"

    assert run(capsys, "check")[1][0] == "zh/welcome: 文字已改，录音需要重录 / the text has changed: record again"


def test_a_named_prompt_is_built_again(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build")

    assert run(capsys, "build") == (0, ["完成 / done: 0"])
    assert run(capsys, "build", "welcome")[1][-1] == "完成 / done: 2"


def test_a_site_replaces_and_restores(checkout: Path, recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced = run(capsys, "replace", "welcome", "zh", str(recording))
    is_there = (checkout / "home" / "own" / "zh" / "welcome.wav").is_file()
    restored = run(capsys, "restore", "welcome", "zh")
    again = run(capsys, "restore", "welcome", "zh")

    assert (replaced[0], replaced[1][1]) == (0, "应说 / to be said: 您好。")
    assert is_there
    assert not (checkout / "home" / "own" / "zh" / "welcome.wav").exists()
    assert restored == (0, ["zh/welcome"])
    assert again == (1, ["zh/welcome 没有录音。", "zh/welcome has no recording."])


def test_an_own_recording_older_than_its_text_is_named(
    checkout: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "build")
    run(capsys, "replace", "welcome", "zh", str(recording))
    (checkout / "prompts.yaml").write_text("welcome: {zh: 您好，请讲。, en: Hello.}", encoding="utf-8")
    run(capsys, "build")

    code, lines = run(capsys, "check")

    assert (code, lines[0]) == (1, "zh/welcome: 文字已改，录音需要重录 / the text has changed: record again")


def test_with_shipped_the_recording_goes_into_the_checkout(
    checkout: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "replace", "--shipped", "welcome", "en", str(recording))[0] == 0

    assert (checkout / "en" / "welcome.wav").is_file()
    assert not (checkout / "home").exists()


def test_an_unknown_prompt_is_refused(checkout: Path, recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "replace", "nonsense", "zh", str(recording)) == (
        1,
        ["prompts.yaml 中没有名为 nonsense 的提示语。", "There is no prompt nonsense in prompts.yaml."],
    )
