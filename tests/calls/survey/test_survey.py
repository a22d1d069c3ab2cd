"""After the adviser has hung up the citizen is asked for a mark; the adviser can neither skip it nor see it."""

from http import HTTPStatus

import pytest
from harness.adviser import Adviser, AdviserMaker
from harness.citizen import Citizen, CitizenCall
from playwright.sync_api import expect

CONFLICT = HTTPStatus.CONFLICT


@pytest.fixture
def li(adviser: AdviserMaker) -> Adviser:
    """Li, ready."""
    return adviser("li")


@pytest.fixture
def asked(citizen: Citizen, li: Adviser) -> CitizenCall:
    """A citizen who was served and has just been asked for a mark."""
    call = citizen.dials()
    call.asks_for_adviser()
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


def test_the_adviser_cannot_skip_it_and_finds_the_mark_in_no_answer_of_the_desk(
    asked: CitizenCall, li: Adviser
) -> None:
    record = asked.record()
    # All that the desk can tell the centre about a call, told while the citizen is being asked.
    for command in ("hold", "resume"):
        assert li.asks_desk("post", command, {"interaction": str(record.id)}).status == CONFLICT
    expect(li.page.get_by_role("button", name="挂机", exact=True)).to_be_disabled()
    li.finishes()
    asked.hears("survey_ask")
    asked.presses("2")
    asked.hears("survey_thanks", "goodbye")
    asked.is_hung_up_on()

    assert asked.closed_record().survey == (True, 4)
    told = li.asks_desk("get", f"interactions/{record.id}/story")
    assert told.json()["survey"] == "answered"
    assert [word for word in ("level", "mark", "基本满意", "不满意") if word in told.text()] == []
    for page in (f"interactions/{record.id}", "interactions"):
        text = li.asks_desk("get", page).text()
        assert [word for word in ("非常满意", "基本满意", "不满意") if word in text] == []
