"""What the recording of a talk lacks: the disk was full, or the engine could not keep up."""

import uuid

from hotline.kernel.sql import script
from hotline.telephony.models import Recording

SHORTEST_MISSING_SECONDS = 5.0
"""A recording begins a moment after the talk and ends a moment before it; less than this is no loss."""

# A crash of the engine ends talk and recording together, and is noticed later: nothing is missing then.
_MISSING = """
    SELECT extract(epoch FROM upper(served.during) - recording.started_at) - recording.seconds
    FROM recording
    JOIN interaction ON interaction.id = recording.interaction_id AND interaction.end_reason <> 'lost_in_crash'
    JOIN segment served ON served.interaction_id = recording.interaction_id AND served.kind = 'served'
        AND upper(served.during) > recording.started_at
    WHERE recording.id = %(recording)s AND recording.part = 'talk' AND recording.state IN ('kept', 'empty')
    ORDER BY lower(served.during) LIMIT 1
"""


def recording_note_missing(*, recording_id: uuid.UUID) -> float:
    """Say in the record how many seconds of the talk its recording lacks; returns them, 0 where it is whole.

    One that should hold a talk and holds nothing has failed. To be asked after it was taken in; may be repeated.
    """
    rows = script(_MISSING, {"recording": recording_id})
    missing = float(rows[0][0]) if rows else 0.0
    if missing < SHORTEST_MISSING_SECONDS:
        return 0.0
    recording = Recording.objects.get(pk=recording_id)
    if recording.state == Recording.State.EMPTY:
        recording.state = Recording.State.FAILED
    recording.failure = f"{missing:.0f} s of the talk are missing"
    recording.save(update_fields=["state", "failure"])
    return missing
