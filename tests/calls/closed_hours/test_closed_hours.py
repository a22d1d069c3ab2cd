"""Outside opening hours: the hours are said, the menu has no 0, and who presses nothing is asked for a message."""

from collections.abc import Iterator

import pytest
from harness.centre import Centre
from harness.citizen import Citizen


@pytest.fixture(autouse=True)
def _closed(centre: Centre) -> Iterator[None]:
    centre.closes()
    yield
    centre.opens()


def test_the_hours_are_said_and_the_menu_has_no_zero(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome", "welcome_english_hint", "recording_notice", "hours_closed_intro")
    call.hears_passage()  # the hours themselves, read from the calendar
    call.hears("hours_closed_also", "menu_closed")
    call.presses("0")
    call.hears("hours_closed_intro")
    call.hears_passage()
    call.hears("hours_closed_also", "menu_closed")
    call.hangs_up()

    record = call.closed_record()
    assert (record.segments, record.queue_ends) == (["flow"], [])


def test_topics_are_there_at_night_too(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_closed")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("1001")
    call.hears_passage()
    call.hears("topic_keys_closed")
    call.presses("0")
    call.hears("adviser_closed", "message_intro", "message_beep_hint")
    call.hangs_up()

    record = call.closed_record()
    assert record.topics == [("1001", "voice", 1)]
    assert record.queue_ends == []


def test_who_presses_nothing_is_asked_for_a_message(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_closed")
    call.hears("nothing_heard", "menu_closed", "nothing_heard", "menu_closed", "still_nothing_closed")
    call.hears("message_intro", "message_beep_hint")
    call.says_tone(700)
    call.call.wait_quiet(seconds=1.5)
    call.presses("#")
    call.hears("message_thanks", "goodbye")
    call.is_hung_up_on()

    record = call.closed_record(with_messages=1)
    assert record.messages == ["voice"]
    assert record.queue_ends == []
