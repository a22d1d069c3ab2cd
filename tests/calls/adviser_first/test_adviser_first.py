"""One switch (`HOTLINE_ADVISER_FIRST=1`) and callers get an adviser without a menu, in open hours."""

from collections.abc import Iterator

import pytest
from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.centre import Centre
from harness.citizen import Citizen


@pytest.fixture(scope="module")
def _adviser_first(centre: Centre) -> Iterator[None]:
    centre.restart(settings={"HOTLINE_ADVISER_FIRST": "1"})
    yield
    centre.restart(settings={})


@pytest.mark.usefixtures("_adviser_first")
def test_the_caller_goes_straight_to_an_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    assert "menu_open" not in call.heard
    record = call.closed_record()
    assert "menu_open" not in record.nodes
    assert record.segments == ["flow", "queue", "served"]


@pytest.mark.usefixtures("_adviser_first")
def test_in_closed_hours_nobody_is_rung_for_and_the_menu_is_said(citizen: Citizen) -> None:
    citizen.centre.closes()
    try:
        call = citizen.dials()
        call.hears_then_skips("menu_closed")
        call.hangs_up()
    finally:
        citizen.centre.opens()
    assert call.closed_record().segments == ["flow"]
