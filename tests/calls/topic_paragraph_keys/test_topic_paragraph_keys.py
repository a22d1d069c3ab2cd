"""While a topic is heard: 1 again, 2 slower, 3 next, 9 back, 0 adviser."""

import pytest
from harness.citizen import Citizen, CitizenCall
from harness.knowledge import pieces_of, tones_of
from harness.sound import passages_in


@pytest.fixture
def listening(citizen: Citizen) -> CitizenCall:
    """A call that has just heard the first paragraph of 1001."""
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("1001")
    call.hears_passage()
    call.hears("topic_keys")
    return call


def test_one_says_the_paragraph_again_two_slower_three_the_next(listening: CitizenCall) -> None:
    listening.presses("1")
    listening.hears_passage()
    listening.hears("topic_keys")
    listening.presses("2")
    listening.hears_passage()
    listening.hears("topic_keys")
    listening.presses("3")
    listening.hears_passage()
    listening.hangs_up()

    pieces = pieces_of(listening.centre, "1001")
    assert passages_in(listening.sound) == [
        tones_of(pieces[0]),
        tones_of(pieces[0]),
        tones_of(pieces[0], is_slow=True),
        tones_of(pieces[1], is_slow=True),
    ]
    assert listening.closed_record().topics == [("1001", "voice", 2)]


def test_nine_goes_back_to_the_menu(listening: CitizenCall) -> None:
    listening.presses("9")
    listening.hears("menu_open")
    listening.hangs_up()
    assert listening.closed_record().end_reason == "caller_hung_up"


def test_zero_leads_to_an_adviser(listening: CitizenCall) -> None:
    listening.presses("0")
    listening.hears("transferring_to_adviser")
    listening.hangs_up()
    assert listening.closed_record().end_reason == "abandoned_in_queue"


def test_a_key_that_means_nothing_here_is_told_and_the_paragraph_comes_again(listening: CitizenCall) -> None:
    listening.presses("7")
    listening.hears("choose_again")
    listening.hears_passage()
    listening.hangs_up()
    assert listening.closed_record().topics == [("1001", "voice", 1)]


def test_a_caller_who_only_listens_hears_all_and_is_asked_what_next(listening: CitizenCall) -> None:
    pieces = pieces_of(listening.centre, "1001")
    for _ in pieces[1:]:
        listening.hears_passage()
    listening.hears("topic_end", "topic_end_keys")
    listening.presses("1")
    listening.hears_passage()
    listening.hangs_up()
    assert listening.closed_record().topics == [("1001", "voice", len(pieces))]
