"""A decision's writes, carried out by the services of the rooms below, in one transaction with the call's state."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hotline.acd import services as acd
from hotline.citizens.services import caller_recognise
from hotline.inquiries import services as inquiries
from hotline.ivr.services import flow_run_begin
from hotline.kernel import clock
from hotline.kernel.ids import derived_id
from hotline.knowledge.selectors import version_digest
from hotline.telephony.machine import Call, Phase, codec, events, writes
from hotline.telephony.models import Leg
from hotline.telephony.selectors.citizens import contact_of_interaction
from hotline.telephony.selectors.places import place_of
from hotline.telephony.services import legs, recordings, states
from hotline.telephony.tasks import take_in_recording

ELDER_PRIORITY = 100
LONGEST_CALLED_NUMBER = 40
"""What was dialled is up to the caller; the record keeps so much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """By which right a switchboard writes: its node, its epoch, and the number of the state to come."""

    node: str
    epoch: int
    seq: int


def decision_write(*, call: Call, todo: tuple[writes.Write, ...], ownership: Ownership) -> list[events.Event]:
    """Write the state and everything else of one decision. Returns what the record has to say to the call.

    Doing it again with the same arguments changes nothing and returns the same. Raises OwnershipLostError.
    """
    at = clock.now()
    if not _state_write(call, todo, ownership, at):
        # The connection broke while this was being committed: it is written, only the answer was lost.
        todo = tuple(write for write in todo if isinstance(write, _TELLING))
    follow_ups: list[events.Event] = []
    for write in todo:
        follow_ups.extend(_WRITERS[type(write)](call, write, at) or ())
    _add_steps(call, todo, at)
    return follow_ups


def call_abandon(*, interaction_id: uuid.UUID, epoch: int) -> bool:
    """Close everything of a call that cannot go on through our own fault; the citizen is with the fallback by now.

    False, and nothing changes, where the call is over or is no longer this owner's.
    """
    if not states.state_drop(interaction_id=interaction_id, epoch=epoch):
        return False
    at = clock.now()
    acd.queue_leave(interaction_id=interaction_id, why="trouble", at=at)
    acd.service_end(interaction_id=interaction_id, at=at)
    inquiries.interaction_close(interaction_id=interaction_id, reason="trouble", at=at)
    legs.legs_close(interaction_id=interaction_id, at=at)
    for recording_id in recordings.recordings_finish(interaction_id=interaction_id):
        _take_in_soon(recording_id)
    return True


def _state_write(call: Call, todo: tuple[writes.Write, ...], ownership: Ownership, at: datetime) -> bool:
    if todo and isinstance(todo[0], writes.OpenInteraction):
        return _open_interaction(call, todo[0], ownership, at)
    if call.phase is Phase.ENDED:
        return states.state_close(interaction_id=_id(call), epoch=ownership.epoch, seq=ownership.seq)
    return states.state_change(
        interaction_id=_id(call), epoch=ownership.epoch, seq=ownership.seq, state=codec.to_json(call)
    )


def _open_interaction(call: Call, write: writes.OpenInteraction, ownership: Ownership, at: datetime) -> bool:
    interaction_id = _id(call)
    caller = caller_recognise(number=write.number)
    inquiries.interaction_open(
        interaction_id=interaction_id,
        medium="voice",
        origin_ref=write.leg_id,
        node=ownership.node,
        called_number=write.called_number[:LONGEST_CALLED_NUMBER],
        citizen_id=caller.citizen_id if caller else None,
        elder=bool(caller and caller.elder),
        at=at,
    )
    is_first = states.state_open(
        interaction_id=interaction_id,
        node=ownership.node,
        epoch=ownership.epoch,
        schema=codec.SCHEMA,
        state=codec.to_json(call),
    )
    legs.leg_open(interaction_id=interaction_id, channel_id=write.leg_id, role=Leg.Role.CITIZEN, at=at)
    flow_run_begin(interaction_id=interaction_id, flow=call.run.flow, n=call.run.version)
    return is_first


def _add_steps(call: Call, todo: tuple[writes.Write, ...], at: datetime) -> None:
    steps = [(write.kind, write.data) for write in todo if isinstance(write, writes.AddStep)]
    inquiries.steps_add(interaction_id=_id(call), steps=steps, at=at)


def _nothing_more(_call: Call, _write: writes.Write, _at: datetime) -> None:
    """Written with the state, or with the other steps."""


def _set_language(call: Call, write: writes.SetLanguage, _at: datetime) -> None:
    inquiries.interaction_set_language(interaction_id=_id(call), language=write.language)


def _begin_flow(call: Call, _write: writes.BeginFlow, at: datetime) -> None:
    inquiries.segment_change(interaction_id=_id(call), kind="flow", at=at)


def _join_queue(call: Call, write: writes.JoinQueue, at: datetime) -> list[events.Event]:
    # After a restart the call joins again, and finds what has become of its place meanwhile.
    acd.queue_join(
        item_id=derived_id(call.interaction_id, "queue", write.n),
        interaction_id=_id(call),
        queue=write.queue,
        priority=ELDER_PRIORITY if write.reason == "elder" else 0,
        at=at,
    )
    place = place_of(interaction_id=_id(call))
    if place.is_served:
        # He was given to an adviser who was gone before the two were joined: to the front with him.
        acd.queue_return(interaction_id=_id(call), at=at)
        place = place_of(interaction_id=_id(call))
    return [events.QueueJoined() if place.is_open else events.QueueGaveUp()]


