"""Key 4: a message is recorded, ended by a key, by silence or by hanging up, and kept."""

import time

import pytest
from harness.citizen import Citizen, CitizenCall
from harness.recordings import message_of
from harness.sound import tones_in

VOICE_HERTZ = 700
BEEP_SECONDS = 0.4


@pytest.fixture
def beeped(citizen: Citizen) -> CitizenCall:
    """A call that has just heard the beep."""
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("4")
    call.hears("message_intro", "message_beep_hint")
    time.sleep(BEEP_SECONDS)
    return call


def test_a_message_ended_by_a_key_is_thanked_for_and_kept(beeped: CitizenCall) -> None:
    beeped.says_tone(VOICE_HERTZ)
    time.sleep(2.5)
    beeped.presses("#")
    beeped.hears("message_thanks", "goodbye")
    beeped.is_hung_up_on()

    record = beeped.closed_record(with_messages=1)
    assert record.messages == ["voice"]
    assert record.end_reason == "message_left"
    sound, seconds = message_of(beeped.centre, record)
    assert VOICE_HERTZ in tones_in(sound)
    assert 2.0 < seconds < 4.0


def test_a_message_ended_by_hanging_up_is_kept(beeped: CitizenCall) -> None:
    beeped.says_tone(VOICE_HERTZ)
    time.sleep(2.5)
    beeped.hangs_up()

    record = beeped.closed_record()
    assert record.end_reason == "message_left"
    sound, seconds = message_of(beeped.centre, record)
    assert VOICE_HERTZ in tones_in(sound)
    assert seconds > 1.5


def test_a_message_longer_than_the_limit_is_cut_and_kept(beeped: CitizenCall) -> None:
    beeped.says_tone(VOICE_HERTZ)
    beeped.hears("message_thanks", "goodbye", limit=12)
    beeped.is_hung_up_on()

    _, seconds = message_of(beeped.centre, beeped.closed_record())
    assert 5.0 < seconds < 7.5


def test_nothing_said_is_asked_for_once_more_and_then_let_go(beeped: CitizenCall) -> None:
    beeped.presses("#")
    beeped.hears("message_too_short")
    time.sleep(BEEP_SECONDS)
    beeped.presses("#")
    beeped.hears("goodbye")
    beeped.is_hung_up_on()

    record = beeped.closed_record()
    assert record.messages == []
    assert [state for _, state in record.recordings if state == "kept"] == []
