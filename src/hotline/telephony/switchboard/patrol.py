"""Looks after calls that have been silent: an event lost on the way must not make anybody wait."""

import asyncio
import time
import uuid
from collections import Counter
from functools import partial

from hotline.telephony.ari import Ari
from hotline.telephony.machine import Phase, events
from hotline.telephony.machine.effects import Answer, DropBridge, Join, LeaveToFallback
from hotline.telephony.machine.flow import farewell_of
from hotline.telephony.machine.talk import NORMAL_CLEARING
from hotline.telephony.selectors.places import places_of
from hotline.telephony.services.nodes import calls_of_epoch

from .board import Board
from .engine_state import ADVISER_PREFIX, EngineState, engine_state, exists, sound_seconds, talk_bridges
from .fallback import spool_take_in
from .owner import CallOwner
from .perform import Engine
from .reconcile import unexpected
from .record import call_abandon
from .turns import turn
from .units import Units
from .watch import Watch

PATROL_SECONDS = 3.0
SILENT_SECONDS = 3.0
"""A call about which nothing was heard for so long is asked after at the engine."""
_TURNS_TO_ARRIVE = 2
_TURNS_TO_LEAVE = 4


class Patrol:
    """Compares calls, engine and record again and again, as `reconcile` does once."""

    def __init__(self, *, board: Board, ari: Ari, engine: Engine, units: Units, watch: Watch, node: str) -> None:
        self._board = board
        self._ari = ari
        self._engine = engine
        self._units = units
        self._watch = watch
        self._node = node
        self._turns_astray: Counter[str] = Counter()

    async def walk(self) -> None:
        """Until cancelled."""
        await turn("offers", self.ring_again)
        while True:
            await asyncio.sleep(PATROL_SECONDS)
            await turn("patrol", self.look)

    async def look(self) -> None:
        """One turn: engine, talks, queue, record, spool."""
        engine = await engine_state(self._ari)
        await self._answer_again(engine)
        silent = [owner for owner in self._board if time.monotonic() - owner.last_event_at > SILENT_SECONDS]
        for owner in silent:
            await self._look_after(owner, engine)
        await self._look_after_talks(silent, engine)
        await self._look_after_places(silent)
        await self._close_orphans()
        await self._look_after_strays(engine)
        take_in = partial(spool_take_in, is_channel_alive=engine.channels.__contains__)
        await self._units.run(take_in, in_transaction=False)

    async def ring_again(self) -> None:
        """After a restart: offers that were heard of and whose telephones were never rung."""
        waiting = _waiting(self._board)
        places = await self._units.run(partial(places_of, interaction_ids=list(waiting)), in_transaction=False)
        for place in places.values():
            if place.offer_id:
                await self._watch.ring(place.offer_id)

    async def _look_after(self, owner: CallOwner, engine: EngineState) -> None:
        call = owner.call
        if not engine.is_with_us(call.citizen_leg):
            owner.post(events.LegGone(call.citizen_leg, 0))
        elif call.phase is Phase.LEAVING:
            await self._engine.perform(farewell_of(call))
        elif call.talk and not engine.is_there(call.talk.leg_id):
            owner.post(events.LegGone(call.talk.leg_id, NORMAL_CLEARING))
        elif call.ringing and not engine.is_there(call.ringing.leg_id):
            owner.post(events.LegGone(call.ringing.leg_id, 0))
        elif call.is_speaking and self._engine.is_speech_due(call.speech_id):
            if not await exists(self._ari, f"/playbacks/{call.speech_id}"):
                owner.post(events.SpeechEnded(call.speech_id))
        elif call.phase is Phase.MESSAGE and not await exists(self._ari, f"/recordings/live/{call.message_name}"):
            owner.post(events.MessageRecorded(call.message_name, sound_seconds(call) or 0.0))

    async def _answer_again(self, engine: EngineState) -> None:
        """Who is spoken to and was never answered: his telephone takes no keys, and his network ends the call."""
        for leg_id in [owner.call.citizen_leg for owner in self._board]:
            if engine.is_unanswered(leg_id):
                await self._engine.perform(Answer(leg_id))

    async def _look_after_talks(self, silent: list[CallOwner], engine: EngineState) -> None:
        """Who is to talk is in the bridge of his talk, and no bridge stays behind one: the engine had refused it."""
        bridges = await talk_bridges(self._ari)
        for owner in silent:
            talk = owner.call.talk
            if talk and not talk.is_held:
                legs = (owner.call.citizen_leg, talk.leg_id)
                is_joined = bridges.get(talk.bridge_id, frozenset()).issuperset(legs)
                if not is_joined and all(map(engine.is_there, legs)):
                    await self._engine.perform(Join(talk.bridge_id, legs))
        in_use = {owner.call.talk.bridge_id for owner in self._board if owner.call.talk}
        for bridge_id in bridges.keys() - in_use:
            await self._engine.perform(DropBridge(bridge_id))

    async def _look_after_places(self, silent: list[CallOwner]) -> None:
        """Who waits has a place; who has been offered to somebody hears it ring there."""
        waiting = _waiting(silent)
        places = await self._units.run(partial(places_of, interaction_ids=list(waiting)), in_transaction=False)
        for interaction_id, place in places.items():
            if not place.is_open:
                waiting[interaction_id].post(events.QueueGaveUp())
            elif place.offer_id:
                await self._watch.ring(place.offer_id)

    async def _close_orphans(self) -> None:
        """Calls whose owner had to let go of them while the record was out of reach."""
        find = partial(calls_of_epoch, node=self._node, epoch=self._board.epoch)
        for interaction_id in await self._units.run(find, in_transaction=False):
            if self._board.owner_of(str(interaction_id)) is None:
                abandon = partial(call_abandon, interaction_id=interaction_id, epoch=self._board.epoch)
                await self._units.run(abandon)

    async def _look_after_strays(self, engine: EngineState) -> None:
        """Legs that belong to no call, turn after turn: their arrival, or our hanging up, was lost."""
        ours = [leg_id for leg_id in engine.channels if engine.is_there(leg_id)]
        astray = [leg_id for leg_id in ours if not self._board.has(leg_id)]
        self._turns_astray = Counter({leg_id: self._turns_astray[leg_id] + 1 for leg_id in astray})
        for leg_id, turns in self._turns_astray.items():
            if turns >= _TURNS_TO_LEAVE and not leg_id.startswith(ADVISER_PREFIX):
                # It was begun and begun again, and no call came of it.
                await self._engine.perform(LeaveToFallback(leg_id))
            elif turns >= _TURNS_TO_ARRIVE:
                await unexpected(leg_id, engine=engine, ari=self._ari, board=self._board)


def _waiting(owners: Board | list[CallOwner]) -> dict[uuid.UUID, CallOwner]:
    """Those who wait in the queue and for whom nothing rings."""
    return {
        uuid.UUID(owner.call.interaction_id): owner
        for owner in owners
        if owner.call.phase is Phase.QUEUE and owner.call.ringing is None
    }
