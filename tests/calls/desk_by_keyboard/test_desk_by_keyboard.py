"""A whole call at the desk by the keyboard alone: the mouse is never touched."""

from harness.adviser import MICROPHONE_HERTZ, Adviser
from harness.centre import Centre
from harness.citizen import Citizen
from harness.waiting import soon
from playwright.sync_api import Browser, expect

CITIZEN_HERTZ = 700
# More Tab presses than the page has places to stop at.
MOST_TABS = 80


def _tabs_to(adviser: Adviser, selector: str) -> None:
    for _ in range(MOST_TABS):
        if adviser.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        adviser.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_from_ready_to_ready_again(centre: Centre, browser: Browser, citizen: Citizen) -> None:
    li = Adviser.signs_in(centre, browser, username="li")
    keys = li.page.keyboard
    if li.state() != "ready":
        keys.press("F8")
        li.is_in_state("ready")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    keys.press("Enter")
    li.is_in_state("talking")
    call.says_tone(CITIZEN_HERTZ)
    li.hears_tone(CITIZEN_HERTZ)
    call.hears_tone(MICROPHONE_HERTZ)

    keys.press("F2")
    call.hears_silence()
    keys.press("F2")
    call.hears_tone(MICROPHONE_HERTZ)
    keys.press("F4")
    li.shows("已保持，市民在听音乐")
    call.hears_music()
    keys.press("F4")
    call.hears_tone(MICROPHONE_HERTZ)

    keys.press("/")
    keys.type("失业金怎么领")
    keys.press("Enter")
    li.shows("1001")
    for field in ("type_code", "disposition"):
        _tabs_to(li, f"[name={field}]")
        keys.press("ArrowDown")
        expect(li.page.locator(f"[name={field}]")).not_to_have_value("")
    _tabs_to(li, "textarea")
    keys.type("问失业金怎样领")
    keys.press("F9")
    li.is_in_state("wrap_up")
    call.hears_then_skips("survey_ask")
    call.hangs_up()
    expect(li.page.get_by_role("button", name="结束小结，就绪")).to_be_enabled()
    keys.press("Control+Enter")
    li.is_in_state("ready")

    record = call.closed_record()
    assert record.engagements == ["li"]
    assert record.segments[:3] == ["flow", "queue", "served"]
    matters = centre.rows("select disposition from matter where interaction_id = %s", record.id)
    assert matters == [{"disposition": "answered"}]
    assert li.problems == []
    li.signs_out()


def test_a_key_says_all_keys_and_another_closes_them(centre: Centre, browser: Browser) -> None:
    li = Adviser.signs_in(centre, browser, username="li")
    dialog = li.page.locator("dialog[open]")
    soon(lambda: li.state() != "signed_out", what="li at the desk")
    li.page.keyboard.press("?")
    for key in ("F2", "F4", "F8", "F9", "Enter"):
        expect(dialog.get_by_text(key).first).to_be_visible()
    li.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    li.signs_out()
