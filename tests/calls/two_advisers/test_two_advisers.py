"""Two callers and two advisers at the same instant: each caller gets one, nobody gets two."""

from harness.adviser import AdviserMaker
from harness.citizen import Citizen


def test_two_callers_get_two_advisers(citizen: Citizen, adviser: AdviserMaker) -> None:
    li, wang = adviser("li"), adviser("wang")
    one = citizen.dials(number="13800138003")
    two = citizen.dials(number="13800138004")
    for call in (one, two):
        call.hears_then_skips("menu_open")
    for call in (one, two):
        call.presses("0")
    li.sees_offer()
    wang.sees_offer()
    li.answers()
    wang.answers()
    one.hangs_up()
    two.hangs_up()
    for both in (li, wang):
        both.finishes()

    served = [record.engagements for record in (one.closed_record(), two.closed_record())]
    assert sorted(served) == [["li"], ["wang"]]
    assert [record.offers for record in (one.record(), two.record())] == [[(name, "accepted")] for (name,) in served]


def test_the_longest_idle_is_asked_first_and_the_other_not_at_all(citizen: Citizen, adviser: AdviserMaker) -> None:
    wang, li = adviser("wang"), adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    wang.answers()
    li.sees_no_offer()
    call.hangs_up()
    wang.finishes()

    second = citizen.dials()
    second.asks_for_adviser()
    li.answers()
    wang.sees_no_offer()
    second.hangs_up()
    li.finishes()

    assert (call.closed_record().engagements, second.closed_record().engagements) == (["wang"], ["li"])


def test_one_caller_is_never_offered_to_both_at_once(citizen: Citizen, adviser: AdviserMaker) -> None:
    li, wang = adviser("li"), adviser("wang")
    call = citizen.dials()
    call.asks_for_adviser()
    li.sees_offer()
    wang.sees_no_offer()
    open_offers = citizen.centre.rows("select count(*) from offer where state = 'open'")
    assert open_offers == [{"count": 1}]
    call.hangs_up()
    li.offer_vanishes()

    assert call.closed_record().offers == [("li", "withdrawn")]
