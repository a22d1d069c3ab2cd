"""A board on a real database and a stand-in engine, for what compares the two."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

from hotline.kernel.bus import Listener
from hotline.telephony.ari import Ari
from hotline.telephony.machine import Call, Phase, codec
from hotline.telephony.models import CallState
from hotline.telephony.switchboard.board import Board
from hotline.telephony.switchboard.owner import CallOwner
from hotline.telephony.switchboard.patrol import Patrol
from hotline.telephony.switchboard.perform import Engine
from hotline.telephony.switchboard.phones import Phones
from hotline.telephony.switchboard.reconcile import reconcile
from hotline.telephony.switchboard.units import Units
from hotline.telephony.switchboard.watch import Watch

from .scene import main_flow
from .stage import NODE
from .stand_in import StandIn

T = TypeVar("T")


class NoManager:
    """Takes every action."""

    async def action(self, _name: str, **_fields: str) -> None:
        """As the real one."""


class Surroundings:
    """Everything of one connection to the engine, its loops not running: a test takes their turns."""

    def __init__(self, *, ari: Ari, units: Units, epoch: int, group: asyncio.TaskGroup) -> None:
        self.ari = ari
        self.units = units
        self.engine = Engine(ari=ari, manager=cast("Any", NoManager()), units=units)
        self.board = Board(flow=main_flow(), node=NODE, epoch=epoch, units=units, engine=self.engine, group=group)
        self.phones = Phones(ari=ari, units=units, board=self.board)
        self.watch = Watch(board=self.board, phones=self.phones, units=units, listener=Listener(), node=NODE)
        self.patrol = Patrol(board=self.board, ari=ari, engine=self.engine, units=units, watch=self.watch, node=NODE)

    async def reconcile(self) -> None:
        """As after a connect."""
        await reconcile(ari=self.ari, board=self.board, units=self.units, node=NODE)

    async def read(self, query: Callable[[], T]) -> T:
        """Something from the database."""
        return await self.units.run(query, in_transaction=False)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something in memory."""
        async with asyncio.timeout(5):
            while not is_so():
                await asyncio.sleep(0.002)

    async def until_read(self, query: Callable[[], T], expected: T) -> None:
        """Wait for something in the database."""
        async with asyncio.timeout(5):
            while await self.read(query) != expected:
                await asyncio.sleep(0.005)

    def listen(self, call: Call, *, silent_seconds: float = 60) -> list[Any]:
        """Own a call that only notes what it is told, and has been silent for so long."""
        owner = self.board.adopt(call=call, flow=main_flow(), seq=0)
        told: list[Any] = []
        owner.post = told.append  # type: ignore[assignment, method-assign]  # a list takes whatever it is told
        owner.last_event_at -= silent_seconds
        return told

    @property
    def owners(self) -> list[CallOwner]:
        """The calls in progress."""
        return list(self.board)


@asynccontextmanager
async def surroundings(engine: StandIn, units: Units, *, epoch: int) -> AsyncIterator[Surroundings]:
    """Those, until the block ends; calls in progress are let go of then, as when the engine goes away."""
    async with asyncio.timeout(20), engine.ari() as ari, asyncio.TaskGroup() as group:
        here = asyncio.current_task()
        known = asyncio.all_tasks()
        yield Surroundings(ari=ari, units=units, epoch=epoch, group=group)
        for task in asyncio.all_tasks() - known - {here}:
            if task.get_name().startswith(("call:", "watch:", "consult:", "stale:")):
                task.cancel()


def state_store(call: Call, *, epoch: int, seq: int = 5, node: str = NODE) -> None:
    """The call's row as a former switchboard left it."""
    CallState.objects.create(
        interaction_id=uuid.UUID(call.interaction_id),
        node=node,
        epoch=epoch,
        seq=seq,
        schema=codec.SCHEMA,
        state=codec.to_json(call),
    )


def phases() -> dict[str, Phase]:
    """The phase of each call in the database, by its citizen's leg."""
    return {row.state["citizen_leg"]: Phase(row.state["phase"]) for row in CallState.objects.all()}
