"""What is left to do after calls: promises to call back, and voice messages. Open ones first, the oldest first."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hotline.acd.models import Callback, CallbackAttempt, Queue, QueueItem, VoiceMessageDone
from hotline.acd.purposes import attempt_note_purpose, voice_message_note_purpose
from hotline.inquiries.models import Message
from hotline.kernel import crypto

SHOWN = 50
"""So many open ones and so many ended ones are listed; `open_to_do` counts all."""


@dataclass(frozen=True, slots=True)
class TryRow:
    """One try to call back: who, when, what came of it. `result` is None while somebody is calling."""

    staff_name: str
    at: datetime
    result: str | None
    note: str


@dataclass(frozen=True, slots=True)
class CallbackToDo:
    """A promise to call somebody back, and what was done about it."""

    callback_id: uuid.UUID
    citizen_id: uuid.UUID
    interaction_id: uuid.UUID | None
    inquiry_number: str
    queue: Queue | None
    source: str
    language: str
    requested_at: datetime
    not_after: datetime
    state: str
    tries: Sequence[TryRow]


@dataclass(frozen=True, slots=True)
class VoiceMessageToDo:
    """A voice message; `done_by` is empty while nobody has dealt with it. `token` names its recording."""

    message_id: uuid.UUID
    citizen_id: uuid.UUID | None
    interaction_id: uuid.UUID
    inquiry_number: str
    token: str
    language: str
    at: datetime
    done_by: str
    done_at: datetime | None
    note: str


def open_to_do() -> tuple[int, int]:
    """How many call-backs and how many voice messages are open."""
    return Callback.objects.filter(state=Callback.State.OPEN).count(), _voice_messages().filter(done=None).count()


def contacts_promised() -> list[uuid.UUID]:
    """The contact points that somebody is to call back."""
    return list(Callback.objects.filter(state=Callback.State.OPEN).values_list("contact_id", flat=True))


def blobs_to_hear() -> list[uuid.UUID]:
    """The sounds of voice messages that nobody has dealt with."""
    return list(_voice_messages().filter(done=None, blob__isnull=False).values_list("blob_id", flat=True))


def callbacks_to_do(*, ended_since: datetime) -> list[CallbackToDo]:
    """Open promises, the oldest first; then those that ended since, the latest first."""
    rows = Callback.objects.select_related("contact", "interaction__inquiry").prefetch_related("attempts__staff")
    open_ones = rows.filter(state=Callback.State.OPEN).order_by("requested_at", "id")[:SHOWN]
    last_try = CallbackAttempt.objects.filter(callback=OuterRef("pk")).order_by("-n").values("ended_at")[:1]
    ended = rows.exclude(state=Callback.State.OPEN).annotate(ended_at=Subquery(last_try))
    ended_ones = ended.filter(ended_at__gte=ended_since).order_by("-ended_at", "id")[:SHOWN]
    found = [*open_ones, *ended_ones]
    queues = _last_queues([row.interaction_id for row in found if row.interaction_id])
    return [_callback(row, queues) for row in found]


def voice_messages_to_do(*, ended_since: datetime) -> list[VoiceMessageToDo]:
    """Open messages, the oldest first; then those dealt with since, the latest first."""
    rows = _voice_messages().select_related("interaction__inquiry", "done__staff")
    open_ones = rows.filter(done=None).order_by("at", "id")[:SHOWN]
    ended_ones = rows.filter(done__at__gte=ended_since).order_by("-done__at", "id")[:SHOWN]
    return [_voice_message(row) for row in (*open_ones, *ended_ones)]


def is_to_do(*, interaction_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
    """Whether this interaction waits for anybody to call back or to listen, or this person has done so."""
    callbacks = Callback.objects.filter(Q(state=Callback.State.OPEN) | Q(attempts__staff=staff_id))
    if callbacks.filter(interaction=interaction_id).exists():
        return True
    messages = _voice_messages().filter(Q(done=None) | Q(done__staff=staff_id))
    return messages.filter(interaction=interaction_id).exists()


def _voice_messages() -> QuerySet[Message]:
    return Message.objects.filter(kind=Message.Kind.VOICE, author=Message.Author.CITIZEN)


def _last_queues(interaction_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Queue]:
    items = QueueItem.objects.filter(interaction__in=interaction_ids).select_related("queue").order_by("enqueued_at")
    return {item.interaction_id: item.queue for item in items}


def _callback(row: Callback, queues: Mapping[uuid.UUID, Queue]) -> CallbackToDo:
    return CallbackToDo(
        callback_id=row.id,
        citizen_id=row.contact.citizen_id,
        interaction_id=row.interaction_id,
        inquiry_number=row.interaction.inquiry.number if row.interaction else "",
        queue=queues.get(row.interaction_id) if row.interaction_id else None,
        source=row.source,
        language=row.language,
        requested_at=row.requested_at,
        not_after=row.not_after,
        state=row.state,
        tries=[_try(attempt) for attempt in sorted(row.attempts.all(), key=lambda attempt: attempt.n)],
    )


def _try(row: CallbackAttempt) -> TryRow:
    note = _opened(row.note, attempt_note_purpose(row.callback_id, row.n))
    return TryRow(row.staff.display_name, row.ended_at or row.started_at, row.result, note)


def _voice_message(row: Message) -> VoiceMessageToDo:
    done: VoiceMessageDone | None = getattr(row, "done", None)
    return VoiceMessageToDo(
        message_id=row.id,
        citizen_id=row.interaction.inquiry.citizen_id,
        interaction_id=row.interaction_id,
        inquiry_number=row.interaction.inquiry.number,
        token=row.client_token,
        language=row.interaction.language,
        at=row.at,
        done_by=done.staff.display_name if done else "",
        done_at=done.at if done else None,
        note=_opened(done.note, voice_message_note_purpose(row.id)) if done else "",
    )


def _opened(sealed: bytes | memoryview | None, purpose: str) -> str:
    return crypto.decrypt(bytes(sealed), purpose=purpose).decode() if sealed else ""
