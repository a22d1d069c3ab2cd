"""Nobody waits without end: key 1 leaves for a message, key 2 for a call-back, and the queue itself has a limit."""

import time
from collections.abc import Iterator

import pytest
from harness.centre import LONGEST_WAIT_SECONDS, Centre
from harness.citizen import Citizen, CitizenCall


@pytest.fixture
def waiting(citizen: Citizen) -> CitizenCall:
    """A caller who has just been told the keys of the queue."""
    call = citizen.dials(number="13800138007")
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    return call


@pytest.fixture
def _short_patience(centre: Centre) -> Iterator[None]:
    centre.rows("update queue set max_wait_seconds = 5")
    yield
    centre.rows("update queue set max_wait_seconds = %s", LONGEST_WAIT_SECONDS)


@pytest.fixture(autouse=True)
def _no_old_promises(centre: Centre) -> None:
    centre.rows("update callback set state = 'cancelled' where state = 'open'")


def test_one_leaves_for_a_message(waiting: CitizenCall) -> None:
    waiting.presses("1")
    waiting.hears("message_intro", "message_beep_hint")
    time.sleep(0.4)
    waiting.says_tone(700)
    time.sleep(2)
    waiting.presses("#")
    waiting.hears("message_thanks", "goodbye")
    waiting.is_hung_up_on()

    record = waiting.closed_record(with_messages=1)
    assert record.segments == ["flow", "queue", "flow"]
    assert record.queue_ends == ["left"]
    assert record.messages == ["voice"]
    assert record.callbacks == []


def test_two_leaves_for_a_call_back_to_the_number_shown(waiting: CitizenCall) -> None:
    waiting.presses("2")
    waiting.hears("callback_confirm_number")
    waiting.presses("1")
    waiting.hears("callback_thanks", "goodbye")
    waiting.is_hung_up_on()

    record = waiting.closed_record()
    assert record.callbacks == [("queue", "open")]
    assert record.queue_ends == ["left"]
    assert record.messages == []


@pytest.fixture
def waiting_in_english(citizen: Citizen) -> CitizenCall:
    """The same in English."""
    call = citizen.dials(number="13800138007")
    call.hears("welcome")
    call.presses("8")
    call.hears_then_skips("menu_open@en")
    call.presses("0")
    call.hears_then_skips("queue_keys@en")
    return call


def test_in_english_one_leaves_for_a_message(waiting_in_english: CitizenCall) -> None:
    call = waiting_in_english
    call.presses("1")
    call.hears("message_intro@en", "message_beep_hint@en")
    time.sleep(0.4)
    call.says_tone(700)
    time.sleep(2)
    call.presses("#")
    call.hears("message_thanks@en", "goodbye@en")
    call.is_hung_up_on()

    record = call.closed_record(with_messages=1)
    assert (record.language, record.queue_ends, record.messages) == ("en", ["left"], ["voice"])


def test_in_english_two_leaves_for_a_call_back_in_english(waiting_in_english: CitizenCall) -> None:
    call = waiting_in_english
    call.presses("2")
    call.hears("callback_confirm_number@en")
    call.presses("1")
    call.hears("callback_thanks@en", "goodbye@en")
    call.is_hung_up_on()

    record = call.closed_record()
    assert (record.language, record.queue_ends, record.callbacks) == ("en", ["left"], [("queue", "open")])
    promised = call.centre.rows("select language from callback where interaction_id = %s", record.id)
    assert promised == [{"language": "en"}]


def test_a_call_back_to_another_number_is_in_no_log(waiting: CitizenCall) -> None:
    waiting.presses("2")
    waiting.hears("callback_confirm_number")
    waiting.presses("2")
    waiting.hears("callback_ask_number")
    waiting.presses("01087654321#")
    waiting.hears("callback_thanks", "goodbye")
    waiting.is_hung_up_on()

    record = waiting.closed_record()
    assert record.callbacks == [("queue", "open")]
    assert "01087654321" not in str(record.steps)
    assert "01087654321" not in waiting.centre.log("switchboard")


def test_without_a_number_one_is_asked_for(citizen: Citizen) -> None:
    call = citizen.dials(number="")
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    call.presses("2")
    call.hears("callback_no_number", "callback_ask_number")
    call.presses("12345#")
    call.hears("callback_number_wrong", "callback_ask_number")
    call.presses("13800138008#")
    call.hears("callback_thanks", "goodbye")
    call.is_hung_up_on()

    assert call.closed_record().callbacks == [("queue", "open")]


@pytest.mark.usefixtures("_short_patience")
def test_after_the_longest_wait_the_caller_is_told_and_asked(citizen: Citizen) -> None:
    call = citizen.dials(number="13800138009")
    call.asks_for_adviser()
    call.hears_then_skips("queue_gave_up", limit=15)
    call.hears("gave_up_keys")
    call.presses("2")
    call.hears("callback_confirm_number")
    call.presses("1")
    call.hears("callback_thanks", "goodbye")
    call.is_hung_up_on()

    record = call.closed_record()
    assert record.queue_ends == ["gave_up"]
    assert record.callbacks == [("queue", "open")]
