"""What is told of how quickly citizens are answered."""

import asyncio
import logging
from collections import deque

import pytest

from hotline.telephony.switchboard import answering
from hotline.telephony.switchboard.answering import answer_times, tell_answer_times


def test_half_and_nearly_all() -> None:
    seconds = [n / 1000 for n in range(1, 102)]
    assert answer_times(seconds) == "calls answered: 101, p50 51.0 ms, p99 100.0 ms, longest 101.0 ms"


def test_one_call_alone() -> None:
    assert answer_times([0.0125]) == "calls answered: 1, p50 12.5 ms, p99 12.5 ms, longest 12.5 ms"


async def test_each_call_is_told_once_and_silence_is_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(answering, "TELL_SECONDS", 0.005)
    caplog.set_level(logging.INFO, logger=answering.__name__)
    waiting: deque[float] = deque([0.01, 0.01])
    telling = asyncio.create_task(tell_answer_times(waiting))
    await asyncio.sleep(0.1)
    telling.cancel()
    assert caplog.messages == ["calls answered: 2, p50 10.0 ms, p99 10.0 ms, longest 10.0 ms"]
    assert list(waiting) == []
