"""What the switchboard does besides listening to the engine: outbox, wishes of desks, sweeping, patrol."""

import asyncio
import logging
import time
import uuid
from functools import partial

from hotline.acd.services import sweep
from hotline.kernel import clock, outbox
from hotline.kernel.bus import Listener
from hotline.telephony.ari import Ari, AriError, AriGoneError
from hotline.telephony.machine import Phase, events
from hotline.telephony.models import Command
from hotline.telephony.selectors.offers import offer_to_ring
from hotline.telephony.services.commands import commands_take
from hotline.telephony.services.nodes import node_heard

from .board import Board
from .fallback import spool_take_in
from .owner import CallOwner
from .phones import Phones
from .reconcile import engine_now
from .units import RecordUnreachableError, Units

log = logging.getLogger(__name__)

OUTBOX_KINDS = ("offer.made", "offer.withdrawn", "queue.gave_up", "staff.changed")
LOOK_SECONDS = 1.0
SILENT_SECONDS = 3.0
"""A call about which nothing was heard for so long is asked after at the engine."""
PATROL_SECONDS = 3.0
_WISHES: dict[Command.Kind, type[events.HoldAsked | events.TalkAsked]] = {
    Command.Kind.HOLD: events.HoldAsked,
    Command.Kind.TALK: events.TalkAsked,
}


class Watch:
    """The loops beside the event stream. Each survives a database that is away for a while."""

    def __init__(self, *, board: Board, phones: Phones, ari: Ari, units: Units, listener: Listener, node: str) -> None:
        self._board = board
        self._phones = phones
        self._ari = ari
        self._units = units
        self._listener = listener
        self._node = node
        self._reader = f"switchboard:{node}"

    async def facts(self) -> None:
        """Hear what the record has to say to calls, in order, at least once."""
        async for _ in self._listener.changes(at_least_every_seconds=LOOK_SECONDS):
            try:
                await self._read_facts()
                await self._take_wishes()
            except RecordUnreachableError:
                log.warning("facts wait: the record is out of reach")

    async def sweeps(self) -> None:
        """End what has had its time: once a second."""
        while True:
            try:
                await self._units.run(lambda: sweep(at=clock.now()), in_transaction=False)
                await self._units.run(partial(node_heard, node=self._node))
            except RecordUnreachableError:
                log.warning("sweep waits: the record is out of reach")
            await asyncio.sleep(LOOK_SECONDS)

    async def patrol(self) -> None:
        """Ask the engine about calls that have been silent: an event lost on the way must not make anybody wait."""
        while True:
            await asyncio.sleep(PATROL_SECONDS)
            try:
                await self._look_after_calls()
            except (AriError, RecordUnreachableError):
                log.warning("patrol waits: the engine or the record is out of reach")

    async def _read_facts(self) -> None:
        read = partial(outbox.read, reader=self._reader, kinds=OUTBOX_KINDS)
        facts = await self._units.run(read, in_transaction=False)
        for fact in facts:
            await self._hear(fact)
        if facts:
            await self._units.run(partial(outbox.advance, reader=self._reader, position=facts[-1].position))

    async def _hear(self, fact: outbox.Fact) -> None:
        match fact.kind:
            case "offer.made":
                await self._ring(uuid.UUID(fact.payload["offer"]))
            case "offer.withdrawn":
                event = events.OfferWithdrawn(fact.payload["offer"])
                self._board.post(fact.payload["interaction"], event)
            case "queue.gave_up":
                self._board.post(fact.payload["interaction"], events.QueueGaveUp())
            case _:
                await self._phones.push_all()

    async def _ring(self, offer_id: uuid.UUID) -> None:
        offer = await self._units.run(partial(offer_to_ring, offer_id=offer_id, at=clock.now()), in_transaction=False)
        extension = self._phones.extension_of(offer.staff_id) if offer else None
        if offer and extension:
            event = events.OfferMade(str(offer_id), str(offer.staff_id), extension, offer.ring_seconds)
            self._board.post(str(offer.interaction_id), event)

    async def _take_wishes(self) -> None:
        for wish in await self._units.run(partial(commands_take, node=self._node), in_transaction=False):
            owner = self._board.owner_of(str(wish.interaction_id))
            # The adviser may have been lost since, and the citizen be with another one.
            if owner and owner.call.talk and owner.call.talk.staff_id == str(wish.staff_id):
                owner.post(_WISHES[wish.kind]())

    async def _look_after_calls(self) -> None:
        engine = await engine_now(self._ari)
        silent = [owner for owner in self._board if time.monotonic() - owner.last_event_at > SILENT_SECONDS]
        for owner in silent:
            if not engine.is_with_us(owner.call.citizen_leg):
                owner.post(events.LegGone(owner.call.citizen_leg, 0))
            else:
                await self._look_after(owner)
        await self._units.run(
            partial(spool_take_in, is_channel_alive=engine.channels.__contains__), in_transaction=False
        )

    async def _look_after(self, owner: CallOwner) -> None:
        call = owner.call
        if call.is_speaking and not await self._exists(f"/playbacks/{call.speech_id}"):
            owner.post(events.SpeechEnded(call.speech_id))
        if call.phase is Phase.MESSAGE and not await self._exists(f"/recordings/live/{call.message_name}"):
            owner.post(events.MessageRecorded(call.message_name, SILENT_SECONDS, "limit"))

    async def _exists(self, path: str) -> bool:
        try:
            await self._ari.get(path)
        except AriGoneError:
            return False
        return True
