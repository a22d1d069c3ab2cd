"""The adviser's computer loses the network: no call is held by her, and back on the network she goes on."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from harness.adviser import LOST_SECONDS, MICROPHONE_HERTZ, Adviser, AdviserMaker
from harness.centre import Centre
from harness.citizen import Citizen
from playwright.sync_api import Browser


@dataclass
class Cable:
    """The network of one browser: cut, no packet leaves it and none is answered."""

    processes: list[int]

    def is_pulled(self) -> None:
        """Stop everything that the browser runs."""
        for process in self.processes:
            os.kill(process, signal.SIGSTOP)

    def is_plugged_in(self) -> None:
        """Let it go on; harmless when it does."""
        for process in self.processes:
            os.kill(process, signal.SIGCONT)


@pytest.fixture
def li(centre: Centre, own_browser: Browser) -> Iterator[Adviser]:
    """Li, ready, in a browser of her own."""
    li = Adviser.signs_in(centre, own_browser, username="li")
    li.becomes_ready()
    yield li
    li.signs_out()


@pytest.fixture
def cable(li: Adviser) -> Iterator[Cable]:
    """Li's network, mended afterwards."""
    found = li.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    cable = Cable([process["id"] for process in found])
    yield cable
    cable.is_plugged_in()


def test_while_idle_nothing_is_offered_to_her_until_she_is_back(
    citizen: Citizen, li: Adviser, cable: Cable, adviser: AdviserMaker
) -> None:
    wang = adviser("wang")
    cable.is_pulled()
    li.is_in_state("not_ready", limit=LOST_SECONDS)
    call = citizen.dials()
    call.asks_for_adviser()
    wang.answers()
    call.hangs_up()
    wang.finishes(is_ready_again=False)
    assert call.closed_record().offers == [("wang", "accepted")]

    cable.is_plugged_in()
    li.shows("话机：可接听", limit=LOST_SECONDS)
    li.becomes_ready()
    second = citizen.dials()
    second.asks_for_adviser()
    li.answers()
    second.hears_tone(MICROPHONE_HERTZ)
    second.hangs_up()
    li.finishes()


def test_while_it_rings_the_offer_goes_on_to_the_next(
    citizen: Citizen, li: Adviser, cable: Cable, adviser: AdviserMaker
) -> None:
    wang = adviser("wang")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    cable.is_pulled()
    wang.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert [name for name, _ in record.offers] == ["li", "wang"]
    assert record.engagements == ["wang"]


def test_in_the_talk_the_citizen_is_told_and_gets_another_and_her_wrap_up_waits(
    citizen: Citizen, li: Adviser, cable: Cable, adviser: AdviserMaker
) -> None:
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    wang = adviser("wang")
    cable.is_pulled()
    call.hears_then_skips("adviser_lost_please_wait", limit=LOST_SECONDS)
    wang.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert record.engagements == ["li", "wang"]
    assert record.segments == ["flow", "queue", "served", "queue", "served"]
    cable.is_plugged_in()
    li.finishes()
