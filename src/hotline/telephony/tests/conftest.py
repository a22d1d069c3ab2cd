"""What the tests of the switchboard share."""

from collections.abc import AsyncIterator

import pytest

from .stand_in import StandIn


@pytest.fixture
async def engine() -> AsyncIterator[StandIn]:
    """A stand-in engine that listens."""
    standing = StandIn()
    await standing.start()
    yield standing
    await standing.stop()
