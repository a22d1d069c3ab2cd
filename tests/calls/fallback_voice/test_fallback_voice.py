"""Until a topic is rendered the fallback voice speaks it, then the good one; the most asked are rendered first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.centre import Centre
from harness.citizen import Citizen, CitizenCall
from harness.knowledge import pieces_of, tones_of
from harness.prompts import in_tones
from harness.sound import passages_in
from harness.waiting import soon

# Spoken from files here, as in every centre whose voice is not the one called "tone".
PROMPTS = [(name, "zh") for name in ("welcome", "menu_open", "topic_ask_code", "topic_keys")]
RENDER_SECONDS = 40.0
FIRST_TOPICS = 3

_MOST_ASKED = """
from hotline.knowledge.renderings import voice_script
from hotline.knowledge.selectors import entries_most_asked
from hotline.speech.languages import LANGUAGES
asked = entries_most_asked(limit={limit})
"""
_CODE = _MOST_ASKED + "answer(asked[0].code)"
_FILES = (
    _MOST_ASKED
    + """
import sys
sys.path.append({home!r})
from hotline.speech.cache import {engine}, path_for
from hotline.speech.normalize import speakable
texts = [(text, language) for entry in asked for language in LANGUAGES for text in voice_script(entry, language)]
files = [
    path_for({engine}(), said=speakable(text, language), language=language, speed="normal") for text, language in texts
]
answer([str(file) for file in dict.fromkeys(files)])
"""
)
_RENDER = """
from procrastinate.exceptions import AlreadyEnqueued
from hotline.telephony.tasks import render_topics
try:
    render_topics.defer(timestamp=0)
except AlreadyEnqueued:
    pass
answer(None)
"""


@pytest.fixture(scope="module")
def gate(centre: Centre) -> Iterator[Path]:
    """The centre with a voice that makes no file until this one stands there."""
    shutil.copy(Path(__file__).with_name("gated_voice.py"), centre.home)
    gate = centre.home / "voice_may_speak"
    gate.unlink(missing_ok=True)
    shutil.rmtree(centre.places.prompts / "spoken/gated", ignore_errors=True)
    settings = {"HOTLINE_VOICE_ENGINE": "gated_voice.GatedVoice", "HOTLINE_CACHE": str(_cache_of_its_own(centre))}
    centre.restart(settings=settings)
    try:
        with in_tones(centre, *PROMPTS):
            yield gate
    finally:
        gate.touch()
        centre.restart(settings={})


def _cache_of_its_own(centre: Centre) -> Path:
    """The same cache by another name: no two voices of one cache speak at once, and that of a neighbour takes long."""
    own = centre.home / "cache"
    own.mkdir(exist_ok=True)
    for each in centre.places.cache.iterdir():
        if each.name != "voice.lock" and not (own / each.name).exists():
            (own / each.name).symlink_to(each)
    return own


def _files(centre: Centre, *, engine: str, limit: int) -> list[Path]:
    """Where an engine's files of the most asked topics lie, in the order in which they are to be made."""
    listed = centre.python(_FILES.format(home=str(centre.home), engine=engine, limit=limit))
    return [Path(file) for file in listed]


def _topic_asked_for(citizen: Citizen, code: str) -> CitizenCall:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears_then_skips("topic_ask_code")
    call.presses(code)
    return call


def test_the_fallback_voice_speaks_until_the_good_one_has_been_made(gate: Path, citizen: Citizen) -> None:
    centre = citizen.centre
    code = centre.python(_CODE.format(limit=1))
    by_fallback = _files(centre, engine="fallback_engine", limit=1)[0]
    call = _topic_asked_for(citizen, code)
    call.hears_voice()
    call.hears("topic_keys", limit=30)  # and no tones of a text before it
    call.hangs_up()
    assert by_fallback.is_file()
    assert call.closed_record().topics == [(code, "voice", 1)]

    gate.touch()
    centre.python(_RENDER)
    wanted = _files(centre, engine="chosen_engine", limit=FIRST_TOPICS)
    soon(lambda: all(file.is_file() for file in wanted), limit=RENDER_SECONDS, what="the most asked topics as files")
    assert sorted(wanted, key=lambda file: file.stat().st_mtime_ns) == wanted

    following = _topic_asked_for(citizen, code)
    following.hears_passage()
    following.hears("topic_keys")
    following.hangs_up()
    assert passages_in(following.sound)[:1] == [tones_of(pieces_of(centre, code)[0])]
    assert following.closed_record().topics[0][0] == code
