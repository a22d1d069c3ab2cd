"""`kill -9` of the worker in menu, queue, talk and message: no caller notices, what was recorded is taken in later."""

import time

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.recordings import talks_of


def test_a_caller_goes_on_from_the_menu_to_the_queue(citizen: Citizen) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed = centre.pid("worker")
    centre.kill("worker")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    centre.wait_back("worker", killed=killed)
    call.hangs_up()

    record = call.closed_record()
    assert record.queue_ends == ["left"]
    assert record.end_reason == "abandoned_in_queue"


def test_a_caller_in_the_queue_reaches_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    killed = centre.pid("worker")
    centre.kill("worker")
    li = adviser("li")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    centre.wait_back("worker", killed=killed)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.offers == [("li", "accepted")]


def test_the_recording_of_a_talk_that_ends_without_a_worker_is_kept(citizen: Citizen, adviser: AdviserMaker) -> None:
    centre = citizen.centre
    li = adviser("li")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.says_tone(700)
    li.hears_tone(700)
    killed = centre.pid("worker")
    centre.kill("worker")
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    time.sleep(1)  # a recording shorter than a second is not kept
    call.hangs_up()
    centre.wait_back("worker", killed=killed)
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.end_reason == "served"
    (talk,) = talks_of(centre, record)
    assert talk.seconds >= 1


def test_a_message_left_meanwhile_is_kept(citizen: Citizen) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("4")
    call.hears_then_skips("message_beep_hint")
    time.sleep(0.5)
    call.says_tone(700)
    time.sleep(2)
    killed = centre.pid("worker")
    centre.kill("worker")
    call.hangs_up()
    centre.wait_back("worker", killed=killed)

    assert call.closed_record(with_messages=1, limit=40).messages == ["voice"]
