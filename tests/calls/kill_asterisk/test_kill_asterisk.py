"""`kill -9` of Asterisk: who was lost is on the call-back list, nothing stays open, the next caller is answered."""

import pytest
from harness.citizen import Citizen


@pytest.mark.parametrize("place", ["menu", "queue"])
def test_the_lost_caller_is_promised_a_call_back(citizen: Citizen, place: str) -> None:
    centre = citizen.centre
    centre.rows("update callback set state = 'cancelled' where state = 'open'")
    call = citizen.dials(number="13800138020")
    call.hears_then_skips("menu_open")
    if place == "queue":
        call.presses("0")
        call.hears_then_skips("queue_keys")
    killed = centre.pid("asterisk")
    centre.kill("asterisk")
    centre.wait_back("asterisk", killed=killed)

    record = call.closed_record()
    assert record.end_reason == "lost_in_crash"
    assert record.callbacks == [("crash", "open")]
    after = citizen.dials(number="13800138021")
    after.hears_then_skips("menu_open")
    after.hangs_up()
    assert after.closed_record().end_reason == "caller_hung_up"
