"""The caller hangs up while the adviser's page rings."""

from harness.adviser import AdviserMaker
from harness.citizen import Citizen


def test_the_page_stops_ringing_and_the_adviser_is_ready_at_once(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    call.hangs_up()
    li.offer_vanishes()
    li.is_in_state("ready")

    record = call.closed_record()
    assert record.end_reason == "abandoned_in_queue"
    assert record.offers == [("li", "withdrawn")]
    assert record.engagements == []


def test_the_next_caller_is_offered_to_the_same_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    first = citizen.dials()
    first.asks_for_adviser()
    li.sees_offer()
    first.hangs_up()
    second = citizen.dials(number="13800138002")
    second.asks_for_adviser()
    li.sees_offer()
    li.answers()
    second.hangs_up()
    li.finishes()

    assert first.closed_record().engagements == []
    assert second.closed_record().engagements == ["li"]
