"""Kept recordings, opened with the centre's own key."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from harness.centre import Centre
from harness.record import Record
from harness.sound import RATE, Samples
from harness.waiting import soon

KEPT_SECONDS = 15.0

_OPEN = """
import uuid
from pathlib import Path
from hotline.telephony.selectors.recordings import recording_wav
Path({file!r}).write_bytes(recording_wav(recording_id=uuid.UUID({id!r})))
answer(None)
"""


@dataclass(frozen=True)
class Kept:
    """One recording: its channels at 8 kHz and what its row says."""

    channels: tuple[Samples, ...]
    seconds: float
    gaps: list[tuple[float, float]]


def talks_of(centre: Centre, record: Record) -> list[Kept]:
    """The recordings of the talk, in order, as soon as all are kept. Left is the citizen, right the adviser."""
    return _kept(centre, record, part="talk")


def message_of(centre: Centre, record: Record) -> tuple[Samples, float]:
    """The one message that was left, and its length in seconds."""
    (kept,) = _kept(centre, record, part="message")
    (samples,) = kept.channels
    return samples, kept.seconds


def _kept(centre: Centre, record: Record, *, part: str) -> list[Kept]:
    sql = "select id, state, seconds, gaps from recording where interaction_id = %s and part = %s order by started_at"

    def rows() -> list[dict[str, Any]]:
        found = [row for row in centre.rows(sql, record.id, part) if row["state"] != "empty"]
        return found if found and all(row["state"] == "kept" for row in found) else []

    return [_open(centre, row) for row in soon(rows, limit=KEPT_SECONDS, what=f"kept {part} recordings")]


def _open(centre: Centre, row: dict[str, Any]) -> Kept:
    file = centre.home / f"opened-{row['id']}.wav"
    centre.python(_OPEN.format(file=str(file), id=str(row["id"])))
    channels = _channels(file)
    file.unlink()
    return Kept(channels, row["seconds"], [(begin, end) for begin, end in row["gaps"]])


def _channels(file: Path) -> tuple[Samples, ...]:
    with wave.open(io.BytesIO(file.read_bytes())) as sound:
        assert (sound.getsampwidth(), sound.getframerate()) == (2, RATE)
        count = sound.getnchannels()
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(np.float32) / 32768
    return tuple(samples[channel::count] for channel in range(count))
