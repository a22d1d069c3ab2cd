"""Recordings as pages show them."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from hotline.kernel.blobs import BlobGoneError, blob_read
from hotline.telephony import sound
from hotline.telephony.models import Recording

from .plain import plain_sounds


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One recording of an interaction. `seconds` is None until it is kept; `gaps` are stretches of written silence.

    `state` is one of Recording.State, or "deleted" once its keeping time is over.
    `is_cut_short`: a part of the talk is missing, because the disk was full or the engine could not keep up.
    """

    id: uuid.UUID
    interaction_id: uuid.UUID
    part: str
    state: str
    started_at: datetime
    seconds: float | None
    gaps: list[tuple[float, float | None]]
    is_cut_short: bool


def recordings_of(*, interaction_id: uuid.UUID) -> list[RecordingRow]:
    """All recordings of an interaction, in their order; empty ones are left out."""
    rows = Recording.objects.filter(interaction_id=interaction_id).exclude(state=Recording.State.EMPTY)
    rows = rows.select_related("blob")
    return [
        RecordingRow(
            row.id,
            row.interaction_id,
            row.part,
            "deleted" if row.blob and row.blob.deleted_at else row.state,
            row.started_at,
            row.seconds,
            [(begin, end) for begin, end in row.gaps],
            row.state == Recording.State.KEPT and bool(row.failure),
        )
        for row in rows.order_by("started_at")
    ]


def recording_wav(*, recording_id: uuid.UUID) -> bytes:
    """The sound as WAV: stereo for a talk (left citizen, right adviser). Raises BlobGoneError where it is not kept.

    Whoever plays it logs that: the desk does so by the audit service before it asks here. It is opened once for all its
    parts (`plain_sounds`): whether it is still kept is asked each time.
    """
    recording = Recording.objects.select_related("blob").filter(pk=recording_id).first()
    if recording is None or recording.blob is None or recording.blob.deleted_at:
        raise BlobGoneError(str(recording_id))
    return plain_sounds.get(recording.blob.id, partial(blob_read, blob=recording.blob))


def recording_peaks(*, recording_id: uuid.UUID, buckets: int = 600) -> list[list[float]]:
    """The wave picture: for each channel `buckets` values from 0 to 1. Raises BlobGoneError."""
    return sound.peaks(recording_wav(recording_id=recording_id), buckets=buckets)
