"""Listening to topics: codes, paragraphs, speed, lists."""

import pytest

from hotline.ivr.tests.line import OPEN_ANSWERS, Line, main_flow
from hotline.ivr.vocabulary import Consult, KeyPressed, Refused, Replied, SetTimer

FLOW = main_flow()


def asked(**topic: object) -> Line:
    """A line that asks for a code; `topic` changes the answer to it."""
    answers = {**OPEN_ANSWERS, "topic": {**OPEN_ANSWERS["topic"], **topic}}
    return Line(FLOW, answers).start().hear_out().press("2")


def listed(codes: list[object], **topic: object) -> Line:
    """A line that listens to a list of most asked topics."""
    answers = {**OPEN_ANSWERS, "most_asked": {"codes": codes}, "topic": {**OPEN_ANSWERS["topic"], **topic}}
    return Line(FLOW, answers).start().hear_out().press("11").hear_out()


def test_paragraph_by_paragraph_without_a_key() -> None:
    line = asked().press("1001")
    assert line.last_said == ("1001/0@normal", "topic_keys")
    assert line.silence().last_said == ("1001/1@normal",)
    assert line.silence().last_said == ("1001/2@normal",)
    assert line.hear_out().last_said == ("topic_end", "topic_end_keys")
    assert line.notes("topic") == [{"code": "1001", "version": "v7"}]
    assert line.notes("topic_heard") == [{"code": "1001", "version": "v7"}]


def test_the_pause_begins_after_the_paragraph() -> None:
    line = asked().press("1001")
    line.orders.clear()
    line.hear_out()
    assert line.orders == [SetTimer(3)]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("1", ("1001/0@normal", "topic_keys")),
        ("2", ("1001/0@slow", "topic_keys")),
        ("22", ("1001/0@slow", "topic_keys")),
        ("2222", ("1001/0@slow", "topic_keys")),
        ("3", ("1001/1@normal",)),
        ("32", ("1001/1@slow",)),
        ("323", ("1001/2@slow",)),
        ("31", ("1001/1@normal",)),
        ("333", ("topic_end", "topic_end_keys")),
        ("3333", ("topic_end", "topic_end_keys")),
        ("9", ("menu_open",)),
        ("*", ("menu_open",)),
        ("7", ("choose_again", "1001/0@normal", "topic_keys")),
        ("37", ("choose_again", "1001/1@normal")),
    ],
)
def test_keys_while_listening(keys: str, said: tuple[str, ...]) -> None:
    assert asked().press("1001").press(keys).last_said == said


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("1", ("1001/0@normal",)),
        ("2", ("1001/0@slow",)),
        ("3", ("topic_end", "topic_end_keys")),
        ("5", ("choose_again", "topic_end", "topic_end_keys")),
        ("9", ("menu_open",)),
        ("*", ("menu_open",)),
    ],
)
def test_keys_at_the_end(key: str, said: tuple[str, ...]) -> None:
    line = asked(paragraphs=1).press("1001").hear_out()
    assert line.last_said == ("topic_end", "topic_end_keys")
    assert line.press(key).last_said == said


def test_three_wrong_keys_while_listening_lead_to_an_adviser() -> None:
    assert asked().press("1001").press("777").run.node == "queue"


def test_three_wrong_keys_at_the_end_lead_to_an_adviser() -> None:
    assert asked(paragraphs=1).press("1001").hear_out().press("555").run.node == "queue"


def test_nothing_pressed_at_the_end_three_times_leads_on() -> None:
    line = asked(paragraphs=1).press("1001").hear_out().silence().silence()
    assert line.last_said == ("topic_end", "topic_end_keys")
    assert line.silence().last_said == ("still_nothing_to_adviser",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("unknown", "topic_code_unknown"),
        ("expired", "topic_code_expired"),
        ("not_yet", "topic_code_not_yet_valid"),
        ("something else", "topic_code_unknown"),
        (None, "topic_code_unknown"),
        (["found"], "topic_code_unknown"),
    ],
)
def test_a_code_that_cannot_be_heard_is_asked_again(found: object, said: str) -> None:
    line = asked(found=found).press("1001")
    assert line.last_said == (said,)
    line.answers["topic"] = OPEN_ANSWERS["topic"]
    assert line.press("1002").last_said == ("1002/0@normal", "topic_keys")


