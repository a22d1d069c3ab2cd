"""A recording is opened once for all its parts, and its plain bytes do not pile up."""

import uuid
from types import SimpleNamespace

import pytest
from django.conf import LazySettings

from hotline.inquiries.tests.stage import at, call_open
from hotline.kernel.blobs import BlobGoneError, blob_read, blob_store
from hotline.kernel.models import Blob
from hotline.telephony.models import Recording
from hotline.telephony.selectors import plain, recording_peaks, recording_wav, recordings
from hotline.telephony.selectors.plain import KEEP_SECONDS, PlainSounds

from .sounds import stereo_wav

A, B, C = (uuid.uuid4() for _ in range(3))


class Store:
    """Sealed sounds, and which of them were opened, in their order."""

    def __init__(self, sounds: PlainSounds) -> None:
        self._sounds = sounds
        self.opened: list[uuid.UUID] = []

    def listen(self, blob_id: uuid.UUID, *, size: int = 10) -> bytes:
        """The sound, opened where it has to be."""

        def open_it() -> bytes:
            self.opened.append(blob_id)
            return bytes(size)

        return self._sounds.get(blob_id, open_it)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that stands still unless moved."""
    clock = SimpleNamespace(at=100.0)
    monkeypatch.setattr(plain, "time", SimpleNamespace(monotonic=lambda: clock.at))
    return clock


def test_the_last_asked_for_stay_and_the_others_make_room() -> None:
    store = Store(PlainSounds(most_bytes=20))
    for blob_id in (A, B, A, C, A, B):
        assert store.listen(blob_id) == bytes(10)
    assert store.opened == [A, B, C, B]


def test_what_is_too_large_is_given_and_not_kept() -> None:
    store = Store(PlainSounds(most_bytes=20))
    assert [len(store.listen(A, size=21)) for _ in range(2)] == [21, 21]
    assert store.opened == [A, A]


def test_nothing_stays_long_after_the_last_question(now: SimpleNamespace) -> None:
    sounds = PlainSounds()
    store = Store(sounds)
    store.listen(A)
    for _ in range(2):
        now.at += KEEP_SECONDS
        store.listen(A)
    assert store.opened == [A]
    now.at += KEEP_SECONDS + 1
    store.listen(B)
    assert list(sounds._opened) == [B]
    store.listen(A)
    assert store.opened == [A, B, A]


def test_a_failure_is_not_kept() -> None:
    sounds = PlainSounds()

    def fail() -> bytes:
        raise BlobGoneError

    with pytest.raises(BlobGoneError):
        sounds.get(A, fail)
    assert sounds.get(A, lambda: b"found again") == b"found again"


@pytest.mark.django_db
def test_all_parts_and_the_picture_of_a_recording_open_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = _kept()
    opened: list[uuid.UUID] = []

    def read(*, blob: Blob) -> bytes:
        opened.append(blob.id)
        return blob_read(blob=blob)

    monkeypatch.setattr(recordings, "blob_read", read)
    assert [recording_wav(recording_id=recording.id) for _ in range(3)] == [stereo_wav([(1, 2)])] * 3
    assert len(recording_peaks(recording_id=recording.id, buckets=4)) == 2
    assert opened == [recording.blob_id]


@pytest.mark.django_db
def test_a_recording_that_is_not_kept_any_more_is_gone_at_once() -> None:
    recording = _kept()
    recording_wav(recording_id=recording.id)
    Recording.objects.filter(pk=recording.id).update(blob=None, state=Recording.State.FAILED)
    with pytest.raises(BlobGoneError):
        recording_wav(recording_id=recording.id)


@pytest.fixture(autouse=True)
def _files(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.HOTLINE_FILES = tmp_path_factory.mktemp("files")


def _kept() -> Recording:
    blob = blob_store(content=stereo_wav([(1, 2)]), kind=Blob.Kind.RECORDING, media_type="audio/wav")
    return Recording.objects.create(
        interaction_id=call_open(), name="r1", part="talk", state="kept", blob=blob, started_at=at(0), seconds=1.0
    )
