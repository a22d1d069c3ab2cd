"""Key 9: the higher level and other regions; keys 3 and 5 say honestly that they are not there yet."""

import pytest
from harness.citizen import Citizen


def test_nine_tells_where_else_to_call_and_leads_back(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("9")
    call.hears("higher_level")
    call.presses("9")
    call.hears("menu_open")
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"


def test_zero_at_the_higher_level_leads_to_an_adviser(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("9")
    call.hears("higher_level")
    call.presses("0")
    call.hears("transferring_to_adviser")
    call.hangs_up()
    assert call.closed_record().queue_ends == ["left"]


@pytest.mark.parametrize(("key", "told"), [("3", "fax_not_yet"), ("5", "business_not_yet")])
def test_what_is_not_there_yet_says_so_and_offers_an_adviser(citizen: Citizen, key: str, told: str) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses(key)
    call.hears(told, "not_yet_keys")
    call.presses("0")
    call.hears("transferring_to_adviser")
    call.hangs_up()
    assert call.closed_record().end_reason == "abandoned_in_queue"
