"""The adviser's browser is closed or killed: while it rings, while it is idle, and in the middle of a talk."""

from harness.adviser import LOST_SECONDS, MICROPHONE_HERTZ, Adviser, AdviserMaker
from harness.centre import Centre
from harness.citizen import Citizen
from playwright.sync_api import Browser


def test_closed_while_it_rings_the_offer_goes_on_at_once(
    citizen: Citizen, centre: Centre, browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, browser, username="li")
    li.becomes_ready()
    wang = adviser("wang")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    li.closes_browser()
    wang.answers()
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert [name for name, _ in record.offers] == ["li", "wang"]
    assert record.offers[0][1] != "accepted"
    assert record.engagements == ["wang"]


def test_killed_while_idle_nothing_is_offered_to_it(
    citizen: Citizen, centre: Centre, own_browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, own_browser, username="li")
    li.becomes_ready()
    wang = adviser("wang")
    li.vanishes()
    li.is_in_state("not_ready", limit=LOST_SECONDS)
    call = citizen.dials()
    call.asks_for_adviser()
    wang.answers()
    call.hangs_up()
    wang.finishes()

    assert call.closed_record().offers == [("wang", "accepted")]


def test_killed_in_the_talk_the_citizen_is_told_and_gets_another_adviser(
    citizen: Citizen, centre: Centre, browser: Browser, own_browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, own_browser, username="li")
    li.becomes_ready()
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    wang = adviser("wang")
    li.vanishes()
    call.hears_then_skips("adviser_lost_please_wait", limit=LOST_SECONDS)
    wang.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert record.engagements == ["li", "wang"]
    assert record.segments == ["flow", "queue", "served", "queue", "served"]
    assert record.end_reason == "served"
    # Her wrap-up waits for her until she is back.
    assert li.state() == "wrap_up"
    back = Adviser.signs_in(centre, browser, username="li")
    back.finishes()
    back.signs_out()
