"""After the adviser has hung up the citizen is asked for a mark; the adviser can neither skip it nor see it."""

import pytest
from harness.adviser import Adviser, AdviserMaker
from harness.citizen import Citizen, CitizenCall


@pytest.fixture
def li(adviser: AdviserMaker) -> Adviser:
    """Li, ready."""
    return adviser("li")


@pytest.fixture
def asked(citizen: Citizen, li: Adviser) -> CitizenCall:
    """A citizen who was served and has just been asked for a mark."""
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("0")
    li.answers()
    li.hangs_up()
    call.hears_then_skips("survey_ask")
    return call


def test_a_mark_is_kept_and_no_adviser_sees_it(asked: CitizenCall, li: Adviser) -> None:
    asked.presses("4")
    asked.hears("survey_thanks", "goodbye")
    asked.is_hung_up_on()
    li.finishes()

    record = asked.closed_record()
    # 4 on the telephone is "dissatisfied": level 2 of 5 in the record.
    assert record.survey == (True, 2)
    assert [data for kind, data in record.steps if "survey" in kind or "4" in str(data.get("key"))] == []
    li.opens_story_of(record)
    li.shows("已评价")
    li.shows_not("不满意")


def test_no_answer_is_kept_as_offered_and_unanswered(asked: CitizenCall, li: Adviser) -> None:
    asked.hears("survey_ask", "goodbye")
    asked.is_hung_up_on()
    li.finishes()
    assert asked.closed_record().survey == (True, None)


def test_a_key_beyond_five_is_asked_again(asked: CitizenCall, li: Adviser) -> None:
    asked.presses("9")
    asked.hears("survey_invalid", "survey_ask")
    asked.presses("5")
    asked.hears("survey_thanks", "goodbye")
    asked.is_hung_up_on()
    li.finishes()
    assert asked.closed_record().survey == (True, 1)


def test_hanging_up_while_asked_is_no_mark(asked: CitizenCall, li: Adviser) -> None:
    asked.hangs_up()
    li.finishes()
    record = asked.closed_record()
    assert record.survey[1] is None
    assert record.end_reason == "served"
