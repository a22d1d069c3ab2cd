"""A citizen calls from the start page in a browser of his own: keys, a talk both ways, and the recording of it."""

import re
import time
from collections.abc import Iterator

import pytest
from harness.adviser import EARS, MICROPHONE_HERTZ, NEAR_HERTZ, AdviserMaker, browser_start
from harness.centre import Centre
from harness.record import Record, record_newest
from harness.recordings import talks_of
from harness.sound import tone_write, tones_in
from harness.waiting import soon
from playwright.sync_api import Browser, Page, Playwright, expect

CITIZEN_HERTZ = 700
CONNECT_MS = 15_000


@pytest.fixture(scope="module")
def citizens_browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone hears another tone than the adviser's."""
    file = tmp_path_factory.mktemp("citizen") / "tone.wav"
    browser = browser_start(playwright, microphone=tone_write(file, hertz=CITIZEN_HERTZ, seconds=10, rate=48000))
    yield browser
    browser.close()


@pytest.fixture
def page(centre: Centre, citizens_browser: Browser) -> Iterator[Page]:
    """The start page of a citizen who has never been here."""
    context = citizens_browser.new_context(locale="zh-CN")
    context.add_init_script(EARS)
    page = context.new_page()
    page.goto(centre.url)
    yield page
    context.close()


def _calls(page: Page) -> None:
    page.get_by_role("link", name="用浏览器拨打").first.click()
    page.get_by_role("button", name=re.compile("^拨打")).click()
    expect(page.get_by_text("已接通")).to_be_visible(timeout=CONNECT_MS)


def _hears(page: Page, hertz: int) -> None:
    soon(
        lambda: abs(page.evaluate("() => window.testEars.now()")[0] - hertz) <= NEAR_HERTZ, limit=15, what=f"{hertz} Hz"
    )


def _record(centre: Centre, *, after: Record | None) -> Record:
    def look() -> Record | None:
        found = record_newest(centre, called=centre.places.number)
        return found if found and (after is None or found.id != after.id) else None

    found = soon(look, limit=15, what="a closed record of the browser's call")
    assert found is not None
    return found


def test_they_hear_each_other_and_both_are_on_their_sides_of_the_recording(
    centre: Centre, page: Page, adviser: AdviserMaker
) -> None:
    before = record_newest(centre, called=centre.places.number)
    li = adviser("li")
    _calls(page)
    page.keyboard.press("0")
    li.answers()
    li.hears_tone(CITIZEN_HERTZ)
    _hears(page, MICROPHONE_HERTZ)
    time.sleep(2)
    page.get_by_role("button", name="挂断").click()
    expect(page.get_by_text("通话已结束")).to_be_visible()
    li.finishes()

    record = _record(centre, after=before)
    assert record.segments == ["flow", "queue", "served"]
    assert record.end_reason == "served"
    (talk,) = talks_of(centre, record)
    left, right = talk.channels
    assert CITIZEN_HERTZ in tones_in(left)
    assert MICROPHONE_HERTZ not in tones_in(left)
    assert MICROPHONE_HERTZ in tones_in(right)
    assert CITIZEN_HERTZ not in tones_in(right)


def test_muted_the_adviser_hears_nothing_of_the_citizen(centre: Centre, page: Page, adviser: AdviserMaker) -> None:
    li = adviser("li")
    _calls(page)
    page.get_by_role("button", name="0", exact=True).click()
    li.answers()
    li.hears_tone(CITIZEN_HERTZ)
    page.get_by_role("button", name="静音").click()
    li.hears_nothing()
    page.get_by_role("button", name="取消静音").click()
    li.hears_tone(CITIZEN_HERTZ)
    li.hangs_up()
    page.get_by_role("button", name="挂断").click()
    li.finishes()


def test_closing_the_page_ends_the_call(centre: Centre, page: Page) -> None:
    before = record_newest(centre, called=centre.places.number)
    _calls(page)
    page.close()  # as one who simply leaves

    record = _record(centre, after=before)
    assert record.end_reason == "caller_hung_up"
    assert record.segments == ["flow"]
