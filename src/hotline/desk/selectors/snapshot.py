"""Everything one desk shows, as one value: pushed whole, so a gap in the stream never leaves a stale part."""

import uuid
from typing import Any

from hotline.acd.models import Offer
from hotline.acd.selectors import DeskState, desk_state
from hotline.desk.both import both
from hotline.inquiries.models import Interaction, Step
from hotline.kernel import clock

from .centre import centre_now
from .context import context_of


class Snapshots:
    """Reckons the snapshots of one desk. Keeps what belongs to one interaction until something about it changes."""

    def __init__(self, *, staff_id: uuid.UUID) -> None:
        self._staff_id = staff_id
        self._context_key: tuple[object, ...] = ()
        self._context: dict[str, Any] | None = None

    def take(self) -> dict[str, Any]:
        """The desk at this moment."""
        state = desk_state(staff_id=self._staff_id)
        interaction_id = (state.engagement_interaction_id or state.offer_interaction_id) if state else None
        return {
            "at": clock.now().isoformat(),
            "me": _me(state),
            "centre": centre_now(),
            "offer": _offer(state),
            "work": _work(state),
            "context": self._context_for(interaction_id),
        }

    def _context_for(self, interaction_id: uuid.UUID | None) -> dict[str, Any] | None:
        if interaction_id is None:
            self._context_key, self._context = (), None
            return None
        key = Interaction.objects.values_list(
            "id", "language", "elder", "last_step_seq", "inquiry__citizen__elder"
        ).get(pk=interaction_id)
        if key != self._context_key:
            self._context_key, self._context = key, context_of(interaction_id=interaction_id)
        return self._context


def _me(state: DeskState | None) -> dict[str, Any]:
    if state is None:
        at = clock.now().isoformat()
        return {"state": "signed_out", "since": at, "presence": "not_ready", "reason": "", "phone_reachable": False}
    return {
        "state": state.state,
        "since": state.since.isoformat(),
        "presence": state.presence,
        "reason": state.reason,
        "phone_reachable": state.phone_reachable,
    }


def _offer(state: DeskState | None) -> dict[str, Any] | None:
    if state is None or state.offer_id is None:
        return None
    offer = Offer.objects.select_related("queue_item__queue").filter(pk=state.offer_id).first()
    if offer is None:
        return None
    queue = offer.queue_item.queue
    return {
        "id": str(offer.id),
        "interaction": str(offer.interaction_id),
        "queue": both(queue.title_zh, queue.title_en),
        "waiting_since": offer.queue_item.enqueued_at.isoformat(),
        "made_at": offer.made_at.isoformat(),
        "expires_at": offer.expires_at.isoformat(),
    }


def _work(state: DeskState | None) -> dict[str, Any] | None:
    if state is None or state.served_from is None or (interaction_id := state.engagement_interaction_id) is None:
        return None
    return {
        "interaction": str(interaction_id),
        "engagement": str(state.engagement_id),
        "served_from": state.served_from.isoformat(),
        "served_to": state.served_to.isoformat() if state.served_to else None,
        "on_hold": state.served_to is None and _on_hold(interaction_id),
    }


def _on_hold(interaction_id: uuid.UUID) -> bool:
    last = Step.objects.filter(interaction_id=interaction_id, kind__in=["held", "resumed"]).order_by("seq").last()
    return last is not None and last.kind == "held"
