"""Hand-made calls against the exact counts they must give."""

from datetime import date, timedelta

import pytest

from hotline.inquiries.models import Interaction
from hotline.reporting.counts import Counts
from hotline.reporting.selectors import report_by_hour

from .record import NOON, adviser, call, callback_asked, heard, marked, message_left, step, work

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
SECOND = 1_000_000


def counts() -> Counts:
    """The day's total."""
    return report_by_hour(day=DAY).total


def test_a_day_without_calls_is_all_noughts() -> None:
    assert counts() == Counts()


def test_an_answered_call() -> None:
    answered = call(("flow", 20), ("queue", 10), ("served", 60), ("flow", 5), reason="served")
    work(answered, after=30, talk=60, wrap_up=30)
    assert counts() == Counts(
        calls=1,
        answered=1,
        queued=1,
        in_time=1,
        wait_us=10 * SECOND,
        answered_queued=1,
        answered_wait_us=10 * SECOND,
        engagements=1,
        talk_us=60 * SECOND,
        wrap_up_us=30 * SECOND,
    )


@pytest.mark.parametrize(("wait", "in_time"), [(15, 1), (15.000001, 0), (0.000001, 1), (600, 0)])
def test_fifteen_seconds_are_in_time_and_a_microsecond_more_is_not(wait: float, in_time: int) -> None:
    work(call(("queue", wait), ("served", 60)), after=wait, talk=60, wrap_up=1)
    assert counts().in_time == in_time


@pytest.mark.parametrize(("wait", "short"), [(4.999999, True), (5, False), (40, False)])
def test_less_than_five_seconds_is_a_short_abandon(wait: float, *, short: bool) -> None:
    call(("flow", 20), ("queue", wait), reason="abandoned_in_queue")
    found = counts()
    assert (found.abandoned_short, found.abandoned) == ((1, 0) if short else (0, 1))
    assert (found.calls, found.queued, found.in_time, found.answered) == (1, 1, 0, 0)


def test_hanging_up_while_an_offer_rings_is_abandoning() -> None:
    # The offer was withdrawn: the wait goes on until the hang-up and nobody's engagement was opened.
    ringing = call(("flow", 5), ("queue", 12), reason="abandoned_in_queue")
    step(ringing, "offer_made")
    assert counts() == Counts(calls=1, abandoned=1, queued=1, wait_us=12 * SECOND)


def test_giving_up_the_queue_for_the_menu_is_still_abandoning() -> None:
    call(("flow", 5), ("queue", 900), ("flow", 8))
    assert counts() == Counts(calls=1, abandoned=1, queued=1, wait_us=900 * SECOND)


def test_a_message_left_from_the_queue_is_self_service_and_not_in_time() -> None:
    left = call(("flow", 5), ("queue", 14), ("flow", 30), reason="message_left")
    message_left(left)
    assert counts() == Counts(calls=1, self_service=1, queued=1, wait_us=14 * SECOND)


def test_a_citizen_returned_to_the_queue_counts_once_and_the_first_wait_decides() -> None:
    returned = call(("flow", 5), ("queue", 10), ("served", 30), ("queue", 40), ("served", 50), reason="served")
    work(returned, after=15, talk=30, wrap_up=0)
    work(returned, after=85, talk=50, wrap_up=20)
    assert counts() == Counts(
        calls=1,
        answered=1,
        queued=1,
        in_time=1,
        wait_us=10 * SECOND,
        answered_queued=1,
        answered_wait_us=10 * SECOND,
        returned=1,
        returns=1,
        return_wait_us=40 * SECOND,
        engagements=2,
        talk_us=80 * SECOND,
        wrap_up_us=20 * SECOND,
    )


def test_a_quick_second_wait_does_not_mend_the_service_level() -> None:
    slow = call(("queue", 20), ("flow", 3), ("queue", 5), ("served", 10))
    work(slow, after=28, talk=10, wrap_up=0)
    found = counts()
    assert (found.in_time, found.wait_us, found.returned) == (0, 25 * SECOND, 0)


def test_leaving_after_a_return_is_answered_and_not_abandoned() -> None:
    gone = call(("queue", 10), ("served", 30), ("queue", 40), reason="abandoned_in_queue")
    work(gone, after=10, talk=30, wrap_up=5)
    found = counts()
    assert (found.answered, found.abandoned, found.returned, found.return_wait_us) == (1, 0, 1, 40 * SECOND)


def test_a_consultation_away_is_no_return_to_the_queue() -> None:
    away = call(("queue", 3), ("served", 30), ("away", 20), ("served", 10))
    work(away, after=3, talk=60, wrap_up=0)
    assert (counts().returned, counts().in_time) == (0, 1)


def test_two_advisers_at_once_are_two_engagements_of_one_call() -> None:
    both = call(("queue", 3), ("served", 60))
    work(both, after=3, talk=60, wrap_up=10, staff=adviser())
    work(both, after=20, talk=40, wrap_up=5, staff=adviser())
    found = counts()
    assert (found.calls, found.answered, found.engagements) == (1, 1, 2)
    assert (found.talk_us, found.wrap_up_us) == (100 * SECOND, 15 * SECOND)


