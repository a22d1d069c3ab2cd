"""`kill -9` of Asterisk: who was lost is on the call-back list, nothing stays open, the next caller is answered."""

import pytest
from harness.adviser import AdviserMaker
from harness.citizen import Citizen
from harness.faults import killed_and_back


@pytest.mark.parametrize("place", ["menu", "queue"])
def test_the_lost_caller_is_promised_a_call_back(citizen: Citizen, place: str) -> None:
    centre = citizen.centre
    centre.rows("update callback set state = 'cancelled' where state = 'open'")
    call = citizen.dials(number="13800138020")
    call.hears_then_skips("menu_open")
    if place == "queue":
        call.presses("0")
        call.hears_then_skips("queue_keys")
    killed_and_back(centre, "asterisk")

    record = call.closed_record()
    assert record.end_reason == "lost_in_crash"
    assert record.callbacks == [("crash", "open")]
    after = citizen.dials(number="13800138021")
    after.hears_then_skips("menu_open")
    after.hangs_up()
    assert after.closed_record().end_reason == "caller_hung_up"


def test_in_the_talk_the_citizen_is_promised_a_call_back_and_the_adviser_writes_up(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    centre = citizen.centre
    centre.rows("update callback set state = 'cancelled' where state = 'open'")
    li = adviser("li")
    call = citizen.dials(number="13800138022")
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    killed_and_back(centre, "asterisk")

    record = call.closed_record()
    assert record.end_reason == "lost_in_crash"
    assert record.engagements == ["li"]
    assert record.callbacks == [("crash", "open")]
    li.finishes()


def test_a_ready_adviser_stays_ready_and_gets_the_next_call_by_himself(citizen: Citizen, adviser: AdviserMaker) -> None:
    centre = citizen.centre
    li = adviser("li")
    killed_and_back(centre, "asterisk")
    call = citizen.dials(number="13800138023")
    call.asks_for_adviser()
    li.answers()
    call.hangs_up()
    li.finishes()

    assert call.closed_record().offers == [("li", "accepted")]
