"""The adviser's browser is closed or killed: while it rings, and while it is idle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.adviser import Adviser, AdviserMaker, browser_start
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
