"""Recordings: from the engine's file into the store, and out again as sound and as a wave picture."""

import io
import uuid
import wave
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from hotline.inquiries.models import Interaction, Message
from hotline.inquiries.services import interaction_close
from hotline.inquiries.tests.stage import at, call_open
from hotline.kernel.blobs import BlobGoneError, blob_read
from hotline.kernel.models import Blob
from hotline.telephony import sound
from hotline.telephony.models import Recording
from hotline.telephony.selectors import recording_peaks, recording_wav, recordings_of
from hotline.telephony.services import recordings as service
from hotline.telephony.services.recordings import (
    engine_file,
    recording_discard,
    recording_finish,
    recording_gap,
    recording_open,
    recording_take_in,
    recordings_finish,
)
from hotline.telephony.tasks import take_in_recording

from .sounds import killed_wav, mono_wav, pcm, stereo_raw, stereo_wav

pytestmark = pytest.mark.django_db
SECOND = sound.RATE
TALK = [(n % 1000, -(n % 500)) for n in range(2 * SECOND)]


@pytest.fixture(autouse=True)
def places(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOTLINE_SPOOL = tmp_path / "spool"
    settings.HOTLINE_FILES = tmp_path / "files"
    for folder in ("monitor", "recording"):
        (tmp_path / "spool" / folder).mkdir(parents=True)


def _joining(part: str, content: bytes | None, *, name: str = "r1") -> Recording:
    recording_open(interaction_id=call_open(), name=name, part=part, at=at(0))
    recording_finish(name=name)
    if content is not None:
        engine_file(part=part, name=name).write_bytes(content)
    return Recording.objects.get(name=name)


def test_a_talk_becomes_stereo_with_the_citizen_on_the_left() -> None:
    recording = _joining("talk", stereo_raw(TALK))
    assert recording_take_in(recording_id=recording.id) == "kept"
    wav = recording_wav(recording_id=recording.id)
    assert wav == stereo_wav(TALK)
    with wave.open(io.BytesIO(wav)) as reading:
        assert (reading.getnchannels(), reading.getframerate(), reading.getsampwidth()) == (2, 8000, 2)
        assert reading.readframes(3) == pcm([0, 0, 1, -1, 2, -2])


def test_what_is_kept() -> None:
    recording = _joining("talk", stereo_raw(TALK))
    file = engine_file(part="talk", name="r1")
    recording_take_in(recording_id=recording.id)
    recording.refresh_from_db()
    blob = Blob.objects.get()
    assert (recording.state, recording.seconds, recording.blob_id, recording.failure) == ("kept", 2.0, blob.id, "")
    assert (blob.kind, blob.media_type) == ("recording", "audio/wav")
    assert blob.keep_until - blob.made_at == timedelta(days=180)
    assert not file.exists()


@pytest.mark.parametrize("torn", [1, 2, 3])
def test_a_talk_cut_short_by_a_crash_loses_its_last_frame_alone(torn: int) -> None:
    recording = _joining("talk", stereo_raw(TALK) + b"\x01" * torn)
    recording_take_in(recording_id=recording.id)
    assert recording_wav(recording_id=recording.id) == stereo_wav(TALK)


def test_a_message_becomes_a_message_of_the_interaction() -> None:
    recording = _joining("message", mono_wav([5] * 2 * SECOND))
    assert recording_take_in(recording_id=recording.id) == "kept"
    message = Message.objects.get()
    assert (message.interaction_id, message.author, message.kind) == (recording.interaction_id, "citizen", "voice")
    assert message.blob is not None
    assert blob_read(blob=message.blob) == mono_wav([5] * 2 * SECOND)
    assert Blob.objects.get().kind == "message"


@pytest.mark.parametrize("torn", [b"", b"\x01"])
def test_a_message_whose_header_says_nothing_is_read_by_its_samples(torn: bytes) -> None:
    recording = _joining("message", killed_wav([5] * 2 * SECOND) + torn)
    assert recording_take_in(recording_id=recording.id) == "kept"
    assert recording_wav(recording_id=recording.id) == mono_wav([5] * 2 * SECOND)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("talk", b""),
        ("talk", stereo_raw(TALK[:7999])),
        ("message", b""),
        ("message", mono_wav([])),
        ("message", mono_wav([5] * 7999)),
        ("message", b"RIFF"),
    ],
)
def test_what_is_shorter_than_a_second_is_empty(part: str, content: bytes) -> None:
    recording = _joining(part, content)
    assert recording_take_in(recording_id=recording.id) == "empty"
    assert (Blob.objects.count(), Message.objects.count()) == (0, 0)
    assert not engine_file(part=part, name="r1").exists()
    assert recordings_of(interaction_id=recording.interaction_id) == []


