"""The citizen's mark."""

import uuid
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from hotline.inquiries.models import SurveyMark
from hotline.kernel import clock

LEVELS = range(1, 6)
"""1 very dissatisfied to 5 very satisfied. The keys on the telephone run the other way."""


def survey_offer(*, interaction_id: uuid.UUID, at: datetime | None = None) -> None:
    """Note that the citizen was asked. The first time stands."""
    SurveyMark.objects.get_or_create(interaction_id=interaction_id, defaults={"offered_at": at or clock.now()})


def survey_answer(*, interaction_id: uuid.UUID, level: int, at: datetime | None = None) -> bool:
    """Keep the mark. False where none was asked for, or one was given before: the first stands.

    Raises ValueError where the level is not one of LEVELS.
    """
    if level not in LEVELS:
        raise ValueError(f"评价应为 1 到 5。A mark is one of 1 to 5, not {level}.")
    unanswered = SurveyMark.objects.filter(interaction_id=interaction_id, answered_at__isnull=True)
    return unanswered.update(level=level, answered_at=Greatest(at or clock.now(), F("offered_at"))) == 1
