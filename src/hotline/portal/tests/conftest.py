"""A small sample centre for the tests of the portal."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from hotline.accounts.services import sample_staff_load
from hotline.acd.sample import sample_load as sample_queue_load
from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.services import folder_load

CODES = ("1001", "1002", "2009", "3001", "4001", "4008")
"""A few entries of the sample; 2009 is still to come, 4008 no longer holds."""


@pytest.fixture(scope="session")
def _entries_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "entries").mkdir()
    shutil.copy(SAMPLE_FOLDER / "topics.yaml", folder)
    shutil.copytree(SAMPLE_FOLDER / "parameters", folder / "parameters")
    for code in CODES:
        (file,) = (SAMPLE_FOLDER / "entries").glob(f"{code}-*.md")
        shutil.copy(file, folder / "entries")
    return folder


@pytest.fixture(autouse=True)
def _demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOTLINE_DEMO", True)
    monkeypatch.setattr(settings, "HOTLINE_DEMO_PASSWORD", "a-demo-password")


@pytest.fixture
def centre(db: None, _demo: None, _entries_folder: Path) -> None:
    """The sample's people and queue, and a few of its entries."""
    sample_staff_load(password=settings.HOTLINE_DEMO_PASSWORD)
    sample_queue_load()
    folder_load(folder=_entries_folder)
