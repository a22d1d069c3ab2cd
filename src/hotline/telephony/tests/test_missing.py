"""A recording that is shorter than its talk says so."""

import uuid
from pathlib import Path

import pytest
from django.conf import LazySettings

from hotline.inquiries.services import interaction_close, segment_change
from hotline.inquiries.tests.stage import at, call_open
from hotline.telephony.models import Recording
from hotline.telephony.services.missing import recording_note_missing
from hotline.telephony.services.recordings import engine_file, recording_finish, recording_open
from hotline.telephony.tasks import take_in_recording

from .sounds import stereo_raw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOTLINE_SPOOL = tmp_path / "spool"
    settings.HOTLINE_FILES = tmp_path / "files"
    (tmp_path / "spool" / "monitor").mkdir(parents=True)


def _talk(*, seconds: int, written: int, reason: str = "served") -> Recording:
    """A talk of so many seconds, of which the engine wrote so many, taken in."""
    interaction_id = call_open()
    segment_change(interaction_id=interaction_id, kind="queue", at=at(5))
    segment_change(interaction_id=interaction_id, kind="served", at=at(10))
    name = f"talk-{uuid.uuid4()}"
    recording_open(interaction_id=interaction_id, name=name, part="talk", at=at(10))
    engine_file(part="talk", name=name).write_bytes(stereo_raw([(1, 1)] * written * 8000))
    recording_finish(name=name)
    interaction_close(interaction_id=interaction_id, reason=reason, at=at(10 + seconds))
    take_in_recording(recording_id=str(Recording.objects.get(name=name).id))
    return Recording.objects.get(name=name)


def test_a_whole_recording_says_nothing() -> None:
    recording = _talk(seconds=12, written=10)
    assert (recording.state, recording.failure) == ("kept", "")
    assert recording_note_missing(recording_id=recording.id) == 0.0


def test_what_the_disk_did_not_take_is_missing() -> None:
    recording = _talk(seconds=30, written=2)
    assert (recording.state, recording.seconds, recording.failure) == ("kept", 2.0, "28 s of the talk are missing")


def test_repeating_it_changes_nothing() -> None:
    recording = _talk(seconds=30, written=2)
    assert recording_note_missing(recording_id=recording.id) == 28.0
    assert Recording.objects.get(pk=recording.id).failure == "28 s of the talk are missing"


def test_an_empty_one_of_a_long_talk_has_failed() -> None:
    recording = _talk(seconds=20, written=0)
    assert (recording.state, recording.failure) == ("failed", "20 s of the talk are missing")


def test_an_empty_one_of_a_short_talk_is_nothing_to_hear() -> None:
    recording = _talk(seconds=1, written=0)
    assert (recording.state, recording.failure) == ("empty", "")


def test_a_crash_of_the_engine_ends_both() -> None:
    recording = _talk(seconds=30, written=2, reason="lost_in_crash")
    assert (recording.state, recording.failure) == ("kept", "")
