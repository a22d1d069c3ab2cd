"""In the queue: position and expected wait in the caller's language, music between, and again."""

from harness.citizen import Citizen


def test_two_callers_hear_their_places_and_music(citizen: Citizen) -> None:
    first = citizen.dials(number="13800138005")
    first.hears_then_skips("menu_open")
    first.presses("0")
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
