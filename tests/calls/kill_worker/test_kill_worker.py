"""`kill -9` of the worker while a message waits to be taken in: the next worker takes it."""

import time

from harness.citizen import Citizen


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
