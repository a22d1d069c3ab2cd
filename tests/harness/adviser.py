"""An adviser at a browser, in the words of a story. The page is the real one, microphone and ears are the test's."""

import os
import re
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import APIResponse, Browser, BrowserContext, Locator, Page, Playwright, expect

from harness.centre import Centre
from harness.citizen import CitizenCall
from harness.record import Record
from harness.waiting import soon

CHROMIUM = "/usr/bin/chromium"
MICROPHONE_HERTZ = 1100
CITIZEN_HERTZ = 700
PAGE_SECONDS = 15.0
# How long it may take until a browser without network, or without power, is known to be lost.
LOST_SECONDS = 45.0
NEAR_HERTZ = 15
# Of full scale: a tone that the page plays aloud is far above, comfort noise far below.
LOUD_DECIBEL = -60

EARS = (Path(__file__).parent / "ears.js").read_text(encoding="utf-8")

BROWSER_OPTIONS = [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]


AdviserMaker = Callable[[str], "Adviser"]
"""`adviser("li")`: the fixture by which a scenario gets an adviser who is signed in and ready."""


def browser_start(playwright: Playwright, *, microphone: Path) -> Browser:
    """Start a browser whose microphone plays this WAV file again and again."""
    options = [*BROWSER_OPTIONS, f"--use-file-for-fake-audio-capture={microphone}"]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=options)


