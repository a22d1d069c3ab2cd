"""`kill -9` of the switchboard in menu, queue and talk: no call drops, nothing stays open, all is back by itself."""

from collections.abc import Iterator

import pytest
from harness.adviser import LOST_SECONDS, MICROPHONE_HERTZ, Adviser, AdviserMaker
from harness.centre import RING_SECONDS, Centre
from harness.citizen import Citizen
from harness.faults import killed, killed_and_back, without_switchboard
from harness.waiting import soon
from playwright.sync_api import Browser


def test_in_the_menu_the_call_goes_on_and_the_menu_is_said_again(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed_and_back(citizen.centre, "switchboard")
    assert call.is_still_connected()
    call.hears_then_skips("menu_open")
    call.presses("9")
    call.hears_then_skips("higher_level")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "caller_hung_up"
    assert record.callbacks == []


def test_in_the_queue_the_place_is_kept(citizen: Citizen) -> None:
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    killed_and_back(citizen.centre, "switchboard")
    assert call.is_still_connected()
    call.hears_then_skips("position_1", limit=20)
    call.hangs_up()

    record = call.closed_record()
    assert record.segments == ["flow", "queue"]
    assert record.queue_ends == ["left"]
    assert record.end_reason == "abandoned_in_queue"


def test_in_the_talk_they_talk_on(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    with killed(citizen.centre, "switchboard"):
        li.talks_with(call)
    li.talks_with(call)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.engagements == ["li"]
    assert record.segments == ["flow", "queue", "served"]
    assert record.end_reason == "served"


def test_on_hold_the_citizen_stays_apart_and_comes_back(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    li.holds()
    call.hears_music()
    with killed(citizen.centre, "switchboard"):
        call.hears_music()
    call.hears_music()
    li.hears_nothing()
    li.resumes()
    li.talks_with(call)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.engagements == ["li"]
    assert record.end_reason == "served"


@pytest.fixture
def rings_long(centre: Centre) -> Iterator[None]:
    """An offer outlasts the restart of the switchboard."""
    centre.rows("update queue set ring_seconds = 20")
    yield
    centre.rows("update queue set ring_seconds = %s", RING_SECONDS)


@pytest.mark.usefixtures("rings_long")
def test_while_it_rings_it_rings_on(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    killed_and_back(citizen.centre, "switchboard")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    assert call.closed_record().offers == [("li", "accepted")]


def test_an_adviser_who_hangs_up_meanwhile_leads_to_the_survey(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    with without_switchboard(citizen.centre):
        li.presses_hang_up()
        _only_the_citizen_is_left(citizen.centre)
    call.hears_then_skips("survey_ask")
    call.presses("1")
    call.is_hung_up_on()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served", "flow"]
    assert record.survey == (True, 5)


def test_an_adviser_who_is_lost_meanwhile_leads_to_the_front_of_the_queue(
    citizen: Citizen, centre: Centre, browser: Browser, own_browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, own_browser, username="li")
    li.becomes_ready()
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    wang = adviser("wang")
    with without_switchboard(centre):
        li.vanishes()
        _only_the_citizen_is_left(centre)
    call.hears_then_skips("adviser_lost_please_wait")
    wang.answers()
    wang.talks_with(call)
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert record.engagements == ["li", "wang"]
    assert record.segments == ["flow", "queue", "served", "queue", "served"]
    # Her wrap-up waits for her until she is back.
    back = Adviser.signs_in(centre, browser, username="li")
    back.finishes()
    back.signs_out()


def _only_the_citizen_is_left(centre: Centre) -> None:
    soon(lambda: len(centre.engine_channels()) == 1, limit=LOST_SECONDS, what="the adviser's leg to be gone")


def test_a_caller_who_hangs_up_meanwhile_is_closed(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with killed(citizen.centre, "switchboard"):
        call.hangs_up()

    assert call.closed_record().end_reason == "caller_hung_up"
