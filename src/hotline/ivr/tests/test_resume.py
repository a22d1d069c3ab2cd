"""After a restart: the same question again, and nothing twice that must not be."""

import pytest

from hotline.ivr.codec import from_json, to_json
from hotline.ivr.interpreter import begin, resume
from hotline.ivr.run import Run, Wait
from hotline.ivr.tests.line import Line, flow_from, main_flow
from hotline.ivr.tests.test_gather import PIN, SECRET
from hotline.ivr.vocabulary import (
    Consult,
    HangUp,
    JoinQueue,
    KeyPressed,
    LeaveQueue,
    MarkSurvey,
    MessageTaken,
    PlayMusic,
    Prompt,
    QueueLeft,
    RequestCallback,
    SecretKeys,
    ServedEnded,
    SetTimer,
    Speak,
    SpeechEnded,
    TakeMessage,
)

FLOW = main_flow()


def restarted(line: Line) -> Line:
    """The same line after its run went through JSON and everything else was lost."""
    line.run = from_json(to_json(line.run))
    line.orders.clear()
    return line.restart()


def at(keys: str) -> Line:
    return Line(FLOW).start().hear_out().press(keys)


@pytest.mark.parametrize(
    ("line", "order"),
    [
        (Line(FLOW).start(), Speak((Prompt("welcome"), Prompt("welcome_english_hint"), Prompt("recording_notice")))),
        (at(""), Speak((Prompt("menu_open"),))),
        (at("").hear_out(), Speak((Prompt("menu_open"),))),
        (at("2").press("10"), Speak((Prompt("topic_ask_code"),))),
        (at("0"), JoinQueue("main", "asked")),
        (at("0").join(), Speak((Prompt("transferring_to_adviser"),))),
        (at("0").join().press("1"), LeaveQueue("message")),
        (at("4").hear_out(), TakeMessage(180)),
        (at("4").hear_out().give(MessageTaken(9)), Speak((Prompt("message_thanks"),))),
        (at("0").join().give(ServedEnded()), Speak((Prompt("survey_ask"),))),
        (at("0").join().give(ServedEnded()).press("1"), Speak((Prompt("survey_thanks"),))),
        (at("0").join().press("2").give(QueueLeft()), Consult("caller", {})),
        (at("0").join().press("2").give(QueueLeft()).answer(), Speak((Prompt("callback_confirm_number"),))),
        (at("0").join().press("2").give(QueueLeft()).answer().press("2123"), Speak((Prompt("callback_ask_number"),))),
        (at("0").join().press("2").give(QueueLeft()).answer().press("1"), Speak((Prompt("callback_thanks"),))),
        (at("0").join().give(ServedEnded()).press("1").hear_out(), Speak((Prompt("goodbye"),))),
    ],
)
def test_what_was_asked_is_asked_again(line: Line, order: object) -> None:
    restarted(line)
    assert line.orders == [order]


def test_a_paragraph_is_spoken_again_at_its_speed() -> None:
    line = restarted(at("2").press("1001").press("32").hear_out())
    assert line.last_said == ("1001/1@slow",)
    assert line.silence().last_said == ("1001/2@slow",)


def test_the_end_of_a_topic_is_spoken_again() -> None:
    assert restarted(at("2").press("1001").press("333")).last_said == ("topic_end", "topic_end_keys")


def test_music_plays_on() -> None:
    line = restarted(at("0").join().hear_out().hear_out())
    assert line.orders == [PlayMusic(), SetTimer(45)]
    assert line.silence().last_said[0] == "queue_music_return"


@pytest.mark.parametrize(("key", "question"), [("1001", "topic"), ("", "")])
def test_a_question_is_asked_again(key: str, question: str) -> None:
    line = at("2") if key else Line(FLOW).start()
    for digit in key:
        line.give(KeyPressed(digit))
    restarted(line)
    assert [order.question for order in line.ordered(Consult)] == ([question] if question else [])
    if question:
        assert line.answer().last_said == ("1001/0@normal", "topic_keys")


def test_the_list_is_asked_for_again() -> None:
    line = at("11").give(SpeechEnded())
    assert restarted(line).ordered(Consult) == [Consult("most_asked", {"field": ""})]


def test_the_second_message_stays_the_second() -> None:
    line = at("4").hear_out().give(MessageTaken(0)).hear_out()
    restarted(line).give(MessageTaken(0))
    assert line.last_said == ("goodbye",)


def test_nothing_is_promised_or_marked_twice() -> None:
    line = restarted(at("0").join().give(ServedEnded()).press("3"))
    assert line.ordered(MarkSurvey) == []
    line = restarted(at("0").join().press("2").give(QueueLeft()).answer().press("1"))
    assert line.ordered(RequestCallback) == []


def test_a_secret_is_asked_from_its_beginning() -> None:
    line = restarted(Line(SECRET).start().hear_out().press(PIN[:4]))
    assert line.orders == [SecretKeys(on=True), Speak((Prompt("topic_ask_code"),))]
    line.press(PIN)
    assert line.ordered(Consult) == [Consult("topic", {}, PIN)]


def test_a_secret_that_was_being_asked_about_is_asked_for_again() -> None:
    line = Line(SECRET).start().hear_out()
    for key in PIN:
        line.give(KeyPressed(key))
    assert line.run.waits_for is Wait.REPLY
    restarted(line)
    assert line.orders == [SecretKeys(on=True), Speak((Prompt("topic_ask_code"),))]


def test_a_run_that_was_never_started_starts() -> None:
    run, orders = resume(FLOW, begin(FLOW))
    assert run.node == "hello"
    assert isinstance(orders[-1], Speak)


def test_a_run_that_is_over_stays_over() -> None:
    line = restarted(at("0").join().give(ServedEnded()).press("1").hear_out().hear_out())
    assert line.orders == []


def test_a_node_that_is_gone_leads_to_the_fallback() -> None:
    run, orders = resume(FLOW, Run(flow="main", version=1, node="gone", waits_for=Wait.SPEECH))
    assert orders[-1] == HangUp("flow_trouble")
    assert run.is_over


def test_an_empty_goodbye_just_hangs_up() -> None:
    flow = flow_from("{flow: t, language: en, start: bye, nodes: {bye: {verb: hangup, prompts: [], reason: done}}}")
    assert Line(flow).start().hung_up == "done"
