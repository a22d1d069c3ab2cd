"""A recording takes the place of a prompt, is what callers hear, and is named when the prompt's words have changed."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.centre import CHECKOUT, Centre
from harness.citizen import Citizen
from harness.sound import tone_write

RECORDED_HERTZ = 900


def _prompts(centre: Centre, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CHECKOUT / "hotline"), "manage", "prompts", *arguments],
        env=centre.environment, cwd=CHECKOUT, timeout=60, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.fixture
def _recorded(centre: Centre, tmp_path: Path) -> Iterator[None]:
    """The higher-level prompt, recorded as one long tone."""
    file = tone_write(tmp_path / "recording.wav", hertz=RECORDED_HERTZ, seconds=3)
    done = _prompts(centre, "replace", "higher_level", "zh", str(file))
    assert done.returncode == 0, done.stdout
    yield
    assert _prompts(centre, "restore", "higher_level", "zh").returncode == 0


@pytest.mark.usefixtures("_recorded")
def test_the_recording_is_heard_in_place_of_the_voice(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("9")
    call.hears_tone(RECORDED_HERTZ)
    call.hangs_up()

    assert "higher_level" not in call.heard


@pytest.mark.usefixtures("_recorded")
def test_the_other_language_is_still_the_voice(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome")
    call.presses("8")
    call.hears_then_skips("menu_open@en")
    call.presses("9")
    call.hears_then_skips("higher_level@en")
    call.hangs_up()


def test_taken_away_again_the_voice_is_heard(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("9")
    call.hears_then_skips("higher_level")
    call.hangs_up()


@pytest.mark.usefixtures("_recorded")
def test_it_is_named_when_it_was_recorded_from_other_words(centre: Centre) -> None:
    assert "文字已改，录音需要重录" not in _prompts(centre, "check").stdout
    (manifest,) = centre.home.rglob("prompts/own/manifest.json")
    # The words were others when it was recorded.
    told = manifest.read_text(encoding="utf-8")
    (digest,) = {made["text"] for made in _makings(json.loads(told))}
    manifest.write_text(told.replace(digest, "0" * len(digest)), encoding="utf-8")
    checked = _prompts(centre, "check")
    manifest.write_text(told, encoding="utf-8")

    assert checked.returncode == 1
    assert [line for line in checked.stdout.splitlines() if "录音需要重录" in line and "higher_level" in line] != []


def _makings(told: object) -> Iterator[dict[str, str]]:
    if isinstance(told, dict):
        if "text" in told:
            yield told
        for value in told.values():
            yield from _makings(value)
