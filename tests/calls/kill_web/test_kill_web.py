"""`kill -9` of the web process in menu, queue and talk: no caller notices, the page of the adviser comes back."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.faults import killed


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with killed(citizen.centre, "web"):
        call.presses("9")
        call.hears_then_skips("higher_level")
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"


def test_a_caller_in_the_queue_hears_his_place_and_reaches_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    with killed(citizen.centre, "web"):
        call.hears_then_skips("position_1", limit=20)
    li = adviser("li")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.offers == [("li", "accepted")]


def test_in_the_talk_they_talk_on_and_the_page_has_the_wrap_up_and_the_next_call(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    with killed(citizen.centre, "web"):
        li.talks_with(call)
    li.talks_with(call)
    call.hangs_up()
    li.finishes()
    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.engagements == ["li"]
    assert record.end_reason == "served"

    following = citizen.dials()
    following.asks_for_adviser()
    li.answers()
    following.hears_tone(MICROPHONE_HERTZ)
    following.hangs_up()
    li.finishes()
    assert following.closed_record().offers == [("li", "accepted")]
