"""`kill -9` of PostgreSQL: the call goes on, the record is whole, the next caller is answered."""

from harness.citizen import Citizen


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed = centre.pid("postgres")
    centre.kill("postgres")
    centre.wait_back("postgres", killed=killed)
    assert call.is_still_connected()
    call.presses("9")
    call.hears_then_skips("higher_level", limit=15)
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"

    after = citizen.dials()
    after.hears_then_skips("menu_open")
    after.hangs_up()
    assert after.closed_record().end_reason == "caller_hung_up"