@dataclass
class Adviser:
    """One adviser in a browser window of his own, signed in at the desk."""

    centre: Centre
    username: str
    browser: Browser
    context: BrowserContext
    page: Page
    problems: list[str] = field(default_factory=list)

    @classmethod
    def signs_in(cls, centre: Centre, browser: Browser, *, username: str) -> "Adviser":
        """Open the desk, sign in with the demo password and wait until the telephone of the page is registered."""
        context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
        context.add_init_script(EARS)
        page = context.new_page()
        adviser = cls(centre, username, browser, context, page)
        page.on("pageerror", lambda error: adviser.problems.append(str(error)))
        page.goto(f"{centre.url}/desk/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(demo_password(centre))
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/desk/")
        soon(adviser._is_reachable, limit=PAGE_SECONDS, what=f"{username}'s telephone to be registered")
        return adviser

    def becomes_ready(self) -> None:
        """Press Ready and wait until the record agrees; where somebody waits, he is offered at once."""
        if self.state() == "wrap_up":  # left by a scenario that failed in her talk
            self.finishes()
        if self.state() != "ready":
            self._button("就绪，接听来电").click()
        soon(
            lambda: self.state() in {"ready", "reserved"},
            limit=PAGE_SECONDS,
            what=f"{self.username} to be ready, not {self.state()}",
        )

    def becomes_ready_while_someone_waits(self) -> None:
        """Press Ready and be offered a call at once."""
        self._button("就绪，接听来电").click()
        self.sees_offer()

    def becomes_not_ready(self, *, reason: str = "short_break") -> None:
        """Choose Not ready with this reason."""
        self.page.get_by_label("暂不接听").select_option(reason)
        self.is_in_state("not_ready")

    def state(self) -> str:
        """The adviser's state in the record: not_ready, ready, reserved, talking, wrap_up, signed_out."""
        rows = self.centre.rows(
            "select p.state from agent_span p join staff s on s.id = p.staff_id"
            " where s.username = %s and upper_inf(p.during)",
            self.username,
        )
        return str(rows[0]["state"]) if rows else "signed_out"

    def is_in_state(self, state: str, *, limit: float = PAGE_SECONDS) -> None:
        """Wait for a state."""
        soon(lambda: self.state() == state, limit=limit, what=f"{self.username} to be {state}, not {self.state()}")

    def sees_offer(self, *, limit: float = PAGE_SECONDS) -> None:
        """Wait until a call rings on the page."""
        expect(self._button("接听")).to_be_enabled(timeout=limit * 1000)

    def sees_no_offer(self) -> None:
        """Judge that nothing rings on the page now."""
        expect(self._button("接听")).to_have_count(0)

    def offer_vanishes(self, *, limit: float = 5.0) -> None:
        """Wait until nothing rings on the page any more."""
        expect(self._button("接听")).to_have_count(0, timeout=limit * 1000)

    def answers(self) -> None:
        """Press the Enter key, as the page says, and wait until the two speak."""
        self.sees_offer()
        self.page.keyboard.press("Enter")
        self.is_in_state("talking")

    def talks_with(self, call: CitizenCall) -> None:
        """Judge that each hears the other now."""
        call.says_tone(CITIZEN_HERTZ)
        self.hears_tone(CITIZEN_HERTZ)
        call.hears_tone(MICROPHONE_HERTZ)

    def declines(self) -> None:
        """Pass the call on."""
        self.sees_offer()
        self._button("转给下一位").click()

    def holds(self) -> None:
        """Put the citizen on hold."""
        self._button("保持").click()
        expect(self._button("取回")).to_be_visible()

    def resumes(self) -> None:
        """Take the citizen back from hold."""
        self._button("取回").click()
        expect(self._button("保持")).to_be_visible()

    def mutes(self) -> None:
        """Turn the microphone off."""
        self._button("静音").click()
        expect(self._button("取消静音")).to_be_visible()

    def unmutes(self) -> None:
        """Turn the microphone on again."""
        self._button("取消静音").click()
        expect(self._button("静音")).to_be_visible()

    def opens_story_of(self, record: Record) -> None:
        """Open the page of an interaction in the same window."""
        self.page.goto(f"{self.centre.url}/desk/interactions/{record.id}")

    def plays_recording(self) -> None:
        """Play the first recording on the page and wait until it sounds."""
        self._button("播放").first.click()
        expect(self._button("暂停").first).to_be_visible()

    def hangs_up(self) -> None:
        """End the call."""
        self.presses_hang_up()
        self.is_in_state("wrap_up")

    def presses_hang_up(self) -> None:
        """End the call, whoever hears of it."""
        self._button("挂机").click()

    def finishes(self, *, disposition: str = "已答复", note: str = "", is_ready_again: bool = True) -> None:
        """Wait for the wrap-up, fill it in with the first type of matter, and finish it."""
        self.is_in_state("wrap_up")
        self.page.get_by_label("业务类型").first.select_option(index=1)
        self.page.get_by_label("处理结果").first.select_option(label=disposition)
        if note:
            self.page.get_by_label("备注").first.fill(note)
        self._button("结束小结，就绪" if is_ready_again else "结束小结，暂不接听").click()
        self.is_in_state("ready" if is_ready_again else "not_ready")

    def asks_desk(self, method: str, path: str, body: Mapping[str, str] | None = None) -> APIResponse:
        """Ask the desk for what no button of the page asks, with this adviser's session."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}
        address = f"{self.centre.url}/desk/{path}"
        if method == "get":
            return self.context.request.get(address)
        token = next(value for name, value in cookies.items() if "csrf" in name)
        return self.context.request.post(address, data=dict(body or {}), headers={"X-CSRFToken": token})

    def shows(self, text: str, *, limit: float = PAGE_SECONDS) -> None:
        """Wait until the page shows this text."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=limit * 1000)

    def shows_not(self, text: str) -> None:
        """Judge that the page's text does not hold this anywhere, not even hidden."""
        assert text not in self.page.content()

    def hears_tone(self, hertz: int, *, limit: float = PAGE_SECONDS) -> None:
        """Wait until the page plays this tone."""
        soon(lambda: abs(self.heard_hertz() - hertz) <= NEAR_HERTZ, limit=limit, what=f"{hertz} Hz at {self.username}")

    def hears_nothing(self, *, limit: float = 5.0) -> None:
        """Wait until the page plays nothing."""
        soon(lambda: self.heard_hertz() == 0, limit=limit, what=f"silence at {self.username}")

    def heard_hertz(self) -> float:
        """The strongest frequency that the page plays now; 0 where it is silent."""
        hertz, decibel = self.page.evaluate("() => window.testEars.now()")
        return float(hertz) if decibel > LOUD_DECIBEL else 0.0

    def closes_browser(self) -> None:
        """Close the window."""
        self.context.close()

    def vanishes(self) -> None:
        """Kill the whole browser, as if the computer's power had failed."""
        session = self.browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        (main,) = [process["id"] for process in processes if process["type"] == "browser"]
        os.kill(main, signal.SIGKILL)

    def signs_out(self) -> None:
        """Leave the desk for good; harmless when the browser is gone."""
        if self.page.is_closed() or not self.browser.is_connected():
            return
        # The desk says goodbye when its page is left; closing the context at once would not let it.
        self.page.goto("about:blank")
        soon(lambda: self.state() != "ready", limit=PAGE_SECONDS, what=f"{self.username} to be ready no longer")
        self.context.close()
        soon(lambda: not self._is_reachable(), limit=PAGE_SECONDS, what=f"{self.username}'s telephone to be gone")

    def _is_reachable(self) -> bool:
        rows = self.centre.rows(
            "select d.phone_reachable from agent_desk d join staff s on s.id = d.staff_id"
            " where s.username = %s and d.screen_alive_until > now()",
            self.username,
        )
        return bool(rows) and bool(rows[0]["phone_reachable"])

    def _button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(f"^{words}"))


def demo_password(centre: Centre) -> str:
    """The password of the demo accounts of this centre."""
    return (centre.places.keys / "demo.password").read_text(encoding="ascii").strip()
