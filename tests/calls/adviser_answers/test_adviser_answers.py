"""A call reaches an adviser in the browser: they hear each other, she hangs up, wraps up, and is ready again."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen

CITIZEN_HERTZ = 700


def test_they_hear_each_other_and_the_record_tells_the_whole_story(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials(number="13800138001")
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("1001")
    call.hears_passage()
    call.presses("0")
    call.hears_then_skips("transferring_to_adviser")
    li.sees_offer()
    li.shows("138****8001")
    li.shows("1001")
    li.shows_not("13800138001")
    li.answers()

    call.says_tone(CITIZEN_HERTZ)
    li.hears_tone(CITIZEN_HERTZ)
    call.hears_tone(MICROPHONE_HERTZ)
    li.hangs_up()
    call.hears_then_skips("survey_ask")
    call.presses("1")
    call.hears_then_skips("goodbye")
    call.is_hung_up_on()
    li.finishes(note="问失业金怎样领")

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served", "flow"]
    assert record.offers == [("li", "accepted")]
    assert record.queue_ends == ["served"]
    assert record.engagements == ["li"]
    assert record.topics == [("1001", "voice", 1)]
    assert record.end_reason == "served"
    assert record.survey == (True, 5)
    assert citizen.centre.rows("select disposition from matter where interaction_id = %s", record.id) == [
        {"disposition": "answered"}
    ]


def test_the_citizen_hangs_up_first(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.end_reason == "served"
    assert record.segments == ["flow", "queue", "served"]
    assert record.survey == (False, None)


def test_mute_is_silence_for_the_citizen(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    li.mutes()
    call.hears_silence()
    li.unmutes()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()
