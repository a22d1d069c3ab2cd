"""What the tests of the queues share."""

import pytest

from .stage import Centre


@pytest.fixture
def centre(db: None) -> Centre:
    """A centre with one queue and nobody in it."""
    return Centre()
