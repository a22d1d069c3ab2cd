"""The clock: one reading for the instant and for the day."""

from datetime import UTC, date, datetime

import pytest

from hotline.kernel import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 12, 31, 15, 59, tzinfo=UTC), date(2024, 12, 31)),
        (datetime(2024, 12, 31, 16, 0, tzinfo=UTC), date(2025, 1, 1)),  # midnight in Beijing
    ],
)
def test_the_day_is_the_centre_s_and_follows_the_one_clock(
    monkeypatch: pytest.MonkeyPatch, instant: datetime, day: date
) -> None:
    monkeypatch.setattr(clock, "now", lambda: instant)
    assert clock.local_day() == day