def _leave_queue(call: Call, write: writes.LeaveQueue, at: datetime) -> list[events.Event]:
    acd.queue_leave(interaction_id=_id(call), why=write.why, at=at)
    return [events.QueueLeft()] if write.is_reported else []


def _accept_offer(_call: Call, write: writes.AcceptOffer, at: datetime) -> list[events.Event]:
    return [events.OfferDecided(write.offer_id, acd.offer_accept(offer_id=uuid.UUID(write.offer_id), at=at))]


def _reject_offer(_call: Call, write: writes.RejectOffer, at: datetime) -> None:
    acd.offer_reject(offer_id=uuid.UUID(write.offer_id), outcome=write.outcome, at=at)


def _return_to_queue(call: Call, _write: writes.ReturnToQueue, at: datetime) -> None:
    acd.queue_return(interaction_id=_id(call), at=at)


def _end_service(call: Call, _write: writes.EndService, at: datetime) -> None:
    acd.service_end(interaction_id=_id(call), at=at)


def _open_leg(call: Call, write: writes.OpenLeg, at: datetime) -> None:
    legs.leg_open(interaction_id=_id(call), channel_id=write.leg_id, role=Leg.Role.ADVISER, at=at)


def _close_leg(_call: Call, write: writes.CloseLeg, at: datetime) -> None:
    legs.leg_close(channel_id=write.leg_id, at=at)


def _open_recording(call: Call, write: writes.OpenRecording, at: datetime) -> None:
    recordings.recording_open(interaction_id=_id(call), name=write.name, part=write.part, at=at)


def _finish_recording(_call: Call, write: writes.FinishRecording, _at: datetime) -> None:
    recording_id = recordings.recording_finish(name=write.name)
    if recording_id:
        _take_in_soon(recording_id)


def _discard_recording(_call: Call, write: writes.DiscardRecording, _at: datetime) -> None:
    recording_id = recordings.recording_discard(name=write.name)
    if recording_id:
        _take_in_soon(recording_id)


def _take_in_soon(recording_id: uuid.UUID) -> None:
    # A second from now: the engine closes its file after it has told us that the channel is gone.
    take_in_recording.configure(schedule_in={"seconds": 1}).defer(recording_id=str(recording_id))


def _mark_gap(_call: Call, write: writes.MarkGap, at: datetime) -> None:
    recordings.recording_gap(name=write.name, is_open=write.is_open, at=at)


def _request_callback(call: Call, write: writes.RequestCallback, at: datetime) -> None:
    if write.number:
        caller = caller_recognise(number=write.number)
        contact_id = caller.contact_id if caller else None
    else:
        contact_id = contact_of_interaction(interaction_id=_id(call))
    if contact_id is None:  # a withheld number: there is nobody to call
        inquiries.step_add(interaction_id=_id(call), kind="callback_impossible", data={}, at=at)
        return
    acd.callback_request(
        interaction_id=_id(call), contact_id=contact_id, source=write.source, language=call.run.language, at=at
    )


def _hear_passage(call: Call, write: writes.HearPassage, at: datetime) -> None:
    version_id, day = uuid.UUID(write.version_id), date.fromisoformat(write.day)
    inquiries.provenance_add(
        interaction_id=_id(call),
        entry_version_id=version_id,
        rendering="voice",
        language=write.language,
        level="plain",
        as_of=day,
        digest=version_digest(version_id=version_id, language=write.language, rendering="voice", day=day),
        paragraphs=write.index + 1,
        at=at,
    )


def _offer_survey(call: Call, _write: writes.OfferSurvey, at: datetime) -> None:
    inquiries.survey_offer(interaction_id=_id(call), at=at)


def _answer_survey(call: Call, write: writes.AnswerSurvey, at: datetime) -> None:
    inquiries.survey_answer(interaction_id=_id(call), level=write.level, at=at)


def _close_interaction(call: Call, write: writes.CloseInteraction, at: datetime) -> None:
    inquiries.interaction_close(interaction_id=_id(call), reason=write.reason, at=at)
    legs.legs_close(interaction_id=_id(call), at=at)


def _id(call: Call) -> uuid.UUID:
    return uuid.UUID(call.interaction_id)


_WRITERS: dict[type, Callable[[Call, Any, datetime], list[events.Event] | None]] = {
    writes.OpenInteraction: _nothing_more,
    writes.AddStep: _nothing_more,
    writes.SetLanguage: _set_language,
    writes.BeginFlow: _begin_flow,
    writes.JoinQueue: _join_queue,
    writes.LeaveQueue: _leave_queue,
    writes.AcceptOffer: _accept_offer,
    writes.RejectOffer: _reject_offer,
    writes.ReturnToQueue: _return_to_queue,
    writes.EndService: _end_service,
    writes.OpenLeg: _open_leg,
    writes.CloseLeg: _close_leg,
    writes.OpenRecording: _open_recording,
    writes.FinishRecording: _finish_recording,
    writes.DiscardRecording: _discard_recording,
    writes.MarkGap: _mark_gap,
    writes.RequestCallback: _request_callback,
    writes.HearPassage: _hear_passage,
    writes.OfferSurvey: _offer_survey,
    writes.AnswerSurvey: _answer_survey,
    writes.CloseInteraction: _close_interaction,
}

_TELLING = (writes.JoinQueue, writes.LeaveQueue, writes.AcceptOffer)
"""Writes that the record answers to the call. Their services may be repeated; the others are not asked again."""
