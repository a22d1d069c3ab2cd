"""An owner with everything about it that a test needs, without an engine and without a database."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from hotline.ivr.interpreter import begin
from hotline.telephony.machine import Call, Phase, arriving, events
from hotline.telephony.switchboard import consult
from hotline.telephony.switchboard import owner as owner_module
from hotline.telephony.switchboard.owner import CallOwner
from hotline.telephony.switchboard.record import Ownership

from .hands import InlineUnits, Ledger, RecordingEngine
from .scene import CITIZEN, INTERACTION, NUMBER, Scene, main_flow

ARRIVED = events.Arrived("12333", NUMBER)
HUNG_UP = events.LegGone(CITIZEN, 16)


class Stage:
    """One owner with everything about it."""

    def __init__(self, group: asyncio.TaskGroup, call: Call, ledger: Ledger) -> None:
        self.engine = RecordingEngine()
        self.ledger = ledger
        self.answered: list[float] = []
        self.legs: list[tuple[str, ...]] = []
        self.owner = CallOwner(
            call=call,
            flow=main_flow(),
            ownership=Ownership(node="n1", epoch=7, seq=-1),
            units=InlineUnits(),
            engine=self.engine,
            group=group,
            answered=self.answered.append,
            legs_changed=lambda owner: self.legs.append(owner.call.legs),
        )
        self.task = group.create_task(self.owner.run())

    async def happen(self, *happened: events.Event) -> None:
        """Post these, and wait until nothing more follows from them."""
        for event in happened:
            self.owner.post(event)
        await self.settle()

    async def settle(self) -> None:
        """Until nothing moves any more."""
        quiet = 0
        while quiet < 20:
            before = (len(self.engine.asked), len(self.ledger.written))
            await asyncio.sleep(0)
            quiet = quiet + 1 if (len(self.engine.asked), len(self.ledger.written)) == before else 0

    async def to_menu(self) -> None:
        """Answered and welcomed."""
        await self.happen(ARRIVED)
        await self.happen(events.SpeechEnded(self.owner.call.speech_id))

    async def to_queue(self) -> None:
        """Waiting."""
        await self.to_menu()
        await self.happen(events.KeyPressed("0"))
        while self.owner.call.phase is not Phase.QUEUE:
            await self.happen(events.SpeechEnded(self.owner.call.speech_id))

    async def end(self) -> None:
        """The citizen hangs up."""
        self.owner.post(HUNG_UP)
        async with asyncio.timeout(5):
            await self.task


def reply(*, interaction_id: uuid.UUID, question: str, args: Mapping[str, object], secret: str) -> dict[str, object]:
    """The record's answers; nothing secret is asked with here."""
    assert secret == ""
    assert (str(interaction_id), dict(args) or {}) == (INTERACTION, dict(args))
    return Scene().replies[question]


def ledger_keep(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger in place of the record, which also answers questions."""
    kept = Ledger()
    monkeypatch.setattr(owner_module, "decision_write", kept.write)
    monkeypatch.setattr(owner_module, "call_abandon", kept.abandon)
    monkeypatch.setattr(consult, "answer", reply)
    return kept


@asynccontextmanager
async def staged(ledger: Ledger, call: Call | None = None) -> AsyncIterator[Stage]:
    """An owner of this call, or of one that has just come, until the end of the block."""
    call = call or arriving(interaction_id=INTERACTION, citizen_leg=CITIZEN, run=begin(main_flow()))
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        stage = Stage(group, call, ledger)
        yield stage
        if not stage.task.done():
            stage.task.cancel()