@pytest.mark.parametrize(
    ("contents", "end_reason", "state"),
    [
        ([b""], "caller_hung_up", "closed"),
        ([b"", b""], "caller_hung_up", "closed"),
        ([mono_wav([5] * 2 * SECOND), b""], "message_left", "open"),
        ([b"", mono_wav([5] * 2 * SECOND)], "message_left", "open"),
        ([b"<html>", b""], "message_left", "open"),
    ],
)
def test_who_says_nothing_has_left_no_message(contents: list[bytes], end_reason: str, state: str) -> None:
    interaction_id = call_open()
    for n, content in enumerate(contents):
        recording_open(interaction_id=interaction_id, name=f"m{n}", part="message", at=at(n))
        recording_finish(name=f"m{n}")
        engine_file(part="message", name=f"m{n}").write_bytes(content)
    interaction_close(interaction_id=interaction_id, reason="message_left", at=at(9))
    for recording in Recording.objects.order_by("name"):
        recording_take_in(recording_id=recording.id)
    ended = Interaction.objects.select_related("inquiry").get()
    assert (ended.end_reason, ended.inquiry.state) == (end_reason, state)


@pytest.mark.parametrize("part", ["talk", "message"])
def test_a_recording_without_a_file_has_failed(part: str) -> None:
    recording = _joining(part, None)
    assert recording_take_in(recording_id=recording.id) == "failed"
    recording.refresh_from_db()
    assert recording.failure == "the engine left no file"


def test_a_message_that_is_no_sound_has_failed_and_keeps_its_file() -> None:
    recording = _joining("message", b"<html>")
    assert recording_take_in(recording_id=recording.id) == "failed"
    recording.refresh_from_db()
    assert recording.failure == "not a WAV file"
    assert engine_file(part="message", name="r1").exists()


@pytest.mark.parametrize("part", ["talk", "message"])
def test_taking_in_twice_is_once(part: str) -> None:
    recording = _joining(part, stereo_raw(TALK) if part == "talk" else mono_wav([5] * SECOND))
    assert [recording_take_in(recording_id=recording.id) for _ in range(2)] == ["kept", "kept"]
    assert (Blob.objects.count(), Message.objects.count()) == (1, 1 if part == "message" else 0)


def test_a_worker_killed_before_it_removed_the_file_removes_it_the_next_time() -> None:
    recording = _joining("talk", stereo_raw(TALK))
    recording_take_in(recording_id=recording.id)
    engine_file(part="talk", name="r1").write_bytes(stereo_raw(TALK))
    assert recording_take_in(recording_id=recording.id) == "kept"
    assert not engine_file(part="talk", name="r1").exists()


def test_two_workers_at_the_same_recording_keep_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = _joining("message", mono_wav([5] * SECOND))
    read = sound.wav_repaired

    def overtaken(path: Path) -> sound.Sound:
        monkeypatch.setattr(sound, "wav_repaired", read)
        recording_take_in(recording_id=recording.id)
        return read(tmp)

    tmp = engine_file(part="message", name="copy")
    tmp.write_bytes(mono_wav([5] * SECOND))
    monkeypatch.setattr(sound, "wav_repaired", overtaken)
    assert recording_take_in(recording_id=recording.id) == "kept"
    assert (Blob.objects.count(), Message.objects.count()) == (1, 1)


def test_a_recording_that_goes_on_is_not_taken_in() -> None:
    recording_open(interaction_id=call_open(), name="r1", part="talk", at=at(0))
    engine_file(part="talk", name="r1").write_bytes(stereo_raw(TALK))
    assert recording_take_in(recording_id=Recording.objects.get().id) == "live"
    assert engine_file(part="talk", name="r1").exists()


def test_a_discarded_message_leaves_no_file() -> None:
    recording_open(interaction_id=call_open(), name="r1", part="message", at=at(0))
    engine_file(part="message", name="r1").write_bytes(mono_wav([5] * 800))
    recording_id = recording_discard(name="r1")
    assert recording_id is not None
    assert recording_take_in(recording_id=recording_id) == "empty"
    assert not engine_file(part="message", name="r1").exists()
    assert recording_discard(name="r1") is None


def test_the_job_is_the_service() -> None:
    recording = _joining("talk", stereo_raw(TALK))
    take_in_recording(str(recording.id))
    recording.refresh_from_db()
    assert recording.state == "kept"


