"""What a waiting citizen is told, and what a wallboard counts."""

from hotline.accounts.models import Role, Staff
from hotline.acd.models import Calendar, Queue, QueueMember
from hotline.acd.sample import sample_load
from hotline.acd.selectors import (
    QueueNow,
    Wait,
    expected_wait,
    hours_in_words,
    open_now,
    queue_now,
)
from hotline.acd.services import desk_set_presence, offer_accept, queue_leave, service_end, wrap_up_finish
from hotline.inquiries.tests.stage import at, call_open, staff_make

from .stage import Centre, engagement_of, offer_to


def talk(centre: Centre, staff: Staff, *, seconds: float, lasts: float) -> None:
    """One whole engagement of this adviser, wrap-up included."""
    interaction_id = centre.caller(seconds=seconds)
    offer_accept(offer_id=offer_to(staff).id, at=at(seconds + 1))
    service_end(interaction_id=interaction_id, at=at(seconds + 1 + lasts / 2))
    wrap_up_finish(
        staff_id=staff.id, engagement_id=engagement_of(staff).id, next_presence="ready", at=at(seconds + 1 + lasts)
    )


def test_place_counts_those_before_and_who_rings(centre: Centre) -> None:
    centre.adviser("li")
    ringing, plain, first = centre.caller(seconds=1), centre.caller(seconds=2), centre.caller(seconds=3, priority=9)
    found = [expected_wait(interaction_id=each, at=at(5)) for each in (first, ringing, plain)]
    assert found == [Wait(1, None), Wait(2, None), Wait(3, None)]
    queue_leave(interaction_id=first, why="abandoned", at=at(6))
    assert expected_wait(interaction_id=plain, at=at(7)) == Wait(2, None)


def test_wait_follows_recent_handle_time_and_the_advisers_at_work(centre: Centre) -> None:
    li = centre.adviser("li")
    talk(centre, li, seconds=10, lasts=100)
    talk(centre, li, seconds=200, lasts=200)
    centre.caller(seconds=500)
    second = centre.caller(seconds=501)
    assert expected_wait(interaction_id=second, at=at(502)) == Wait(position=2, wait_seconds=300)
    wang = centre.adviser("wang", seconds=503, ready=False)
    assert expected_wait(interaction_id=second, at=at(504)) == Wait(position=2, wait_seconds=300)
    desk_set_presence(staff_id=wang.id, presence="ready", at=at(505))
    assert expected_wait(interaction_id=second, at=at(506)) == Wait(position=2, wait_seconds=150)


def test_old_talks_say_nothing_about_now(centre: Centre) -> None:
    li = centre.adviser("li")
    talk(centre, li, seconds=10, lasts=100)
    interaction_id = centre.caller(seconds=8000)
    assert expected_wait(interaction_id=interaction_id, at=at(8001)) == Wait(position=1, wait_seconds=None)


def test_nobody_at_work_means_nobody_knows(centre: Centre) -> None:
    li = centre.adviser("li")
    talk(centre, li, seconds=10, lasts=100)
    desk_set_presence(staff_id=li.id, presence="not_ready", reason="lunch", at=at(200))
    interaction_id = centre.caller(seconds=201)
    assert expected_wait(interaction_id=interaction_id, at=at(202)) == Wait(position=1, wait_seconds=None)


def test_who_does_not_wait_is_told_nothing(centre: Centre) -> None:
    assert expected_wait(interaction_id=call_open(), at=at(1)) is None


def test_counts_of_a_queue(centre: Centre) -> None:
    assert queue_now(queue="main", at=at(0)) == QueueNow(0, 0, 0, 0, 0, 0, 0)
    at_work = [centre.adviser(name, seconds=n) for n, name in enumerate("abcdef")]
    calls = []
    for staff in at_work[:4]:
        calls.append(centre.caller(seconds=10))
        offer_accept(offer_id=offer_to(staff).id, at=at(11))
    for interaction_id in calls[1:]:
        service_end(interaction_id=interaction_id, at=at(20))
    for seconds in (30, 40, 50):
        centre.caller(seconds=seconds)
    assert offer_to(at_work[4]).made_at == at(30.5)
    for name in "ghij":
        centre.adviser(name, ready=False)
    # No two counts alike: none can stand in for another.
    assert queue_now(queue="main", at=at(60)) == QueueNow(
        waiting=3, longest_wait_seconds=29, ready=0, reserved=2, talking=1, wrap_up=3, not_ready=4
    )


def test_hours_of_a_queue(centre: Centre) -> None:
    week = Calendar.objects.create(code="office", weekly={"tue": [["08:30", "17:30"]]}, announcement_en="Tuesdays.")
    Queue.objects.filter(pk="main").update(calendar=week)
    assert open_now(queue="main", at=at(0)) is True
    assert open_now(queue="main", at=at(9 * 3600)) is False
    assert hours_in_words(queue="main", language="en") == "Tuesdays."
    assert hours_in_words(queue="main", language="zh") == "周一休息，周二8点30分到17点30分，周三至周日休息。"


def test_a_queue_without_calendar_is_always_open(centre: Centre) -> None:
    assert open_now(queue="main", at=at(15 * 3600)) is True
    assert hours_in_words(queue="main", language="zh") == "每天24小时服务。"


def test_the_sample_queue_is_open_day_and_night_for_all_advisers(db: None) -> None:
    li, chief = staff_make("li"), staff_make("chief")
    Staff.objects.filter(pk=chief.pk).update(role=Role.SUPERVISOR)
    sample_load()
    sample_load()
    queue = Queue.objects.get()
    assert (queue.code, queue.title_zh, queue.calendar_id) == ("main", "综合咨询", "main")
    assert [member.staff for member in QueueMember.objects.all()] == [li]
    assert hours_in_words(queue="main", language="en") == "Open 24 hours a day, every day."
