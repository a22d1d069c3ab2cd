"""Digits: how they end, and that secret ones stay secret."""

import json

import pytest

from hotline.ivr.codec import to_json
from hotline.ivr.tests.line import Line, flow_from
from hotline.ivr.vocabulary import Consult, KeyPressed, Note, Refused, SecretKeys, SetTimer

TEXT = """
flow: test
language: zh
start: welcome
nodes:
  welcome: {{verb: say, prompts: [welcome], next: code}}
  code:
    verb: gather
    prompts: [topic_ask_code]
    too_short: topic_code_incomplete
    least: 3
    most: 6
    secret: {secret}
    question: topic
    when: [{{found: found, go: good}}]
    otherwise: bad
    refused: trouble
    back: back
    on_nothing: nothing
    on_wrong: wrong
  good: {{verb: say, prompts: [message_thanks], next: menu}}
  menu: {{verb: menu, prompts: [menu_open], keys: {{0: adviser, 1: bye}}, on_nothing: bye}}
  adviser:
    {{verb: enqueue, queue: general, after: bye, on_gave_up: bye, message: bye, callback: bye}}
  bad: {{verb: hangup, prompts: [topic_code_unknown]}}
  trouble: {{verb: hangup, prompts: [system_trouble]}}
  back: {{verb: hangup, prompts: [lookup_intro]}}
  nothing: {{verb: hangup, prompts: [nothing_heard]}}
  wrong: {{verb: hangup, prompts: [choose_again]}}
  bye: {{verb: hangup}}
"""
OPEN = flow_from(TEXT.format(secret="false"))
SECRET = flow_from(TEXT.format(secret="true"))
PIN = "736194"


def asked(flow: object = OPEN) -> Line:
    """A line that asks for digits."""
    return Line(flow).start().hear_out()  # type: ignore[arg-type] # one of the two flows above


@pytest.mark.parametrize("keys", ["123456", "123#", "12345#", "9*123#"])
def test_an_entry_ends_by_length_or_hash(keys: str) -> None:
    line = asked().press(keys)
    assert line.ordered(Consult) == [Consult("topic", {"code": keys.rpartition("*")[2].rstrip("#")})]
    assert line.last_said == ("message_thanks",)


def test_an_entry_ends_by_a_pause() -> None:
    line = asked().press("1234")
    assert line.ordered(SetTimer)[-1] == SetTimer(4)
    assert line.silence().ordered(Consult) == [Consult("topic", {"code": "1234"})]


@pytest.mark.parametrize(
    ("answer", "said"),
    [({"found": "found"}, "message_thanks"), ({"found": "no"}, "topic_code_unknown"), ({}, "topic_code_unknown")],
)
def test_the_answer_leads_on(answer: dict[str, object], said: str) -> None:
    line = asked()
    line.answers["topic"] = answer
    assert line.press("123456").last_said == (said,)


def test_no_answer_leads_elsewhere() -> None:
    line = asked()
    for key in "123456":
        line.give(KeyPressed(key))
    assert line.give(Refused("topic")).last_said == ("system_trouble",)


def test_too_short_uses_up_a_try() -> None:
    line = asked().press("12#")
    assert line.last_said == ("topic_code_incomplete", "topic_ask_code")
    line.press("1").silence()
    assert line.last_said == ("topic_code_incomplete", "topic_ask_code")
    assert line.press("#").last_said == ("choose_again",)


def test_an_odd_key_uses_up_a_try() -> None:
    assert asked().press("12A").last_said == ("choose_again", "topic_ask_code")


def test_a_star_with_nothing_entered_goes_back() -> None:
    assert asked().press("*").last_said == ("lookup_intro",)
    assert asked().press("12**").last_said == ("lookup_intro",)


def test_silence_asks_again_and_leads_on() -> None:
    line = asked().silence()
    assert line.last_said == ("nothing_heard", "topic_ask_code")
    assert line.silence().silence().last_said == ("nothing_heard",)


def test_digits_typed_ahead_count() -> None:
    line = Line(OPEN)
    for key in "#123456#1":
        line.give(KeyPressed(key))
    line.start()
    assert line.ordered(Consult) == [Consult("topic", {"code": "123456"})]
    assert line.last_said == ("goodbye",)


def test_secret_digits_are_bracketed_and_go_out_apart() -> None:
    line = asked(SECRET)
    assert line.ordered(SecretKeys) == [SecretKeys(on=True)]
    line.press(PIN)
    assert line.ordered(Consult) == [Consult("topic", {}, PIN)]
    assert line.ordered(SecretKeys) == [SecretKeys(on=True), SecretKeys(on=False)]
    assert line.run.secret_digits == ""


@pytest.mark.parametrize("ending", ["*", "#####", "AAAA", "12A1A1A"])
def test_the_bracket_closes_whichever_way_the_entry_ends(ending: str) -> None:
    line = asked(SECRET).press(ending)
    assert line.ordered(SecretKeys) == [SecretKeys(on=True), SecretKeys(on=False)]


def test_secret_digits_are_written_nowhere() -> None:
    line = asked(SECRET)
    for key in PIN + "55":
        line.give(KeyPressed(key))
        assert "7361" not in json.dumps(to_json(line.run)) + repr(line.run)
    line.answer()
    assert "7361" not in json.dumps([to_json(order) for order in line.orders]) + repr(line.orders)
    assert [order for order in line.ordered(Note) if order.kind == "key"] == []


def test_keys_around_a_secret_are_neither_used_nor_kept() -> None:
    line = Line(SECRET)
    for key in PIN:
        line.give(KeyPressed(key))
    line.start()
    assert line.ordered(Consult) == []
    assert line.last_said == ("topic_ask_code",)
    for key in PIN + "11":
        line.give(KeyPressed(key))
    assert line.answer().last_said == ("message_thanks",)
    assert line.run.keys_ahead == ""
