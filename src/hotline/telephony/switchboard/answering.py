"""How quickly citizens are answered, told once a minute."""

import asyncio
import logging
import statistics
from collections import deque

log = logging.getLogger(__name__)

TELL_SECONDS = 60.0


async def tell_answer_times(seconds: deque[float]) -> None:
    """Log how long the calls of each minute waited to be answered since they reached us, and forget them.

    Runs until cancelled; a minute without a call is not told.
    """
    while True:
        await asyncio.sleep(TELL_SECONDS)
        if seconds:
            log.info(answer_times(list(seconds)))
            seconds.clear()


def answer_times(seconds: list[float]) -> str:
    """In words: how many, and within which time half of them and 99 of 100 were answered. `seconds` is not empty."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    p50, p99 = cuts[49] * 1000, cuts[98] * 1000
    return f"calls answered: {len(seconds)}, p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {max(seconds) * 1000:.1f} ms"
