"""`kill -9` of the web process in menu, queue and talk: no caller notices, the page of the adviser comes back."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed = centre.pid("web")
    centre.kill("web")
    call.presses("9")
    call.hears_then_skips("higher_level")
    centre.wait_back("web", killed=killed)
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"


def test_a_caller_in_the_queue_hears_his_place_and_reaches_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    killed = centre.pid("web")
    centre.kill("web")
    call.hears_then_skips("position_1", limit=20)
    centre.wait_back("web", killed=killed)
    li = adviser("li")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.offers == [("li", "accepted")]


def test_in_the_talk_they_talk_on_and_the_page_has_the_wrap_up_and_the_next_call(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    centre = citizen.centre
    li = adviser("li")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.says_tone(700)
    li.hears_tone(700)
    killed = centre.pid("web")
    centre.kill("web")
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    centre.wait_back("web", killed=killed)
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()
    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.engagements == ["li"]
    assert record.end_reason == "served"

    following = citizen.dials()
    following.hears_then_skips("menu_open")
    following.presses("0")
    li.answers()
    following.hears_tone(MICROPHONE_HERTZ)
    following.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()
    assert following.closed_record().offers == [("li", "accepted")]