def test_work_whose_wrap_up_goes_on_is_left_out_of_the_handle_time() -> None:
    work(call(("queue", 3), ("served", 60)), after=3, talk=60)
    found = counts()
    assert (found.answered, found.engagements, found.talk_us, found.wrap_up_us) == (1, 0, 0, 0)


@pytest.mark.parametrize(("pieces", "rendering", "outcome"), [
    (3, "voice", "self_service"),
    (7, "voice", "self_service"),
    (2, "voice", "left_menu"),  # hung up during the answer
    (1, "voice", "left_menu"),  # hung up during the title
    (3, "card", "left_menu"),
])  # fmt: skip
def test_an_answer_heard_makes_self_service(pieces: int, rendering: str, outcome: str) -> None:
    heard(call(("flow", 60)), pieces=pieces, rendering=rendering)
    assert counts() == Counts(calls=1, **{outcome: 1})


def test_what_else_makes_self_service() -> None:
    message_left(call(("flow", 60)))
    callback_asked(call(("flow", 60)))
    call(("flow", 60), reason="callback_requested")  # the number's call-back had been asked for by an earlier call
    assert counts() == Counts(calls=3, self_service=3)


def test_what_does_not_make_self_service() -> None:
    message_left(call(("flow", 60)), author="agent", kind="text")
    callback_asked(call(("flow", 60)), source="missed")
    step(call(("flow", 60)), "topic")
    call(("flow", 60), reason="message_left")  # he hung up at the tone: there is no message
    assert counts() == Counts(calls=4, left_menu=4)


def test_an_answered_call_is_not_self_service_too() -> None:
    both = call(("flow", 60), ("queue", 5), ("served", 9))
    heard(both, pieces=4)
    work(both, after=65, talk=9, wrap_up=1)
    assert (counts().answered, counts().self_service) == (1, 0)


def test_calls_lost_in_a_crash() -> None:
    talking = call(("queue", 5), ("served", 9), reason="lost_in_crash")
    work(talking, after=5, talk=9, wrap_up=0)
    callback_asked(talking, source="crash")
    callback_asked(call(("flow", 5), ("queue", 9), reason="lost_in_crash"), source="crash")
    call(("flow", 5), reason="trouble")
    found = counts()
    assert (found.calls, found.lost, found.lost_unserved) == (3, 3, 2)
    assert (found.answered, found.self_service, found.abandoned, found.left_menu) == (1, 0, 0, 0)


def test_survey_marks() -> None:
    for level in (5, 4, 3, 1, None):
        asked = call(("queue", 1), ("served", 9), ("flow", 9))
        work(asked, after=1, talk=9, wrap_up=0)
        marked(asked, level)
    found = counts()
    assert (found.survey_offered, found.survey_answered, found.survey_satisfied) == (5, 4, 2)


def test_fallback_calls_are_calls_and_shown_apart() -> None:
    message_left(call(("flow", 30), origin="fallback", reason="message_left"))
    call(("flow", 30), origin="fallback", reason="served")  # a plain telephone took it
    callback_asked(call(("flow", 30), origin="fallback", reason="missed"), source="missed")
    call(("flow", 30), origin="fallback", reason="message_left")  # to the voicemail, and nothing said
    assert counts() == Counts(calls=4, answered=1, self_service=1, lost_unserved=2, fallback=4)


def test_what_is_no_call_of_a_citizen_is_counted_nowhere() -> None:
    trial = call(("queue", 30), ("served", 9), origin="synthetic")
    work(trial, after=30, talk=9, wrap_up=1)
    marked(trial, 5)
    call(("queue", 30), medium="chat")
    call(("served", 30), direction="out")
    assert counts() == Counts()


def test_open_calls_are_shown_apart_and_counted_nowhere_else() -> None:
    talking = call(("queue", 30), ("served", 9), ended=False)
    work(talking, after=30, talk=None)
    call(("flow", 5), ("queue", 1), ended=False)
    heard(call(("flow", 5), ended=False), pieces=3)
    assert counts() == Counts(under_way=3)


def test_reckoning_again_gives_the_same_and_the_order_of_rows_does_not_matter() -> None:
    work(call(("flow", 1), ("queue", 7.123457), ("served", 60)), after=8.123457, talk=60, wrap_up=3)
    call(("queue", 1 / 3))
    first = counts()
    assert counts() == first
    Interaction.objects.update(last_step_seq=7)  # the rows lie elsewhere on disk now
    assert counts() == first
    assert first.wait_us == 7_123_457 + 333_333


def test_each_call_has_one_outcome() -> None:
    work(call(("queue", 5), ("served", 9)), after=5, talk=9, wrap_up=0)
    heard(call(("flow", 9)), pieces=3)
    call(("queue", 9))
    call(("queue", 2))
    call(("flow", 9), reason="lost_in_crash")
    call(("flow", 9))
    call(("flow", 9), ended=False, at=NOON + timedelta(seconds=1))
    found = counts()
    outcomes = (
        found.answered,
        found.self_service,
        found.abandoned,
        found.abandoned_short,
        found.lost_unserved,
        found.left_menu,
    )
    assert outcomes == (1, 1, 1, 1, 1, 1)
    assert sum(outcomes) == found.calls
