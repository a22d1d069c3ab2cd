"""Nothing pressed three times: an adviser."""

from harness.citizen import Citizen


def test_silence_three_times_leads_to_an_adviser(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome", "welcome_english_hint", "recording_notice", "menu_open")
    call.hears("nothing_heard", "menu_open")
    call.hears("nothing_heard", "menu_open")
    call.hears("still_nothing_to_adviser", "transferring_to_adviser")
    call.hangs_up()

    record = call.closed_record()
    assert len(record.steps_of("nothing_pressed")) == 3
    assert record.segments == ["flow", "queue"]
    assert record.end_reason == "abandoned_in_queue"
    assert record.queue_ends == ["left"]
