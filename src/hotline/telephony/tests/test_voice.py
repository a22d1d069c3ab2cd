"""What is spoken, as files the engine can play."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from hotline.ivr.vocabulary import Passage, Prompt
from hotline.ivr.vocabulary import Utterance as Words
from hotline.speech.cache import Utterance
from hotline.speech.languages import Language, Speed
from hotline.telephony.switchboard import voice
from hotline.telephony.switchboard.voice import HOURS_PROMPT, Media, Voice

from .hands import InlineUnits

ONE_SECOND = bytes(44 + 16_000)
PASSAGE = Passage("1001", "v7", "2026-11-24", 2, "normal")


@pytest.mark.parametrize("speed", get_args(Speed))
def test_a_passage_is_spoken_at_the_speed_the_flow_asks_for(
    speed: Speed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def file(*, text: str, language: Language, speed: Speed) -> Utterance:
        path = tmp_path / f"{text} {language} {speed}.wav"
        path.write_bytes(ONE_SECOND)
        return Utterance(path, "tone", is_fallback=False, seconds=1.0)

    monkeypatch.setattr(voice, "voice_paragraph", "{version_id} {index} {language} {day}".format)
    monkeypatch.setattr(voice, "utterance_file", file)
    passage = Passage("1001", "v7", "2026-11-24", 2, speed)
    assert voice.media_of(utterances=(passage,), language="en") == Media(
        f"sound:{tmp_path}/v7 2 en 2026-11-24 en {speed}", 1.0
    )


def test_several_files_last_as_long_as_all_of_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def file(*, name: str, language: Language) -> Path:
        path = tmp_path / language / f"{name}.wav"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(ONE_SECOND)
        return path

    monkeypatch.setattr(voice, "prompt_file", file)
    media = voice.media_of(utterances=(Prompt("welcome"), Prompt("menu_open")), language="zh")
    assert media == Media(f"sound:{tmp_path}/zh/welcome,sound:{tmp_path}/zh/menu_open", 2.0)


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was looked for, in order."""
    found: list[str] = []

    def media_of(*, utterances: tuple[Words, ...], language: str) -> Media:
        found.append(f"{len(utterances)} {language}")
        return Media("sound:x", 1.0)

    monkeypatch.setattr(voice, "media_of", media_of)
    return found


async def test_what_every_caller_hears_is_looked_for_once(looked_for: list[str]) -> None:
    finder = Voice(units=InlineUnits())
    greeting = (Prompt("welcome"), Prompt("recording_notice"))
    for language in ("zh", "zh", "en", "zh"):
        assert await finder.media(utterances=greeting, language=language) == Media("sound:x", 1.0)
    assert looked_for == ["2 zh", "2 en"]


@pytest.mark.parametrize("words", [(PASSAGE,), (Prompt("welcome"), Prompt(HOURS_PROMPT))])
async def test_what_may_change_by_the_minute_is_looked_for_each_time(
    words: tuple[Words, ...], looked_for: list[str]
) -> None:
    finder = Voice(units=InlineUnits())
    for _ in range(2):
        await finder.media(utterances=words, language="zh")
    assert looked_for == ["1 zh", "1 zh"] if len(words) == 1 else ["2 zh", "2 zh"]


async def test_a_recording_put_in_place_is_heard_a_moment_later(
    looked_for: list[str], monkeypatch: pytest.MonkeyPatch, later: Callable[[float], None]
) -> None:
    finder = Voice(units=InlineUnits())
    await finder.media(utterances=(Prompt("welcome"),), language="zh")
    later(voice.FOUND_AGAIN_SECONDS + 0.1)
    await finder.media(utterances=(Prompt("welcome"),), language="zh")
    assert looked_for == ["1 zh", "1 zh"]


async def test_no_more_is_kept_than_there_is_room_for(looked_for: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "MOST_KEPT", 2)
    finder = Voice(units=InlineUnits())
    for name in ("a", "b", "c", "a"):
        await finder.media(utterances=(Prompt(name),), language="zh")
    assert looked_for == ["1 zh"] * 4
