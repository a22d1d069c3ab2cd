"""Not ready, with a reason: it stands in the record, the page says it, and no call is offered until Ready."""

import pytest
from harness.adviser import AdviserMaker
from harness.citizen import Citizen

REASONS = {
    "short_break": "小休",
    "meal": "用餐",
    "training": "培训",
    "paperwork": "处理工单",
    "meeting": "会议",
}


@pytest.fixture
def _nobody_else_is_asked(citizen: Citizen) -> None:
    open_offers = citizen.centre.rows("select count(*) from offer where state = 'open'")
    assert open_offers == [{"count": 0}]


def test_every_reason_is_kept_and_shown(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    for code, words in REASONS.items():
        li.becomes_not_ready(reason=code)
        li.shows(f"未就绪 · {words}")
        assert citizen.centre.rows(
            "select p.reason from agent_span p join staff s on s.id = p.staff_id"
            " where s.username = 'li' and upper_inf(p.during)"
        ) == [{"reason": code}]
        li.becomes_ready()


@pytest.mark.usefixtures("_nobody_else_is_asked")
def test_a_call_waits_and_is_offered_at_ready(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    li.becomes_not_ready(reason="meal")
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_music_return")
    li.sees_no_offer()
    assert call.record().offers == []
    li.becomes_ready_while_someone_waits()
    li.answers()
    call.hangs_up()
    li.finishes(is_ready_again=False)

    assert call.closed_record().offers == [("li", "accepted")]
    assert li.state() == "not_ready"
