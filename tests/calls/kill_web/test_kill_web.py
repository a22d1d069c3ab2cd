"""`kill -9` of the web process: callers notice nothing."""

from harness.citizen import Citizen


def test_a_caller_in_the_menu_goes_on(citizen: Citizen) -> None:
    centre = citizen.centre
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    killed = centre.pid("web")
    centre.kill("web")
    call.presses("9")
    call.hears_then_skips("higher_level")
    centre.wait_back("web", killed=killed)
    call.hangs_up()
    assert call.closed_record().end_reason == "caller_hung_up"
