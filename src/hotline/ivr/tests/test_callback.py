"""Call-backs: confirmed by a key, to a number that nobody logs."""

import json

import pytest

from hotline.ivr.codec import to_json
from hotline.ivr.tests.line import OPEN_ANSWERS, Line, main_flow
from hotline.ivr.vocabulary import KeyPressed, QueueLeft, Refused, RequestCallback, SetTimer

FLOW = main_flow()
NUMBER = "01088420157"


def offered(*, number_known: object) -> Line:
    """A line whose caller left the queue for a call-back."""
    answers = {**OPEN_ANSWERS, "caller": {"elder": False, "number_known": number_known}}
    line = Line(FLOW, answers).start().hear_out().press("0").join().hear_out().hear_out().press("2")
    return line.give(QueueLeft()).answer()


def test_one_confirms_the_number_shown() -> None:
    line = offered(number_known=True)
    assert line.last_said == ("callback_confirm_number",)
    line.press("1")
    assert line.ordered(RequestCallback) == [RequestCallback(None)]
    assert line.last_said == ("callback_thanks",)
    assert line.hear_out().last_said == ("goodbye",)


def test_two_gives_another_number() -> None:
    line = offered(number_known=True).press("2")
    assert line.last_said == ("callback_ask_number",)
    line.press(NUMBER + "#")
    assert line.ordered(RequestCallback) == [RequestCallback(NUMBER)]


@pytest.mark.parametrize("known", [False, None, "yes", 1])
def test_a_number_that_is_not_known_is_asked_for(known: object) -> None:
    line = offered(number_known=known)
    assert line.last_said == ("callback_no_number", "callback_ask_number")
    line.press("62345678").silence()
    assert line.ordered(RequestCallback) == [RequestCallback("62345678")]


def test_nobody_answers_whether_the_number_is_known() -> None:
    line = Line(FLOW).start().hear_out().press("0").join().press("2").give(QueueLeft()).give(Refused("caller"))
    assert line.last_said == ("callback_no_number", "callback_ask_number")


def test_an_impatient_key_promises_nothing() -> None:
    line = Line(FLOW).start().hear_out().press("0").join().hear_out().hear_out().press("2")
    for key in "111":
        line.give(KeyPressed(key))
    line.give(QueueLeft())
    line.give(KeyPressed("1")).answer()
    assert line.last_said == ("callback_confirm_number",)
    assert line.ordered(RequestCallback) == []


def test_a_wrong_key_asks_again_and_three_lead_to_a_message() -> None:
    line = offered(number_known=True).press("5")
    assert line.last_said == ("choose_again", "callback_confirm_number")
    line.press("55")
    assert line.last_said == ("message_intro", "message_beep_hint")
    assert line.ordered(RequestCallback) == []


@pytest.mark.parametrize(("known", "asked"), [(True, "callback_confirm_number"), (False, "callback_ask_number")])
def test_silence_asks_again_and_leads_to_a_message(known: bool, asked: str) -> None:
    line = offered(number_known=known).silence()
    assert line.last_said == ("nothing_heard", asked)
    assert line.silence().silence().last_said == ("message_intro", "message_beep_hint")
    assert line.ordered(RequestCallback) == []


def test_a_number_too_short_is_asked_again_and_three_lead_to_a_message() -> None:
    line = offered(number_known=False).press("12333#")
    assert line.last_said == ("callback_number_wrong", "callback_ask_number")
    line.press("12333").silence().press("1A")
    assert line.last_said == ("message_intro", "message_beep_hint")
    assert line.ordered(RequestCallback) == []


def test_fifteen_digits_are_the_longest_number() -> None:
    line = offered(number_known=False).press("123456789012345")
    assert line.ordered(RequestCallback) == [RequestCallback("123456789012345")]


def test_a_star_clears_the_number_and_then_goes_back_to_the_queue() -> None:
    line = offered(number_known=False).press("123*" + NUMBER + "#")
    assert line.ordered(RequestCallback) == [RequestCallback(NUMBER)]
    assert offered(number_known=False).press("*").run.node == "queue"
    assert offered(number_known=True).press("*").run.node == "queue"


def test_there_is_time_between_the_digits() -> None:
    assert offered(number_known=False).press("1").ordered(SetTimer)[-1] == SetTimer(4)


def test_the_number_is_written_nowhere() -> None:
    line = offered(number_known=False)
    for digit in NUMBER:
        line.press(digit)
        assert "8842" not in json.dumps(to_json(line.run)) + repr(line.run)
    line.press("#")
    written = json.dumps([to_json(order) for order in line.orders]) + repr(line.orders) + repr(line.run)
    assert "8842" not in written
    assert line.run.secret_digits == ""
