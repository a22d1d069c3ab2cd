"""Questions of the flow, answered from the record."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from hotline.acd import selectors as acd
from hotline.acd.models import MAIN_QUEUE
from hotline.inquiries.models import Interaction
from hotline.kernel import clock
from hotline.knowledge.selectors import (
    Expired,
    Found,
    NotYetValid,
    entries_most_asked,
    topic_lookup,
    voice_script_length,
)
from hotline.telephony.selectors.citizens import caller_of_interaction

ANSWER_LIMIT_SECONDS = 2.0
MOST_ASKED_COUNT = 5
Reply = dict[str, object]


def answer(*, interaction_id: uuid.UUID, question: str, args: Mapping[str, object], secret: str = "") -> Reply:
    """The reply to a question of `ivr.vocabulary.Consult` out of the record. Raises KeyError for one it does not know.

    What was gathered as a `secret` is used in the same way as what was not, and written nowhere.
    """
    gathered = {"code": secret} if secret else {}
    return _ANSWERS[question](interaction_id, {**args, **gathered})


def answer_at_once(*, question: str) -> Reply | None:
    """The reply to a question that the settings answer; None for one that has to be looked up in the record."""
    return {"on": bool(settings.HOTLINE_ADVISER_FIRST)} if question == "adviser_first" else None


def _open_now(_interaction_id: uuid.UUID, _args: Mapping[str, object]) -> Reply:
    return {"open": acd.open_now(queue=MAIN_QUEUE, at=clock.now())}


def _caller(interaction_id: uuid.UUID, _args: Mapping[str, object]) -> Reply:
    caller = caller_of_interaction(interaction_id=interaction_id)
    return {"elder": caller.is_elder, "number_known": caller.has_number}


def _topic(interaction_id: uuid.UUID, args: Mapping[str, object]) -> Reply:
    day = clock.local_day()
    reply: Reply = {"found": "unknown", "version": "", "paragraphs": 0, "day": day.isoformat()}
    match topic_lookup(code=str(args["code"]), day=day):
        case Found(entry=entry):
            language = Interaction.objects.values_list("language", flat=True).get(pk=interaction_id)
            paragraphs = voice_script_length(version_id=entry.version_id, language=language)
            return {**reply, "found": "found", "version": str(entry.version_id), "paragraphs": paragraphs}
        case Expired():
            return {**reply, "found": "expired"}
        case NotYetValid():
            return {**reply, "found": "not_yet"}
        case _:
            return reply


def _expected_wait(interaction_id: uuid.UUID, _args: Mapping[str, object]) -> Reply:
    wait = acd.expected_wait(interaction_id=interaction_id, at=clock.now())
    if wait is None:  # an adviser has just taken the citizen, or the place was given up
        return {"position": 1, "wait_seconds": None}
    return {"position": wait.position, "wait_seconds": wait.wait_seconds}


def _most_asked(_interaction_id: uuid.UUID, args: Mapping[str, object]) -> Reply:
    entries = entries_most_asked(limit=MOST_ASKED_COUNT, field=str(args.get("field", "")), day=clock.local_day())
    return {"codes": [entry.code for entry in entries]}


_ANSWERS: dict[str, Callable[[uuid.UUID, Mapping[str, Any]], Reply]] = {
    "open_now": _open_now,
    "caller": _caller,
    "topic": _topic,
    "expected_wait": _expected_wait,
    "most_asked": _most_asked,
}
