"""The figures in the top bar are those of the report."""

from datetime import timedelta

import pytest

from hotline.desk.selectors import centre
from hotline.kernel import clock
from hotline.reporting.tests.record import NOON, call, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=2))


def test_the_service_level_is_the_report_s_with_short_abandons_left_out() -> None:
    work(call(("queue", 15), ("served", 60), reason="served"), after=15, talk=60, wrap_up=1)
    call(("queue", 40), reason="abandoned_in_queue")
    call(("queue", 4), reason="abandoned_in_queue")
    shown = centre.centre_now()
    assert (shown["service_level"], shown["service_level_seconds"]) == (0.5, 15)


def test_there_is_none_while_nobody_has_queued_in_earnest() -> None:
    call(("flow", 20), reason="caller_hung_up")
    call(("queue", 4), reason="abandoned_in_queue")
    assert centre.centre_now()["service_level"] is None
