"""Messages."""

from hotline.ivr.tests.line import Line, main_flow
from hotline.ivr.vocabulary import KeyPressed, MessageTaken, TakeMessage

FLOW = main_flow()


def asked() -> Line:
    """A line that asks for a message."""
    return Line(FLOW).start().hear_out().press("4")


def taking() -> Line:
    """A line that takes a message."""
    return asked().hear_out()


def test_the_beep_comes_after_the_words() -> None:
    line = taking()
    assert line.ordered(TakeMessage) == [TakeMessage(180)]
    assert line.message_runs


def test_a_key_brings_the_beep_at_once() -> None:
    assert asked().press("5").message_runs


def test_keys_typed_ahead_do_not_skip_the_words() -> None:
    line = Line(FLOW)
    for key in "455":
        line.give(KeyPressed(key))
    assert line.start().last_said == ("message_intro", "message_beep_hint")
    assert not line.message_runs


def test_a_message_is_thanked_for() -> None:
    line = taking().give(MessageTaken(2))
    assert line.last_said == ("message_thanks",)
    assert line.hear_out().last_said == ("goodbye",)


def test_the_key_that_ends_a_message_is_not_used_again() -> None:
    line = taking().press("#").give(MessageTaken(20))
    assert line.last_said == ("message_thanks",)
    assert line.run.keys_ahead == ""


def test_a_message_too_short_is_asked_for_once_more() -> None:
    line = taking().give(MessageTaken(1.9))
    assert line.last_said == ("message_too_short",)
    line.hear_out()
    assert line.message_runs
    assert line.give(MessageTaken(9)).last_said == ("message_thanks",)


def test_twice_too_short_is_the_end() -> None:
    line = taking().give(MessageTaken(0)).hear_out().give(MessageTaken(0))
    assert line.last_said == ("goodbye",)
    assert line.said.count("message_too_short") == 1
    assert "message_thanks" not in line.said
    assert len(line.ordered(TakeMessage)) == 2


def test_a_key_ends_the_thanks() -> None:
    line = taking().give(MessageTaken(20)).press("1")
    assert line.last_said == ("goodbye",)
