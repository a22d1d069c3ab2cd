"""The stage of every scenario: one centre for all, callers and advisers made anew for each."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.adviser import MICROPHONE_HERTZ, Adviser, AdviserMaker, browser_start
from harness.centre import Centre
from harness.citizen import Citizen
from harness.record import open_rows
from harness.sound import tone_write
from harness.waiting import soon
from playwright.sync_api import Browser, Playwright, sync_playwright

from hotline.telephony.caller.client import Telephones

BASE_PORT = int(os.environ.get("HOTLINE_TEST_PORT", "32000"))

# For whoever writes scenarios: leave the centre running and use it again in the next run.
IS_KEPT = os.environ.get("HOTLINE_TEST_KEEP") == "1"


def centre_for(base_port: int) -> Iterator[Centre]:
    """A centre on these ports, started and stopped."""
    centre = Centre(base_port)
    if not (IS_KEPT and centre.is_ready()):
        centre.up()
    yield centre
    if not IS_KEPT:
        centre.down()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every scenario starts a centre: mark it so."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def centre() -> Iterator[Centre]:
    """One whole centre for all scenarios that leave it in one piece."""
    yield from centre_for(BASE_PORT)


@pytest.fixture(autouse=True)
def _nothing_left_open(centre: Centre, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever happened in a scenario: afterwards the record holds nothing open and the engine no channel."""
    yield
    if "ended" in request.fixturenames:  # other callers are still on their way
        return
    soon(lambda: open_rows(centre) == {}, limit=15, what=f"nothing left open: {open_rows(centre)}")
    soon(lambda: (centre.engine_channels(), centre.engine_bridges()) == ([], []), what="an empty engine")


@pytest.fixture
def telephones(tmp_path: Path) -> Iterator[Telephones]:
    """A telephone that saves what it hears in the test's own folder."""
    with Telephones(folder=tmp_path) as telephones:
        yield telephones


@pytest.fixture
def citizen(centre: Centre, telephones: Telephones) -> Citizen:
    """Somebody who calls."""
    return Citizen(centre, telephones)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What advisers say: one tone."""
    file = tmp_path_factory.mktemp("microphone") / "tone.wav"
    return tone_write(file, hertz=MICROPHONE_HERTZ, seconds=10, rate=48000)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, microphone: Path) -> Iterator[Browser]:
    """One browser, in which every adviser has a window of his own."""
    browser = browser_start(playwright, microphone=microphone)
    yield browser
    browser.close()


@pytest.fixture
def own_browser(playwright: Playwright, microphone: Path) -> Iterator[Browser]:
    """A browser that may be killed or lose its network without anybody else's."""
    browser = browser_start(playwright, microphone=microphone)
    yield browser
    if browser.is_connected():
        browser.close()


@pytest.fixture
def adviser(centre: Centre, browser: Browser) -> Iterator[AdviserMaker]:
    """Make advisers: `adviser("li")` is signed in and ready. All are signed out at the end."""
    made: list[Adviser] = []

    def make(username: str) -> Adviser:
        new = Adviser.signs_in(centre, browser, username=username)
        made.append(new)
        new.becomes_ready()
        return new

    yield make
    for one in made:
        one.signs_out()
        assert one.problems == []
