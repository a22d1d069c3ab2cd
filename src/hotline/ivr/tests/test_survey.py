"""The survey: five levels, two tries, and nobody sees which."""

import json

import pytest

from hotline.ivr.codec import to_json
from hotline.ivr.tests.line import Line, main_flow
from hotline.ivr.vocabulary import KeyPressed, MarkSurvey, Note, ServedEnded

FLOW = main_flow()


def surveyed() -> Line:
    """A line whose adviser has hung up."""
    return Line(FLOW).start().hear_out().press("0").join().hear_out().hear_out().give(ServedEnded())


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_key_is_a_mark(level: int) -> None:
    line = surveyed().press(str(level))
    assert line.ordered(MarkSurvey) == [MarkSurvey(level)]
    assert line.last_said == ("survey_thanks",)
    assert line.hear_out().last_said == ("goodbye",)


def test_the_mark_is_in_no_note() -> None:
    before = len(surveyed().ordered(Note))
    line = surveyed().press("4")
    assert len(line.ordered(Note)) == before
    assert "4" not in json.dumps(to_json(line.run)["digits"])


@pytest.mark.parametrize("key", ["0", "6", "9", "*", "#", "A"])
def test_a_wrong_key_is_asked_once_more(key: str) -> None:
    line = surveyed().press(key)
    assert line.last_said == ("survey_invalid", "survey_ask")
    assert line.press("2").ordered(MarkSurvey) == [MarkSurvey(2)]


@pytest.mark.parametrize("tries", ["66", "6 ", " 6", "  "])
def test_two_tries_in_vain_are_an_offer_without_answer(tries: str) -> None:
    line = surveyed()
    for key in tries:
        line = line.silence() if key == " " else line.press(key)
    assert line.ordered(MarkSurvey) == [MarkSurvey(None)]
    assert line.last_said == ("goodbye",)


def test_keys_pressed_before_the_question_are_no_mark() -> None:
    line = Line(FLOW).start().hear_out().press("0")
    for key in "555":
        line.give(KeyPressed(key))
    line.join().give(ServedEnded())
    assert line.last_said == ("survey_ask",)
    assert line.ordered(MarkSurvey) == []


def test_only_the_first_mark_counts() -> None:
    line = surveyed().press("155")
    assert line.ordered(MarkSurvey) == [MarkSurvey(1)]
    assert line.hung_up == "flow_ended"
