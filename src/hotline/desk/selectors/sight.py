"""Whose call is whose, and who may look at it."""

import uuid

from hotline.accounts.models import Role, Staff
from hotline.acd.selectors import desk_state, is_to_do
from hotline.inquiries.models import Engagement, Interaction
from hotline.telephony.models import Recording

ALL_SEEING_ROLES = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.INSPECTOR})
"""Who may look at interactions that others served."""


def interaction_in_hand(*, staff_id: uuid.UUID) -> uuid.UUID | None:
    """The interaction that this person talks or writes about, or else the one that rings at his desk."""
    state = desk_state(staff_id=staff_id)
    return (state.engagement_interaction_id or state.offer_interaction_id) if state else None


def may_see(*, staff: Staff, interaction_id: uuid.UUID) -> bool:
    """Whether this person may read this interaction.

    Supervisors, managers and inspectors see all; an adviser what he served, what he has in hand, the other contacts of
    the citizen he has in hand, and calls after which somebody must call back or listen.
    """
    if staff.role in ALL_SEEING_ROLES:
        return Interaction.objects.filter(pk=interaction_id).exists()
    if Engagement.objects.filter(interaction_id=interaction_id, staff_id=staff.id).exists():
        return True
    if is_to_do(interaction_id=interaction_id, staff_id=staff.id):
        return True
    in_hand = interaction_in_hand(staff_id=staff.id)
    return in_hand is not None and (in_hand == interaction_id or _same_citizen(in_hand, interaction_id))


def _same_citizen(one: uuid.UUID, other: uuid.UUID) -> bool:
    found = dict(Interaction.objects.filter(pk__in=[one, other]).values_list("id", "inquiry__citizen_id"))
    return found.get(one) is not None and found.get(one) == found.get(other)


def citizen_of(*, interaction_id: uuid.UUID) -> uuid.UUID | None:
    """The citizen of this interaction; None where he is not known."""
    return Interaction.objects.values_list("inquiry__citizen_id", flat=True).filter(pk=interaction_id).first()


def engagement_interaction(*, engagement_id: uuid.UUID, staff_id: uuid.UUID) -> uuid.UUID | None:
    """What this person's engagement is about; None where it is not his."""
    own = Engagement.objects.filter(pk=engagement_id, staff_id=staff_id)
    return own.values_list("interaction_id", flat=True).first()


def recording_interaction(*, recording_id: uuid.UUID) -> uuid.UUID | None:
    """The interaction of this recording; None where there is no such recording."""
    return Recording.objects.filter(pk=recording_id).values_list("interaction_id", flat=True).first()
