"""Telephone connections of an interaction."""

import uuid
from datetime import datetime

from hotline.kernel.sql import prepared
from hotline.telephony.models import Leg

_OPEN = """
    INSERT INTO leg (channel_id, interaction_id, role, opened_at)
    VALUES (%(channel)s, %(interaction)s, %(role)s, %(at)s) ON CONFLICT (channel_id) DO NOTHING
"""
_CLOSE = "UPDATE leg SET closed_at = %(at)s WHERE channel_id = %(channel)s AND closed_at IS NULL"
_CLOSE_ALL = "UPDATE leg SET closed_at = %(at)s WHERE interaction_id = %(interaction)s AND closed_at IS NULL"


def leg_open(*, interaction_id: uuid.UUID, channel_id: str, role: Leg.Role, at: datetime) -> None:
    """A channel belongs to this interaction. Repeating it changes nothing."""
    prepared(_OPEN, {"channel": channel_id, "interaction": interaction_id, "role": role.value, "at": at})


def leg_close(*, channel_id: str, at: datetime) -> None:
    """The channel is gone."""
    prepared(_CLOSE, {"channel": channel_id, "at": at})


def legs_close(*, interaction_id: uuid.UUID, at: datetime) -> None:
    """None of this interaction's channels is left."""
    prepared(_CLOSE_ALL, {"interaction": interaction_id, "at": at})
