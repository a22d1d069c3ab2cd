"""What is left to do after calls, as the page shows it. One reckoning for all who look."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from hotline.acd.models import Callback, CallbackAttempt
from hotline.acd.selectors import (
    CallbackToDo,
    TryRow,
    VoiceMessageToDo,
    callbacks_to_do,
    open_to_do,
    voice_messages_to_do,
)
from hotline.citizens.selectors import numbers_masked_of
from hotline.desk.both import both, labelled
from hotline.kernel import clock
from hotline.telephony.models import Recording

from .kept import Kept

ENDED_SHOWN = timedelta(days=3)
"""What was dealt with stays on the page so long."""
FRESH_SECONDS = 0.5
COUNTS_FRESH_SECONDS = 1.0
_Numbers = Mapping[uuid.UUID | None, str]


def todo_now() -> dict[str, Any]:
    """The page at this moment."""
    return todo_shared.get() | {"at": clock.now().isoformat()}


def _reckon() -> dict[str, Any]:
    since = clock.now() - ENDED_SHOWN
    callbacks = callbacks_to_do(ended_since=since)
    messages = voice_messages_to_do(ended_since=since)
    numbers = numbers_masked_of(
        citizen_ids=[*(row.citizen_id for row in callbacks), *(row.citizen_id for row in messages)]
    )
    callbacks_open, messages_open = open_to_do()
    return {
        "callbacks_open": callbacks_open,
        "messages_open": messages_open,
        "callbacks": [_callback(row, numbers) for row in callbacks],
        "messages": _messages(messages, numbers),
    }


def _counts() -> dict[str, int]:
    callbacks_open, messages_open = open_to_do()
    return {"callbacks_open": callbacks_open, "messages_open": messages_open}


todo_shared = Kept(_reckon, fresh_seconds=FRESH_SECONDS)
todo_counts = Kept(_counts, fresh_seconds=COUNTS_FRESH_SECONDS)


def _callback(row: CallbackToDo, numbers: _Numbers) -> dict[str, Any]:
    return {
        "id": str(row.callback_id),
        "citizen": numbers.get(row.citizen_id),
        "interaction": str(row.interaction_id) if row.interaction_id else None,
        "number": row.inquiry_number,
        "queue": both(row.queue.title_zh, row.queue.title_en) if row.queue else None,
        "source": row.source,
        "language": row.language,
        "requested_at": row.requested_at.isoformat(),
        "not_after": row.not_after.isoformat(),
        "state": row.state,
        "state_words": labelled(str(Callback.State(row.state).label)),
        "tries": [_try(one) for one in row.tries],
    }


def _try(row: TryRow) -> dict[str, Any]:
    words = labelled(str(CallbackAttempt.Result(row.result).label)) if row.result else both("正在回电", "Calling now")
    return {"who": row.staff_name, "at": row.at.isoformat(), "result": words, "note": row.note}


def _messages(rows: Sequence[VoiceMessageToDo], numbers: _Numbers) -> list[dict[str, Any]]:
    sounds = {recording.name: recording for recording in Recording.objects.filter(name__in=[row.token for row in rows])}
    return [_message(row, sounds.get(row.token), numbers) for row in rows]


def _message(row: VoiceMessageToDo, recording: Recording | None, numbers: _Numbers) -> dict[str, Any]:
    return {
        "id": str(row.message_id),
        "citizen": numbers.get(row.citizen_id),
        "interaction": str(row.interaction_id),
        "number": row.inquiry_number,
        "language": row.language,
        "at": row.at.isoformat(),
        "recording": str(recording.id) if recording else None,
        "seconds": recording.seconds if recording else None,
        "done_by": row.done_by,
        "done_at": row.done_at.isoformat() if row.done_at else None,
        "note": row.note,
    }
