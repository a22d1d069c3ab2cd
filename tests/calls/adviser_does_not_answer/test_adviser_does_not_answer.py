"""An adviser who does not answer, or passes the call on, never holds the caller."""

from harness.adviser import AdviserMaker
from harness.citizen import Citizen


def test_the_offer_goes_on_to_the_next(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    wang = adviser("wang")
    call = citizen.dials()
    call.asks_for_adviser()
    # Li has been idle longer and is asked first.
    li.sees_offer()
    wang.sees_no_offer()
    wang.sees_offer()
    li.sees_no_offer()
    wang.answers()
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert record.offers == [("li", "expired"), ("wang", "accepted")]
    assert record.engagements == ["wang"]
    assert record.segments == ["flow", "queue", "served"]
    assert li.state() == "not_ready"


def test_passing_on_is_the_same_without_the_wait(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    wang = adviser("wang")
    call = citizen.dials()
    call.asks_for_adviser()
    li.declines()
    wang.answers()
    call.hangs_up()
    wang.finishes()

    assert call.closed_record().offers == [("li", "declined"), ("wang", "accepted")]


def test_alone_the_caller_waits_on_and_is_taken_when_she_is_ready_again(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.declines()
    li.is_in_state("not_ready")
    call.hears_then_skips("queue_music_return")
    li.becomes_ready_while_someone_waits()
    li.answers()
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.offers == [("li", "declined"), ("li", "accepted")]
    assert record.segments == ["flow", "queue", "served"]
