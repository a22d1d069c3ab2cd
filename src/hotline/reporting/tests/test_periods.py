"""Calls across midnight and across changes of the clock fall into exactly one row."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.reporting.counts import Counts
from hotline.reporting.periods import day_bounds, days_between, hour_label, hours_of
from hotline.reporting.selectors import report_by_day, report_by_hour, report_for

from .record import call

BEIJING = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clock changes by half an hour


def test_a_day_in_beijing() -> None:
    day = date(2026, 11, 24)
    assert day_bounds(day, zone=BEIJING) == (
        datetime(2026, 11, 23, 16, tzinfo=UTC),
        datetime(2026, 11, 24, 16, tzinfo=UTC),
    )
    assert [hour_label(hour, zone=BEIJING) for hour in hours_of(day, zone=BEIJING)] == [
        f"{n:02d}:00" for n in range(24)
    ]


@pytest.mark.parametrize(("day", "zone", "hours"), [
    (date(2026, 3, 29), BERLIN, 23),
    (date(2026, 10, 25), BERLIN, 25),
    (date(2026, 10, 26), BERLIN, 24),
    (date(2026, 4, 5), LORD_HOWE, 25),  # 24 hours and a half: the last row is half an hour
    (date(2026, 10, 4), LORD_HOWE, 24),
])  # fmt: skip
def test_days_of_a_clock_change(day: date, zone: ZoneInfo, hours: int) -> None:
    assert len(hours_of(day, zone=zone)) == hours


def test_an_hour_that_the_clock_shows_twice_is_told_apart() -> None:
    labels = [hour_label(hour, zone=BERLIN) for hour in hours_of(date(2026, 10, 25), zone=BERLIN)]
    assert labels[:5] == ["00:00", "01:00", "02:00 (+02)", "02:00 (+01)", "03:00"]
    assert len(set(labels)) == 25


def test_days_between_includes_both() -> None:
    assert days_between(date(2026, 2, 27), date(2026, 3, 1)) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]


@pytest.mark.django_db
def test_a_call_across_midnight_belongs_to_the_hour_in_which_it_began() -> None:
    before_midnight = datetime(2026, 11, 24, 15, 59, 50, tzinfo=UTC)  # 23:59:50 in Beijing
    call(("flow", 5), ("queue", 60), at=before_midnight)
    expected = Counts(calls=1, abandoned=1, queued=1, wait_us=60_000_000)
    report = report_by_hour(day=date(2026, 11, 24), zone=BEIJING)
    assert [row.label for row in report.rows if row.counts != Counts()] == ["23:00"]
    assert report.total == expected
    assert report_by_hour(day=date(2026, 11, 25), zone=BEIJING).total == Counts()


@pytest.mark.django_db
def test_the_first_instant_of_an_hour_belongs_to_it() -> None:
    call(("flow", 5), at=datetime(2026, 11, 24, 1, tzinfo=UTC))
    call(("flow", 5), at=datetime(2026, 11, 24, 0, 59, 59, 999999, tzinfo=UTC))
    report = report_by_hour(day=date(2026, 11, 24), zone=BEIJING)
    assert {row.label: row.counts.calls for row in report.rows if row.counts.calls} == {"08:00": 1, "09:00": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "zone"), [
    (date(2026, 3, 29), BERLIN),
    (date(2026, 10, 25), BERLIN),
    (date(2026, 4, 5), LORD_HOWE),
    (date(2026, 11, 24), BEIJING),
])  # fmt: skip
def test_every_call_falls_into_one_row_and_hours_add_up_to_their_day(day: date, zone: ZoneInfo) -> None:
    begins_at, ends_at = day_bounds(day, zone=zone)
    at, calls = begins_at - timedelta(hours=2), 0
    while at < ends_at + timedelta(hours=2):
        call(("flow", 5), ("queue", 7.5), at=at)
        calls += begins_at <= at < ends_at
        at += timedelta(minutes=30)
    by_hour = report_by_hour(day=day, zone=zone)
    assert by_hour.total.calls == calls
    by_day = report_by_day(first=day - timedelta(days=1), last=day + timedelta(days=1), zone=zone)
    assert [row.label for row in by_day.rows][1] == day.isoformat()
    assert by_day.rows[1].counts == by_hour.total
    assert by_day.total.calls == calls + 8


@pytest.mark.django_db
def test_one_day_is_reported_by_hour_and_more_by_day() -> None:
    one = date(2026, 11, 24)
    assert report_for(first=one, last=one).step == "hour"
    assert report_for(first=one, last=one + timedelta(days=1)).step == "day"
    with pytest.raises(ValueError, match="before the first"):
        report_by_day(first=one, last=one - timedelta(days=1))
