"""Recordings: begun, paused, ended, taken into the file store."""

import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hotline.inquiries.services import interaction_message_not_left, message_add
from hotline.kernel import clock
from hotline.kernel.blobs import blob_store
from hotline.kernel.ids import new_id
from hotline.kernel.models import Blob
from hotline.kernel.sql import script
from hotline.telephony import sound
from hotline.telephony.models import Recording

SHORTEST_SECONDS = 1.0

_OPEN = """
    INSERT INTO recording (id, interaction_id, name, part, state, started_at, gaps, failure)
    VALUES (%(id)s, %(interaction)s, %(name)s, %(part)s, 'live', %(at)s, '[]', '') ON CONFLICT (name) DO NOTHING
"""
_END = "UPDATE recording SET state = %(state)s WHERE name = %(name)s AND state = 'live' RETURNING id"


def recording_open(*, interaction_id: uuid.UUID, name: str, part: str, at: datetime) -> None:
    """A recording is about to begin under this name. Repeating it changes nothing."""
    script(_OPEN, {"id": new_id(), "interaction": interaction_id, "name": name, "part": part, "at": at})


def recording_gap(*, name: str, is_open: bool, at: datetime) -> None:
    """Silence is written from here on, or no longer: noted in seconds from the recording's start."""
    recording = Recording.objects.select_for_update().filter(name=name, state=Recording.State.LIVE).first()
    if recording is None:
        return
    second = round((at - recording.started_at).total_seconds(), 1)
    is_silent = bool(recording.gaps) and recording.gaps[-1][1] is None
    if is_open and not is_silent:
        recording.gaps.append([second, None])
    elif is_silent and not is_open:
        recording.gaps[-1][1] = second
    recording.save(update_fields=["gaps"])


def recording_finish(*, name: str) -> uuid.UUID | None:
    """It is whole: to be taken in. Returns its id where that was not said before."""
    return _end(name, Recording.State.JOINING)


def recordings_finish(*, interaction_id: uuid.UUID) -> list[uuid.UUID]:
    """Nothing of this interaction is recorded any more. Returns the ids of what is to be taken in."""
    live = Recording.objects.filter(interaction_id=interaction_id, state=Recording.State.LIVE)
    found = [recording_finish(name=name) for name in live.order_by("started_at").values_list("name", flat=True)]
    return [recording_id for recording_id in found if recording_id]


def recording_discard(*, name: str) -> uuid.UUID | None:
    """Nothing that anybody would want to hear: its file is to be removed. Returns its id where that is new."""
    return _end(name, Recording.State.EMPTY)


def recording_take_in(*, recording_id: uuid.UUID) -> Recording.State:
    """Move the engine's file into the store, as one WAV. May be repeated; the engine's file goes last.

    Returns the state it has now: kept, empty, or failed where there is no file to be read.
    """
    recording = Recording.objects.get(pk=recording_id)
    path = engine_file(part=recording.part, name=recording.name)
    if recording.state == Recording.State.JOINING:
        _take_in(recording, path)
    if recording.state in {Recording.State.KEPT, Recording.State.EMPTY}:
        # Also on a repeat: whoever was killed before this line left the voice lying there in clear.
        path.unlink(missing_ok=True)
    return Recording.State(recording.state)


def fallback_message_take_in(*, interaction_id: uuid.UUID, name: str, path: Path, at: datetime) -> None:
    """Keep a message that the dialplan recorded without us. Repeating it changes nothing."""
    recording_open(interaction_id=interaction_id, name=name, part=Recording.Part.MESSAGE, at=at)
    if recording_finish(name=name) is None:
        return
    _take_in(Recording.objects.get(name=name), path)


def engine_file(*, part: str, name: str) -> Path:
    """Where the engine writes a recording of this name."""
    spool = Path(settings.HOTLINE_SPOOL)
    return spool / "monitor" / f"{name}.raw" if part == Recording.Part.TALK else spool / "recording" / f"{name}.wav"


def _end(name: str, state: Recording.State) -> uuid.UUID | None:
    rows = script(_END, {"name": name, "state": state.value})
    return rows[0][0] if rows else None


def _take_in(recording: Recording, path: Path) -> None:
    try:
        whole = sound.stereo_from_raw(path) if recording.part == Recording.Part.TALK else sound.wav_repaired(path)
    except FileNotFoundError:
        _settle(recording, Recording.State.FAILED, failure="the engine left no file")
    except ValueError as error:
        _settle(recording, Recording.State.FAILED, failure=str(error))
    else:
        if whole.seconds < SHORTEST_SECONDS:
            _leave_empty(recording, whole)
        else:
            _keep(recording, whole)


def _leave_empty(recording: Recording, whole: sound.Sound) -> None:
    with transaction.atomic():
        _settle(recording, Recording.State.EMPTY, seconds=whole.seconds)
        messages = Recording.objects.filter(interaction_id=recording.interaction_id, part=Recording.Part.MESSAGE)
        if recording.part == Recording.Part.MESSAGE and not messages.exclude(state=Recording.State.EMPTY).exists():
            interaction_message_not_left(interaction_id=recording.interaction_id)


def _keep(recording: Recording, whole: sound.Sound) -> None:
    is_message = recording.part == Recording.Part.MESSAGE
    with transaction.atomic():
        # A job that was taken for stalled may still be at it: the second to come here finds it done.
        recording.refresh_from_db(from_queryset=Recording.objects.select_for_update())
        if recording.state != Recording.State.JOINING:
            return
        blob = blob_store(
            content=whole.wav,
            kind=Blob.Kind.MESSAGE if is_message else Blob.Kind.RECORDING,
            media_type="audio/wav",
        )
        if is_message:
            message_add(
                interaction_id=recording.interaction_id,
                client_token=recording.name,
                author="citizen",
                kind="voice",
                blob_id=blob.id,
                at=clock.now(),
            )
        _settle(recording, Recording.State.KEPT, blob=blob, seconds=whole.seconds)


def _settle(
    recording: Recording,
    state: Recording.State,
    *,
    blob: Blob | None = None,
    seconds: float | None = None,
    failure: str = "",
) -> None:
    recording.state, recording.blob, recording.seconds, recording.failure = state, blob, seconds, failure[:200]
    recording.save(update_fields=["state", "blob", "seconds", "failure"])
