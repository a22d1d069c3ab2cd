"""What the tests of the record share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from hotline.kernel import crypto


@pytest.fixture(autouse=True)
def data_key(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """A data key for this test alone."""
    (tmp_path / "data.key").write_text("ab" * 32)
    settings.HOTLINE_KEYS = tmp_path
    crypto._key.cache_clear()
    yield
    crypto._key.cache_clear()
