"""`kill -9` of PostgreSQL in menu, queue and talk: the call goes on, the record is whole, the next one is answered."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.recordings import talks_of


def _kill_and_wait(citizen: Citizen) -> None:
    killed = citizen.centre.pid("postgres")
    citizen.centre.kill("postgres")
    citizen.centre.wait_back("postgres", killed=killed)


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    _kill_and_wait(citizen)
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
    call.hears_then_skips("menu_open")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    killed = citizen.centre.pid("postgres")
    citizen.centre.kill("postgres")
    call.hears_music()
    citizen.centre.wait_back("postgres", killed=killed)
    assert call.is_still_connected()
    li = adviser("li")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.queue_ends == ["served"]
    assert record.offers == [("li", "accepted")]
    assert record.end_reason == "served"


def test_in_the_talk_they_talk_on_and_the_record_is_true(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.says_tone(700)
    li.hears_tone(700)
    killed = citizen.centre.pid("postgres")
    citizen.centre.kill("postgres")
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    citizen.centre.wait_back("postgres", killed=killed)
    li.hears_tone(700)
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.is_in_state("wrap_up")
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.engagements == ["li"]
    assert record.end_reason == "served"
    assert record.callbacks == []
    (talk,) = talks_of(citizen.centre, record)
    assert talk.gaps == []
