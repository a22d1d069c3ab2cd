"""Every page, in both languages: by the rules of WCAG 2.2 AA, enlarged, and by the keyboard alone."""

from collections.abc import Iterator

import pytest
from harness.adviser import AdviserMaker, demo_password
from harness.axe import hidden_focus, is_too_wide, violations
from harness.centre import Centre
from harness.citizen import Citizen
from playwright.sync_api import Browser, Page, ViewportSize, expect

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
CITIZEN_PAGES = (
    "/",
    "/topics/",
    "/topics/1001/",
    "/topics/9999/",
    "/search?q=失业金怎么领",
    "/search?q=qzxqzx",
    "/call",
    "/desk/sign-in",
)
STAFF_PAGES = ("/desk/", "/desk/todo", "/desk/interactions", "/desk/report", "/desk/report?from=never")
NO_PAGE_OF_HIS = "/desk/report"
# A screen of 1280 at 400 %, and one of 1366 by 768 at 200 %.
FOUR_TIMES: ViewportSize = {"width": 320, "height": 256}
TWICE: ViewportSize = {"width": 683, "height": 384}
USUAL: ViewportSize = {"width": 1366, "height": 768}
TABS = 25


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window of somebody who reads this language and wants no motion."""
    context = browser.new_context(locale=LANGUAGES[request.param], viewport=USUAL, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def signs_in(centre: Centre, page: Page, username: str) -> None:
    """Sign in; staff have a language of their own, so it is set to the window's."""
    language = "en" if page.evaluate("navigator.language").startswith("en") else "zh"
    centre.rows("update staff set language = %s where username = %s", language, username)
    page.goto(f"{centre.url}/desk/sign-in")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(demo_password(centre))
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)


def opens(centre: Centre, page: Page, path: str) -> None:
    """Open a page and wait for what its script draws."""
    page.goto(f"{centre.url}{path}")
    if path == "/desk/":
        page.locator(".topbar").wait_for()
    if path == "/desk/todo":
        page.locator(".to-do-blocks").wait_for()


def test_citizens_pages(centre: Centre, page: Page) -> None:
    for path in CITIZEN_PAGES:
        opens(centre, page, path)
        assert (path, violations(page)) == (path, [])
        assert (path, hidden_focus(page, steps=TABS)) == (path, [])
        page.set_viewport_size(FOUR_TIMES)
        assert (path, is_too_wide(page)) == (path, False)
        page.set_viewport_size(USUAL)


def test_citizens_pages_in_large_type(centre: Centre, page: Page) -> None:
    page.goto(centre.url)
    page.locator("button[name=elder]").click()
    page.wait_for_load_state()
    for path in CITIZEN_PAGES[:-1]:
        opens(centre, page, path)
        assert (path, violations(page)) == (path, [])


def test_staff_pages(centre: Centre, page: Page) -> None:
    signs_in(centre, page, "zhao")
    for path in STAFF_PAGES:
        opens(centre, page, path)
        assert (path, violations(page)) == (path, [])
        assert (path, hidden_focus(page, steps=TABS)) == (path, [])
        page.set_viewport_size(TWICE)
        assert (path, is_too_wide(page)) == (path, False)
        page.set_viewport_size(USUAL)


def test_the_page_that_says_no(centre: Centre, page: Page) -> None:
    signs_in(centre, page, "chen")
    opens(centre, page, NO_PAGE_OF_HIS)
    assert violations(page) == []


def test_the_desk_while_it_rings_during_the_call_and_after(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials(number="13800138011")
    call.asks_for_adviser()
    li.sees_offer()
    expect(li.page.get_by_role("alert").filter(has_text="来电：138****8011，来自")).to_have_count(1)
    assert violations(li.page) == []
    li.answers()
    expect(li.page.get_by_role("status").filter(has_text="通话中")).to_have_count(1)
    for words in ("English", "中文"):
        assert violations(li.page) == []
        assert li.page.locator("body").evaluate("body => body.scrollHeight <= innerHeight")
        assert li.page.get_by_role("button", name="F9").or_(li.page.locator(".call-key.ends")).is_visible()
        li.page.set_viewport_size(TWICE)
        assert not is_too_wide(li.page)
        li.page.set_viewport_size(USUAL)
        li.page.get_by_role("button", name=words).click()
    li.hangs_up()
    expect(li.page.get_by_role("status").filter(has_text="通话结束，请写小结。")).to_have_count(1)
    assert violations(li.page) == []
    li.finishes()
    call.hangs_up()


@pytest.fixture
def promised(centre: Centre, citizen: Citizen) -> None:
    """A citizen who asked to be called back, and nobody else."""
    centre.rows("update callback set state = 'cancelled' where state = 'open'")
    call = citizen.dials(number="13800138012")
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    call.presses("2")
    call.hears("callback_confirm_number")
    call.presses("1")
    call.hears("callback_thanks", "goodbye")
    call.is_hung_up_on()


@pytest.mark.usefixtures("promised")
def test_a_call_back_is_dealt_with_by_the_keyboard_alone(centre: Centre, page: Page) -> None:
    signs_in(centre, page, "zhao")
    opens(centre, page, "/desk/todo")
    row = page.locator(".to-do-row[data-state=open]").filter(has_text="138****8012")
    expect(row).to_have_count(1)
    assert violations(page) == []
    reached = row.get_by_role("button").nth(1)
    while not reached.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert violations(page) == []
    page.keyboard.type("已说明")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)
    expect(page.locator(".to-do-row[data-state=over]").filter(has_text="已说明").first).to_be_visible()
    (last,) = centre.rows("select state from callback order by requested_at desc limit 1")
    assert last["state"] == "done"
