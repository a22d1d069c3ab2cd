"""Telephone connections of an interaction."""

import uuid
from datetime import datetime

from django.db import connection

from hotline.telephony.models import Leg


def leg_open(*, interaction_id: uuid.UUID, channel_id: str, role: Leg.Role, at: datetime) -> None:
    """A channel belongs to this interaction. Repeating it changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO leg (channel_id, interaction_id, role, opened_at) VALUES (%s, %s, %s, %s)
            ON CONFLICT (channel_id) DO NOTHING
            """,
            [channel_id, interaction_id, role, at],
        )


def leg_close(*, channel_id: str, at: datetime) -> None:
    """The channel is gone."""
    Leg.objects.filter(channel_id=channel_id, closed_at__isnull=True).update(closed_at=at)


def legs_close(*, interaction_id: uuid.UUID, at: datetime) -> None:
    """None of this interaction's channels is left."""
    Leg.objects.filter(interaction_id=interaction_id, closed_at__isnull=True).update(closed_at=at)