@pytest.mark.parametrize(
    "broken", [{"paragraphs": 0}, {"paragraphs": "3"}, {"version": None}, {"paragraphs": None}, {"day": None}]
)
def test_a_topic_that_lacks_something_is_unknown(broken: dict[str, object]) -> None:
    assert asked(**broken).press("1001").last_said == ("topic_code_unknown",)


def test_three_bad_codes_lead_to_an_adviser() -> None:
    line = asked(found="unknown").press("1001").press("1002").press("1003")
    assert line.run.node == "queue"
    assert line.said.count("topic_code_unknown") == 2


def test_too_few_digits_are_no_code() -> None:
    assert asked().press("100#").last_said == ("topic_code_incomplete",)
    assert asked().press("100").silence().last_said == ("topic_code_incomplete",)


def test_a_letter_is_no_digit() -> None:
    assert asked().press("10A").last_said == ("choose_again", "topic_ask_code")


def test_a_star_clears_what_was_entered() -> None:
    line = asked().press("99*1001")
    assert line.ordered(Consult)[-1] == Consult("topic", {"code": "1001"})


def test_a_pause_between_digits_has_its_own_time() -> None:
    line = asked().press("1")
    assert line.ordered(SetTimer)[-1] == SetTimer(4)


def test_a_hash_after_the_fourth_digit_is_no_mistake() -> None:
    line = asked()
    for key in "1001#":
        line.give(KeyPressed(key))
    assert line.answer().last_said == ("1001/0@normal", "topic_keys")


def test_a_key_too_many_is_used_by_what_follows() -> None:
    line = asked()
    for key in "10013":
        line.give(KeyPressed(key))
    assert line.answer().last_said == ("1001/1@normal",)


def test_a_code_typed_ahead_of_everything_is_heard_at_once() -> None:
    line = Line(FLOW)
    for key in "21001":
        line.give(KeyPressed(key))
    assert line.start().said == ["1001/0@normal", "topic_keys"]


def test_a_code_half_typed_ahead_waits_for_the_rest() -> None:
    line = Line(FLOW)
    for key in "210":
        line.give(KeyPressed(key))
    line.start()
    assert line.said == []
    assert line.press("01").last_said == ("1001/0@normal", "topic_keys")


def test_nobody_answers_what_the_topic_is() -> None:
    line = asked()
    for key in "1001":
        line.give(KeyPressed(key))
    assert line.give(Refused("topic")).last_said == ("system_trouble",)
    assert line.hear_out().run.node == "queue"


def test_a_late_answer_to_another_question_is_ignored() -> None:
    line = asked()
    for key in "1001":
        line.give(KeyPressed(key))
    before = line.run
    line.give(Replied("open_now", {"open": False}))
    assert line.run == before


def test_the_most_asked_follow_each_other() -> None:
    line = listed(["1001", "2001"], paragraphs=2)
    assert line.last_said == ("1001/0@normal",)
    assert line.silence().last_said == ("1001/1@normal",)
    assert line.silence().last_said == ("2001/0@normal",)
    assert line.silence().last_said == ("2001/1@normal",)
    assert line.hear_out().last_said == ("topic_end", "topic_end_keys")
    assert [note["code"] for note in line.notes("topic_heard")] == ["1001", "2001"]


def test_three_in_the_list_is_the_next_topic() -> None:
    line = listed(["1001", "2001"]).press("3")
    assert line.last_said == ("2001/0@normal",)
    assert line.press("3").last_said == ("topic_end", "topic_end_keys")
    assert line.notes("topic_heard") == []


def test_the_chosen_speed_stays_in_the_list() -> None:
    assert listed(["1001", "2001"]).press("23").last_said == ("2001/0@slow",)


def test_nine_leaves_the_list() -> None:
    assert listed(["1001"]).press("9").last_said == ("lookup_intro",)


@pytest.mark.parametrize("codes", [[], [None, 7], "1001"])
def test_an_empty_list_says_so_and_goes_back(codes: list[object]) -> None:
    line = listed(codes)
    assert line.last_said == ("lookup_nothing_here",)
    assert line.hear_out().last_said == ("lookup_intro",)


def test_topics_of_the_list_that_cannot_be_heard_are_passed_over() -> None:
    line = listed(["1001", "2001"], found="expired")
    assert line.last_said == ("lookup_nothing_here",)
