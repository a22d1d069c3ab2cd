"""`kill -9` of PostgreSQL in menu, queue and talk: the call goes on, the record is whole, the next one is answered."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.faults import killed
from harness.recordings import talks_of


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with killed(citizen.centre, "postgres"):
        assert call.is_still_connected()
    assert call.is_still_connected()
    call.presses("9")
    call.hears_then_skips("higher_level", limit=15)
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"

    after = citizen.dials()
    after.hears_then_skips("menu_open")
    after.hangs_up()
    assert after.closed_record().end_reason == "caller_hung_up"


def test_a_caller_in_the_queue_keeps_his_music_and_reaches_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    with killed(citizen.centre, "postgres"):
        call.hears_music()
    assert call.is_still_connected()
    li = adviser("li")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.queue_ends == ["served"]
    assert record.offers == [("li", "accepted")]
    assert record.end_reason == "served"


def test_in_the_talk_they_talk_on_and_the_record_is_true(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.talks_with(call)
    with killed(citizen.centre, "postgres"):
        li.talks_with(call)
    li.talks_with(call)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.engagements == ["li"]
    assert record.end_reason == "served"
    assert record.callbacks == []
    (talk,) = talks_of(citizen.centre, record)
    assert talk.gaps == []
