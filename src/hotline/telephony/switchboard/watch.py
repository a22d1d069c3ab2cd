"""What the switchboard hears besides the engine: facts of the record, wishes of desks, the clock's part."""

import asyncio
import logging
import uuid
from functools import partial

from hotline.acd.services import sweep
from hotline.ivr.selectors import flow_current
from hotline.kernel import clock, outbox
from hotline.kernel.bus import Listener
from hotline.kernel.models import OutboxCursor
from hotline.telephony.machine import events
from hotline.telephony.models import Command
from hotline.telephony.selectors.offers import offer_to_ring
from hotline.telephony.services.commands import commands_take
from hotline.telephony.services.nodes import node_heard

from .board import Board
from .phones import Phones
from .turns import turn
from .units import Units

log = logging.getLogger(__name__)

OUTBOX_KINDS = ("flow.loaded", "offer.made", "offer.withdrawn", "queue.gave_up", "staff.changed")
FACTS_AT_ONCE = 200
LOOK_SECONDS = 1.0
GATHER_SECONDS = 0.02
"""So long facts are let come together: under load one look then finds several."""
_WISHES: dict[Command.Kind, type[events.HoldAsked | events.ResumeAsked]] = {
    Command.Kind.HOLD: events.HoldAsked,
    Command.Kind.RESUME: events.ResumeAsked,
}


class Watch:
    """The loops beside the event stream. Each survives a database that is away for a while."""

    def __init__(self, *, board: Board, phones: Phones, units: Units, listener: Listener, node: str) -> None:
        self._board = board
        self._phones = phones
        self._units = units
        self._listener = listener
        self._node = node
        self._reader = f"switchboard:{node}"

    async def facts(self) -> None:
        """Hear what the record has to say to calls, in order, at least once."""
        await turn("facts", self.begin)
        async for _ in self._listener.changes(at_least_every_seconds=LOOK_SECONDS):
            await turn("facts", self.read_facts)
            await turn("wishes", self.take_wishes)
            await asyncio.sleep(GATHER_SECONDS)

    async def sweeps(self) -> None:
        """End what has had its time: once a second."""
        while True:
            await turn("sweeps", self.sweep)
            await asyncio.sleep(LOOK_SECONDS)

    async def begin(self) -> None:
        """A node that reads for the first time has no calls: what was said before does not concern it."""
        await self._units.run(self._start_at_end_once)

    async def read_facts(self) -> None:
        """Hear every fact that is there, and remember how far that was."""
        facts = None
        while facts is None or len(facts) == FACTS_AT_ONCE:
            read = partial(outbox.read, reader=self._reader, kinds=OUTBOX_KINDS, limit=FACTS_AT_ONCE)
            facts = await self._units.run(read, in_transaction=False)
            for fact in facts:
                await self._hear(fact)
            if facts:
                advance = partial(outbox.advance, reader=self._reader, position=facts[-1].position)
                await self._units.run(advance, in_transaction=False)

    async def take_wishes(self) -> None:
        """Give every wish to the call it is about, once."""
        for wish in await self._units.run(partial(commands_take, node=self._node), in_transaction=False):
            owner = self._board.owner_of(str(wish.interaction_id))
            # The adviser may have been lost since, and the citizen be with another one.
            if owner and owner.call.talk and owner.call.talk.staff_id == str(wish.staff_id):
                owner.post(_WISHES[wish.kind]())

    async def sweep(self) -> None:
        """End what has had its time, and say that this node is connected."""
        await self._units.run(lambda: sweep(at=clock.now()), in_transaction=False)
        await self._units.run(partial(node_heard, node=self._node), in_transaction=False)

    async def ring(self, offer_id: uuid.UUID) -> None:
        """Ring for this offer, if it is still open and its adviser has a telephone."""
        find = partial(offer_to_ring, offer_id=offer_id, at=clock.now())
        offer = await self._units.run(find, in_transaction=False)
        extension = self._phones.extension_of(offer.staff_id) if offer else None
        if offer and extension:
            event = events.OfferMade(str(offer_id), str(offer.staff_id), extension, offer.ring_seconds)
            self._board.post(str(offer.interaction_id), event)

    async def _hear(self, fact: outbox.Fact) -> None:
        try:
            await self._tell(fact)
        except (KeyError, TypeError, ValueError):
            # It would be as unreadable the next time: passed over, or no fact after it would ever be heard.
            log.exception("a fact cannot be read", extra={"fact": str(fact.id)})

    async def _tell(self, fact: outbox.Fact) -> None:
        match fact.kind:
            case "offer.made":
                if self._board.owner_of(fact.payload["interaction"]):  # else it is another node's, or over
                    await self.ring(uuid.UUID(fact.payload["offer"]))
            case "offer.withdrawn":
                self._board.post(fact.payload["interaction"], events.OfferWithdrawn(fact.payload["offer"]))
            case "queue.gave_up":
                self._board.post(fact.payload["interaction"], events.QueueGaveUp())
            case "flow.loaded":
                find = partial(flow_current, name=self._board.flow.name)
                self._board.flow = await self._units.run(find, in_transaction=False)
            case "staff.changed":
                await self._phones.push_all()
            case unknown:
                raise ValueError(f"no such fact: {unknown}")

    def _start_at_end_once(self) -> None:
        if not OutboxCursor.objects.filter(reader=self._reader).exists():
            outbox.start_at_end(reader=self._reader)
