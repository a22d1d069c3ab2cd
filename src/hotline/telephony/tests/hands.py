"""The owner's surroundings, as objects that write down what is asked of them."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from hotline.telephony.ari import Ari
from hotline.telephony.machine import Call, effects, events, writes
from hotline.telephony.switchboard.perform import Engine
from hotline.telephony.switchboard.record import Ownership
from hotline.telephony.switchboard.units import Units


class RecordingEngine(Engine):
    """Does nothing; knows what it was asked, and fails where a test wants."""

    def __init__(self) -> None:
        super().__init__(ari=cast("Ari", None), manager=cast("Any", None), units=cast("Units", None))
        self.asked: list[effects.Effect] = []
        self.asked_to_wait: list[str] = []
        self.failing: set[type] = set()
        self.raising: set[type] = set()
        self.slow: dict[type, asyncio.Event] = {}

    async def perform(self, effect: effects.Effect) -> bool:
        """Note it."""
        self.asked.append(effect)
        if type(effect) in self.slow:
            await self.slow[type(effect)].wait()
        if type(effect) in self.raising:
            raise ZeroDivisionError
        return type(effect) not in self.failing

    async def ask_to_wait(self, leg_id: str) -> None:
        """Note it."""
        self.asked_to_wait.append(leg_id)

    def kinds(self) -> list[str]:
        """Names of what was asked, in order."""
        return [type(effect).__name__ for effect in self.asked]

    def last(self, kind: type) -> Any:
        """The newest of this kind."""
        return next(effect for effect in reversed(self.asked) if type(effect) is kind)

    async def asked_for(self, kind: type, *, times: int = 1) -> Any:
        """Wait until so many of this kind have been asked; gives the newest."""
        async with asyncio.timeout(5):
            while sum(type(effect) is kind for effect in self.asked) < times:
                await asyncio.sleep(0.001)
        return self.last(kind)


class Ledger:
    """In place of `decision_write`: what was written, and what the record is to say."""

    def __init__(self) -> None:
        self.written: list[tuple[Call, tuple[writes.Write, ...], Ownership]] = []
        self.abandoned: list[tuple[str, int]] = []
        self.answers: dict[type, Callable[[Any], list[events.Event]]] = {
            writes.JoinQueue: lambda _: [events.QueueJoined()],
            writes.LeaveQueue: lambda write: [events.QueueLeft()] if write.is_reported else [],
            writes.AcceptOffer: lambda write: [events.OfferDecided(write.offer_id, is_accepted=True)],
        }
        self.errors: dict[type, Exception] = {}

    def write(self, *, call: Call, todo: tuple[writes.Write, ...], ownership: Ownership) -> list[events.Event]:
        """As the real one; raises what a test wants for a kind of write."""
        for write in todo:
            if type(write) in self.errors:
                raise self.errors[type(write)]
        self.written.append((call, todo, ownership))
        return [event for write in todo for event in self.answers.get(type(write), lambda _: [])(write)]

    def abandon(self, *, interaction_id: Any, epoch: int) -> bool:
        """As the real one."""
        self.abandoned.append((str(interaction_id), epoch))
        return True

    def kinds(self) -> list[str]:
        """Names of the writes, in order."""
        return [type(write).__name__ for _, todo, _ in self.written for write in todo]


class InlineUnits(Units):
    """Units carried out at once, on the loop's own thread: no threads, no database."""

    async def run(self, unit: Callable[[], Any], *, in_transaction: bool = True) -> Any:
        """The unit's result, after the loop has had a turn."""
        await asyncio.sleep(0)
        return unit()
