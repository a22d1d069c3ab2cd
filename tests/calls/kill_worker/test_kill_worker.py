"""`kill -9` of the worker in menu, queue, talk and message: no caller notices, what was recorded is taken in later."""

import time

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.faults import killed
from harness.recordings import talks_of


def test_a_caller_goes_on_from_the_menu_to_the_queue(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with killed(citizen.centre, "worker"):
        call.presses("0")
        call.hears_then_skips("queue_keys")
    call.hangs_up()

    record = call.closed_record()
    assert record.queue_ends == ["left"]
    assert record.end_reason == "abandoned_in_queue"


def test_a_caller_in_the_queue_reaches_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    with killed(citizen.centre, "worker"):
        li = adviser("li")
        li.answers()
        call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.offers == [("li", "accepted")]


def test_the_recording_of_a_talk_that_ends_without_a_worker_is_kept(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    with killed(citizen.centre, "worker"):
        li.talks_with(call)
        time.sleep(1)  # a recording shorter than a second is not kept
        call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.end_reason == "served"
    (talk,) = talks_of(citizen.centre, record)
    assert talk.seconds >= 1


def test_a_message_left_meanwhile_is_kept(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("4")
    call.hears_then_skips("message_beep_hint")
    time.sleep(0.5)
    call.says_tone(700)
    time.sleep(2)
    with killed(citizen.centre, "worker"):
        call.hangs_up()

    assert call.closed_record(with_messages=1, limit=40).messages == ["voice"]
