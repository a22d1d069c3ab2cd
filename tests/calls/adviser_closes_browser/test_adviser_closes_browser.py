"""The adviser's browser is closed or killed: while it rings, while it is idle, and in the middle of a talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.adviser import MICROPHONE_HERTZ, Adviser, AdviserMaker, browser_start
from harness.centre import Centre
from harness.citizen import Citizen
from playwright.sync_api import Browser, Playwright

LOST_SECONDS = 45.0


@pytest.fixture
def own_browser(playwright: Playwright, microphone: Path) -> Iterator[Browser]:
    """A browser that may be killed."""
    browser = browser_start(playwright, microphone=microphone)
    yield browser
    if browser.is_connected():
        browser.close()


def test_closed_while_it_rings_the_offer_goes_on_at_once(
    citizen: Citizen, centre: Centre, browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, browser, username="li")
    li.becomes_ready()
    wang = adviser("wang")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.sees_offer()
    li.closes_browser()
    wang.answers()
    call.hangs_up()
    wang.is_in_state("wrap_up")
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
    call.hears_then_skips("menu_open")
    call.presses("0")
    wang.answers()
    call.hangs_up()
    wang.is_in_state("wrap_up")
    wang.finishes()

    assert call.closed_record().offers == [("wang", "accepted")]


def test_killed_in_the_talk_the_citizen_is_told_and_gets_another_adviser(
    citizen: Citizen, centre: Centre, browser: Browser, own_browser: Browser, adviser: AdviserMaker
) -> None:
    li = Adviser.signs_in(centre, own_browser, username="li")
    li.becomes_ready()
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    wang = adviser("wang")
    li.vanishes()
    call.hears_then_skips("adviser_lost_please_wait", limit=LOST_SECONDS)
    wang.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    wang.is_in_state("wrap_up")
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
