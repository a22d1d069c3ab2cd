"""Make the screenshots of the documents anew: a real call from a real telephone, answered at a real desk.

    PYTHONPATH=src:tests .venv/bin/python -m harness.screenshots

A centre of its own is started for it, and stopped at the end. Takes about two minutes.
"""

import os
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.adviser import Adviser, browser_start
from harness.centre import Centre
from harness.citizen import Citizen
from harness.sound import tone_write
from hotline.telephony.caller.client import Telephones

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
BASE_PORT = int(os.environ.get("HOTLINE_TEST_PORT", "32700"))
TALK_SECONDS = 8
TYPE = "13"
NOTE = "市民8月底离职，问失业金怎样申领、领多久。"


def main() -> None:
    """Start the centre, make the call, keep the picture of the desk, stop the centre."""
    centre = Centre(BASE_PORT)
    centre.up()
    try:
        with tempfile.TemporaryDirectory() as folder, Telephones(folder=Path(folder)) as telephones:
            desk_during_a_call(Citizen(centre, telephones), microphone=Path(folder) / "silence.wav")
    finally:
        centre.down()


def desk_during_a_call(citizen: Citizen, *, microphone: Path) -> None:
    """Call, listen to a topic, ask for an adviser, be answered: `desk.png`."""
    tone_write(microphone, hertz=440, seconds=10, rate=48000)
    with sync_playwright() as playwright:
        browser = browser_start(playwright, microphone=microphone)
        li = Adviser.signs_in(citizen.centre, browser, username="li")
        li.becomes_ready()
        call = citizen.dials(number="13800138000")
        call.hears_then_skips("menu_open")
        call.presses("2")
        call.hears("topic_ask_code")
        call.presses("1001")
        call.hears_passage()
        call.presses("0")
        li.answers()
        li.page.get_by_label("业务类型").first.select_option(value=TYPE)
        li.page.get_by_label("备注").first.fill(NOTE)
        time.sleep(TALK_SECONDS)
        li.page.screenshot(path=FOLDER / "desk.png")
        li.hangs_up()
        call.hangs_up()
        li.finishes(is_ready_again=False)
        li.signs_out()
        browser.close()


if __name__ == "__main__":
    main()
