"""Promises to call somebody back, and the tries."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from hotline.acd.models import Callback, CallbackAttempt
from hotline.kernel import clock
from hotline.kernel.ids import new_id
from hotline.kernel.sql import script

WINDOW = timedelta(days=2)
"""Until when a promise is kept where the citizen named no time."""

TRIES = 3
"""After so many tries without reaching the citizen a promise is given up."""

_REQUEST = """
    INSERT INTO callback (id, contact_id, interaction_id, source, language, requested_at, not_before, not_after, state)
    VALUES (%(id)s, %(contact)s, %(interaction)s, %(source)s, %(language)s, %(at)s, %(at)s, %(not_after)s, 'open')
    ON CONFLICT (contact_id) WHERE state = 'open' DO NOTHING
"""


class CallbackOverError(RuntimeError):
    """Nobody is to be called: the promise was kept, given up or cancelled."""


class AttemptRunningError(RuntimeError):
    """Somebody is calling this citizen at this moment."""


def callback_request(
    *,
    interaction_id: uuid.UUID | None,
    contact_id: uuid.UUID,
    source: str,
    language: str,
    at: datetime | None = None,
) -> Callback:
    """Promise to call this contact point within WINDOW. It has one open promise at most: a repeat gives that back."""
    now = at or clock.now()
    with transaction.atomic():
        script(
            _REQUEST,
            {
                "id": new_id(),
                "contact": contact_id,
                "interaction": interaction_id,
                "source": source,
                "language": language,
                "at": now,
                "not_after": now + WINDOW,
            },
        )
        return Callback.objects.get(contact_id=contact_id, state=Callback.State.OPEN)


def callback_attempt_begin(
    *, callback_id: uuid.UUID, staff_id: uuid.UUID, at: datetime | None = None
) -> CallbackAttempt:
    """Note a try before the telephone rings. Raises CallbackOverError or AttemptRunningError."""
    with transaction.atomic():
        callback = Callback.objects.select_for_update(no_key=True).get(pk=callback_id)
        if callback.state != Callback.State.OPEN:
            raise CallbackOverError
        tries = list(callback.attempts.order_by("n"))
        if tries and tries[-1].result is None:
            raise AttemptRunningError
        return CallbackAttempt.objects.create(
            callback=callback, n=len(tries) + 1, staff_id=staff_id, started_at=at or clock.now()
        )


def callback_attempt_end(*, callback_id: uuid.UUID, result: str, at: datetime | None = None) -> bool:
    """End the running try. "reached" keeps the promise, "settled" ends it without a call; after TRIES others it is
    given up. False where none runs.

    An interrupted try does not count: the citizen's telephone may never have rung.
    """
    if result not in CallbackAttempt.Result.values:
        raise ValueError(f"回电结果不对。The result {result!r} is not one of {CallbackAttempt.Result.values}.")
    with transaction.atomic():
        callback = Callback.objects.select_for_update(no_key=True).get(pk=callback_id)
        running = callback.attempts.filter(result__isnull=True)
        if not running.update(result=result, ended_at=Greatest(at or clock.now(), F("started_at"))):
            return False
        counted = callback.attempts.exclude(result=CallbackAttempt.Result.INTERRUPTED).count()
        if result == CallbackAttempt.Result.REACHED:
            _callback_close(callback, state=Callback.State.DONE)
        elif result == CallbackAttempt.Result.SETTLED:
            _callback_close(callback, state=Callback.State.CANCELLED)
        elif counted >= TRIES:
            _callback_close(callback, state=Callback.State.GIVEN_UP)
    return True


def _callback_close(callback: Callback, *, state: str) -> None:
    callback.state = state
    callback.save(update_fields=["state"])
