"""Codes that lead nowhere: each is said for what it is, and a good one may follow."""

import pytest
from harness.citizen import Citizen
from harness.knowledge import EXPIRED, NOT_YET


@pytest.mark.parametrize(
    ("code", "told"),
    [("9999", "topic_code_unknown"), (EXPIRED, "topic_code_expired"), (NOT_YET, "topic_code_not_yet_valid")],
)
def test_a_code_that_cannot_be_heard_is_told_why_and_a_good_one_may_follow(
    citizen: Citizen, code: str, told: str
) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses(code)
    call.hears(told)
    call.presses("1001")
    call.hears_passage()
    call.hangs_up()

    assert call.closed_record().topics == [("1001", "voice", 1)]


def test_two_digits_and_a_pause_are_told_to_be_too_few(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("10")
    call.hears("topic_code_incomplete")
    call.hangs_up()

    assert call.closed_record().topics == []


def test_three_wrong_codes_lead_to_an_adviser(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("9999")
    call.hears("topic_code_unknown")
    call.presses("9998")
    call.hears("topic_code_unknown")
    call.presses("9997")
    call.hears("transferring_to_adviser")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "abandoned_in_queue"
    assert record.queue_ends == ["left"]
