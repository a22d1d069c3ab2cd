"""Keys pressed before the flow asks, after it has stopped asking, too many of them, and keys of odd telephones."""

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen


def test_a_caller_who_knows_the_way_types_it_at_once(citizen: Citizen) -> None:
    call = citizen.dials()
    call.call.wait_sound()
    call.presses("21001")
    call.hears_then_skips("topic_keys")
    assert "menu_open" not in call.heard
    call.hangs_up()

    record = call.closed_record()
    assert record.topics == [("1001", "voice", 1)]
    assert record.steps_of("wrong_key") == []


def test_letters_and_wrong_digits_are_told_and_nothing_is_chosen(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("A")
    call.hears("choose_again", "menu_open")
    call.presses("6")
    call.hears("choose_again", "menu_open")
    call.presses("9")
    call.hears("higher_level")
    call.hangs_up()

    record = call.closed_record()
    assert [step["node"] for step in record.steps_of("wrong_key")] == ["menu_open", "menu_open"]


def test_three_wrong_keys_lead_to_an_adviser(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("6")
    call.hears("choose_again", "menu_open")
    call.presses("B")
    call.hears("choose_again", "menu_open")
    call.presses("6")
    call.hears("transferring_to_adviser")
    call.hangs_up()

    assert call.closed_record().end_reason == "abandoned_in_queue"


def test_a_flood_of_keys_does_no_harm(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("#*D#*6D*#6" * 4, gap_seconds=0.15)
    call.hears_then_skips("transferring_to_adviser")
    assert call.is_still_connected()
    call.hangs_up()

    assert call.closed_record().end_reason == "abandoned_in_queue"


def test_star_says_the_menu_again_and_counts_nothing(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    for _ in range(4):
        call.presses("*")
        call.hears("menu_open")
    call.hangs_up()

    assert call.closed_record().steps_of("wrong_key") == []


def test_a_key_after_the_time_is_up_counts_for_the_menu_that_is_said_again(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.hears_then_skips("nothing_heard")
    call.presses("9")
    call.hears_then_skips("higher_level")
    call.hangs_up()

    record = call.closed_record()
    assert record.nodes[-2:] == ["menu_open", "higher_level"]
    assert record.steps_of("wrong_key") == []


def test_keys_that_come_when_an_adviser_has_answered_choose_nothing(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.presses("120#A")
    call.hears_tone(MICROPHONE_HERTZ)
    assert call.is_still_connected()
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.messages == []
    assert record.steps_of("wrong_key") == []
    assert record.end_reason == "served"
