"""In the queue: position and expected wait in the caller's language, music between, and again."""

from harness.adviser import Adviser, AdviserMaker
from harness.citizen import Citizen, CitizenCall

WAITS = {"wait_under_1", *(f"wait_{minutes}" for minutes in (2, 3, 5, 8, 10, 15)), "wait_long"}


def test_two_callers_hear_their_places_and_music(citizen: Citizen) -> None:
    first = citizen.dials(number="13800138005")
    first.asks_for_adviser()
    first.hears("transferring_to_adviser", "position_1")
    first.hears_then_skips("queue_keys")
    first.hears_music()
    second = citizen.dials(number="13800138006")
    second.hears("welcome")
    second.presses("8")
    second.hears_then_skips("menu_open@en")
    second.presses("0")
    second.hears("transferring_to_adviser@en", "position_2@en")
    second.hears_then_skips("queue_keys@en")
    second.hears_music()

    first.hears_then_skips("queue_music_return")
    first.hears("position_1")
    first.hangs_up()
    second.hears_then_skips("queue_music_return@en")
    second.hears("position_1@en")
    second.hangs_up()

    for call in (first, second):
        record = call.closed_record()
        assert record.segments == ["flow", "queue"]
        assert record.end_reason == "abandoned_in_queue"
        assert record.offers == []


def test_where_talks_are_written_up_the_expected_wait_is_told_in_both_languages(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    li = adviser("li")
    _is_served(citizen, li).hangs_up()
    li.finishes()
    talking = _is_served(citizen, li)
    chinese = citizen.dials()
    chinese.asks_for_adviser()
    chinese.hears_then_skips("queue_keys")
    english = citizen.dials()
    english.hears("welcome")
    english.presses("8")
    english.hears_then_skips("menu_open@en")
    english.presses("0")
    english.hears_then_skips("queue_keys@en")

    (wait,) = _told_between(chinese, "position_1", "queue_keys")
    assert wait in WAITS
    (wait,) = _told_between(english, "position_2@en", "queue_keys@en")
    assert wait.removesuffix("@en") in WAITS
    assert wait.endswith("@en")
    for call in (english, chinese, talking):
        call.hangs_up()
        call.closed_record()
    li.finishes()


def _is_served(citizen: Citizen, li: Adviser) -> CitizenCall:
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    return call


def _told_between(call: CitizenCall, first: str, last: str) -> list[str]:
    heard = call.heard
    return heard[heard.index(first) + 1 : heard.index(last)]
