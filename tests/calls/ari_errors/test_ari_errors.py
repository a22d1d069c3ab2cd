"""Asterisk refuses something: the caller still reaches an adviser or is told, and is never left in silence for good.

Between the switchboard and the real engine stands a proxy that answers chosen requests itself: with 404, as for a
channel that is gone, or with 500. Each caller hears what comes of it; afterwards nothing is open, in record or engine.
"""

from collections.abc import Iterator

import pytest
from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.ari_proxy import AriProxy
from harness.centre import Centre
from harness.citizen import Citizen

# Loopback as well, and not the address that Asterisk listens on at the same port.
PROXY_HOST = "127.0.0.2"
MENDED_SECONDS = 30.0

pytestmark = pytest.mark.parametrize("status", [404, 500])


@pytest.fixture(scope="module")
def engine(centre: Centre) -> Iterator[AriProxy]:
    """What the switchboard takes for Asterisk."""
    with AriProxy(host=PROXY_HOST, port=centre.places.asterisk_http_port) as proxy:
        centre.restart(settings={"HOTLINE_ARI_URL": proxy.url})
        yield proxy
        centre.restart(settings={})


def test_the_answer_is_refused(engine: AriProxy, citizen: Citizen, status: int) -> None:
    with engine.refuses("POST", "/channels/[^/]+/answer", status=status, times=1):
        call = citizen.dials()
        call.hears_then_skips("menu_open")
    call.presses("0")
    call.hears_then_skips("queue_keys")
    call.hangs_up()

    assert call.closed_record().end_reason == "abandoned_in_queue"


def test_the_welcome_is_refused_and_the_menu_is_said(engine: AriProxy, citizen: Citizen, status: int) -> None:
    with engine.refuses("POST", "/channels/[^/]+/play/.*", status=status, times=1):
        call = citizen.dials()
        call.hears_then_skips("menu_open")
    assert "welcome" not in call.heard
    call.hangs_up()

    assert call.closed_record().end_reason == "caller_hung_up"


def test_nothing_can_be_said_and_an_adviser_answers(
    engine: AriProxy, citizen: Citizen, adviser: AdviserMaker, status: int
) -> None:
    li = adviser("li")
    with engine.refuses("POST", "/channels/[^/]+/play/.*", status=status):
        call = citizen.dials()
        li.answers()
        call.hears_tone(MICROPHONE_HERTZ)
        assert call.heard == []
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.segments == ["flow", "queue", "served"]
    assert record.offers == [("li", "accepted")]


def test_the_music_is_refused_and_the_place_is_told(engine: AriProxy, citizen: Citizen, status: int) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with engine.refuses("POST", "/channels/[^/]+/moh", status=status, times=1):
        call.presses("0")
        call.hears_then_skips("queue_keys")
        call.hears_then_skips("position_1", limit=20)
    call.hears_music()
    call.hangs_up()

    assert call.closed_record().end_reason == "abandoned_in_queue"


@pytest.mark.parametrize("path", ["/bridges/[^/]+", "/bridges/[^/]+/addChannel"], ids=["bridge", "add"])
def test_joining_the_two_is_refused_and_they_speak_all_the_same(
    engine: AriProxy, citizen: Citizen, adviser: AdviserMaker, path: str, status: int
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with engine.refuses("POST", path, status=status, times=1):
        call.presses("0")
        li.answers()
        call.hears_tone(MICROPHONE_HERTZ, limit=MENDED_SECONDS)
    li.talks_with(call)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.engagements == ["li"]
    assert record.end_reason == "served"


def test_ringing_one_adviser_is_refused_and_the_next_one_answers(
    engine: AriProxy, citizen: Citizen, adviser: AdviserMaker, status: int
) -> None:
    li = adviser("li")
    wang = adviser("wang")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with engine.refuses("POST", "/channels", status=status, times=1):
        call.presses("0")
        wang.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    wang.finishes()

    record = call.closed_record()
    assert record.offers == [("li", "expired"), ("wang", "accepted")]
    li.sees_no_offer()


def test_a_message_is_refused_and_the_caller_is_told(engine: AriProxy, citizen: Citizen, status: int) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    with engine.refuses("POST", "/channels/[^/]+/record", status=status, times=1):
        call.presses("4")
        call.hears_then_skips("message_beep_hint")
        call.hears_then_skips("message_too_short")
    call.hangs_up()

    record = call.closed_record()
    assert record.messages == []


def test_letting_the_caller_go_is_refused_and_he_is_let_go(
    engine: AriProxy, citizen: Citizen, adviser: AdviserMaker, status: int
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    li.hangs_up()
    call.hears_then_skips("survey_ask")
    with engine.refuses("DELETE", "/channels/[^/]+", status=status, times=1):
        call.presses("1")
        call.hears_then_skips("goodbye")
        call.is_hung_up_on()
    li.finishes()

    assert call.closed_record().survey == (True, 5)


def test_taking_the_bridge_away_is_refused_and_none_stays(
    engine: AriProxy, citizen: Citizen, adviser: AdviserMaker, status: int
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    with engine.refuses("DELETE", "/bridges/[^/]+", status=status, times=1):
        call.hangs_up()
        li.is_in_state("wrap_up")
    li.finishes()

    assert call.closed_record().end_reason == "served"