def test_opening_twice_keeps_the_first() -> None:
    first, second = call_open(), call_open()
    recording_open(interaction_id=first, name="r1", part="talk", at=at(0))
    recording_open(interaction_id=second, name="r1", part="message", at=at(9))
    recording = Recording.objects.get()
    assert (recording.interaction_id, recording.part, recording.started_at) == (first, "talk", at(0))


def test_finishing_says_the_id_once() -> None:
    recording_open(interaction_id=call_open(), name="r1", part="talk", at=at(0))
    assert recording_finish(name="r1") == Recording.objects.get().id
    assert recording_finish(name="r1") is None
    assert recording_finish(name="unknown") is None


def test_all_that_goes_on_of_an_interaction_is_finished() -> None:
    ours, other = call_open(), call_open()
    for n, interaction_id in enumerate([ours, ours, other]):
        recording_open(interaction_id=interaction_id, name=f"r{n}", part="talk", at=at(n))
    ids = list(Recording.objects.filter(interaction_id=ours).order_by("name").values_list("id", flat=True))
    assert recordings_finish(interaction_id=ours) == ids
    assert Recording.objects.get(interaction_id=other).state == "live"
    assert recordings_finish(interaction_id=ours) == []


def test_gaps_follow_pause_and_resume() -> None:
    recording_open(interaction_id=call_open(), name="r1", part="talk", at=at(0))
    for seconds, is_open in [(3, True), (5.26, False), (5.3, False), (8, True), (9, True), (10, False)]:
        recording_gap(name="r1", is_open=is_open, at=at(seconds))
    assert Recording.objects.get().gaps == [[3.0, 5.3], [8.0, 10.0]]


def test_a_finished_recording_gets_no_gaps() -> None:
    recording = _joining("talk", None)
    recording_gap(name="r1", is_open=True, at=at(3))
    recording.refresh_from_db()
    assert recording.gaps == []


def test_recordings_as_pages_show_them() -> None:
    interaction_id = call_open()
    for name, seconds in [("b", 9), ("a", 1), ("empty", 5)]:
        recording_open(interaction_id=interaction_id, name=name, part="talk", at=at(seconds))
    recording_gap(name="a", is_open=True, at=at(3))
    recording_discard(name="empty")
    shown = recordings_of(interaction_id=interaction_id)
    assert [(row.started_at, row.state, row.seconds, row.gaps) for row in shown] == [
        (at(1), "live", None, [(2.0, None)]),
        (at(9), "live", None, []),
    ]


def test_what_is_not_kept_cannot_be_heard() -> None:
    recording = _joining("talk", None)
    for recording_id in (recording.id, uuid.uuid4()):
        with pytest.raises(BlobGoneError):
            recording_wav(recording_id=recording_id)


def test_a_file_that_was_lost_is_said_to_be_lost(settings: LazySettings, tmp_path: Path) -> None:
    recording = _joining("talk", stereo_raw(TALK))
    recording_take_in(recording_id=recording.id)
    settings.HOTLINE_FILES = tmp_path / "elsewhere"
    with pytest.raises(BlobGoneError):
        recording_peaks(recording_id=recording.id)


def test_the_wave_picture_has_the_loudest_of_each_stretch() -> None:
    frames = [(0, 0)] * SECOND + [(16384, 0)] * SECOND + [(0, -32768)] * SECOND + [(100, 8192)] * SECOND
    recording = _joining("talk", stereo_raw(frames))
    recording_take_in(recording_id=recording.id)
    left, right = recording_peaks(recording_id=recording.id, buckets=4)
    assert left == [0.0, 0.5, 0.0, 0.003]
    assert right == [0.0, 0.0, 1.0, 0.25]


@pytest.mark.parametrize("buckets", [1, 3, 600])
def test_the_wave_picture_has_as_many_values_as_asked_for(buckets: int) -> None:
    assert [len(channel) for channel in sound.peaks(stereo_wav(TALK), buckets=buckets)] == [buckets, buckets]


def test_more_stretches_than_samples_are_silent() -> None:
    assert sound.peaks(mono_wav([32767, 16384]), buckets=4) == [[1.0, 0.5, 0.0, 0.0]]


def test_no_sound_has_an_empty_picture() -> None:
    assert sound.peaks(mono_wav([]), buckets=4) == [[]]


def test_the_engine_writes_talks_and_messages_apart(settings: LazySettings) -> None:
    assert engine_file(part="talk", name="x") == Path(settings.HOTLINE_SPOOL) / "monitor" / "x.raw"
    assert engine_file(part="message", name="x") == Path(settings.HOTLINE_SPOOL) / "recording" / "x.wav"
    assert service.SHORTEST_SECONDS == 1.0
