"""Passages of an entry, as files the engine can play."""

from pathlib import Path
from typing import get_args

import pytest

from hotline.ivr.vocabulary import Passage
from hotline.speech.cache import Utterance
from hotline.speech.languages import Language, Speed
from hotline.telephony.switchboard import voice


@pytest.mark.parametrize("speed", get_args(Speed))
def test_a_passage_is_spoken_at_the_speed_the_flow_asks_for(speed: Speed, monkeypatch: pytest.MonkeyPatch) -> None:
    def file(*, text: str, language: Language, speed: Speed) -> Utterance:
        return Utterance(Path("/kept", f"{text} {language} {speed}.wav"), "tone", is_fallback=False, seconds=1.0)

    monkeypatch.setattr(voice, "voice_paragraph", "{version_id} {index} {language}".format)
    monkeypatch.setattr(voice, "utterance_file", file)
    passage = Passage("1001", "v7", "2026-11-24", 2, speed)
    assert voice.media_of(utterances=(passage,), language="en") == f"sound:/kept/v7 2 en en {speed}"
