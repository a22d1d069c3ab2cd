"""`kill -9` of the switchboard in menu, queue and talk: no call drops, nothing stays open, all is back by itself."""

from collections.abc import Iterator

import pytest
from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.centre import BACK_SECONDS, RING_SECONDS, Centre
from harness.citizen import Citizen
from harness.waiting import soon


def _kill_and_wait(citizen: Citizen) -> None:
    killed = citizen.centre.pid("switchboard")
    citizen.centre.kill("switchboard")
    (then,) = citizen.centre.rows("select now() as at")
    citizen.centre.wait_back("switchboard", killed=killed)
    # Its application outlives it at the engine: only the node's own word says that the new one is connected.
    heard = "select 1 from node where heard_at > %s"
    soon(lambda: citizen.centre.rows(heard, then["at"]), limit=BACK_SECONDS, what="the new switchboard to be connected")


def test_in_the_menu_the_call_goes_on_and_the_menu_is_said_again(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    _kill_and_wait(citizen)
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
    call.hears_then_skips("menu_open")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    _kill_and_wait(citizen)
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
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.says_tone(700)
    li.hears_tone(700)
    _kill_and_wait(citizen)
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.engagements == ["li"]
    assert record.segments == ["flow", "queue", "served"]
    assert record.end_reason == "served"


def test_on_hold_the_citizen_stays_apart_and_comes_back(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.says_tone(700)
    li.hears_tone(700)
    li.holds()
    call.hears_music()
    _kill_and_wait(citizen)
    call.hears_music()
    li.hears_nothing()
    li.resumes()
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
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
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.sees_offer()
    _kill_and_wait(citizen)
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    assert call.closed_record().offers == [("li", "accepted")]


def test_a_caller_who_hangs_up_meanwhile_is_closed(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed = citizen.centre.pid("switchboard")
    citizen.centre.kill("switchboard")
    call.hangs_up()
    citizen.centre.wait_back("switchboard", killed=killed)

    assert call.closed_record().end_reason in {"caller_hung_up", "lost_in_crash"}
