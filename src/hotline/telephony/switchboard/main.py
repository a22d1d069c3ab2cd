"""The switchboard's life: connect to the engine, reconcile, listen; and again, whatever breaks."""

import asyncio
import gc
import logging
import signal
from contextlib import suppress

from django.conf import settings

from hotline.ivr.flow import Flow
from hotline.ivr.selectors import flow_current
from hotline.kernel.bus import Listener
from hotline.speech.cache import warm
from hotline.speech.errors import SpeechError
from hotline.telephony.ari import Ari, AriError, AriGoneError, AriRefusedError
from hotline.telephony.ari import events as engine_events
from hotline.telephony.ari.manager import Manager
from hotline.telephony.services.nodes import node_take

from .answering import tell_answer_times
from .board import Board, ReplacedError
from .patrol import Patrol
from .perform import Engine
from .phones import Phones
from .reconcile import reconcile
from .units import RecordUnreachableError, Units
from .watch import Watch

log = logging.getLogger(__name__)

RECONNECT_SECONDS = 0.5
MAIN_FLOW = "main"
REPLACED_EXIT_CODE = 3


class _StreamEndedError(Exception):
    """The engine closed the event stream: it restarts, or is gone."""


class Switchboard:
    """Owns the calls of one node."""

    def __init__(self) -> None:
        self._node: str = settings.HOTLINE_NODE
        self._units = Units()
        self._listener = Listener()

    async def run(self) -> int:
        """Until told to stop; returns the exit code. Calls in progress stay with the engine and go on."""
        gc.collect()
        gc.freeze()  # what we start with is never garbage: no caller waits while it is looked through
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        serving = asyncio.create_task(self._serve(), name="serve")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        code = serving.result() if serving.done() else 0
        for task in (serving, stopping):
            task.cancel()
        await asyncio.gather(serving, stopping, return_exceptions=True)
        self._units.close()
        return code

    async def _serve(self) -> int:
        listening = asyncio.create_task(self._listener.run(), name="listen")
        warming = asyncio.create_task(self._warm_voice(), name="warm voice")
        try:
            is_replaced = False
            while not is_replaced:
                try:
                    await self._serve_connection()
                except* ReplacedError:
                    log.error("another switchboard has taken this node; this one ends")  # noqa: TRY400  # nothing failed
                    is_replaced = True
                except* (_StreamEndedError, AriError, RecordUnreachableError) as lost:
                    log.warning("connecting again after %s", type(lost.exceptions[0]).__name__)
                await asyncio.sleep(RECONNECT_SECONDS)
            return REPLACED_EXIT_CODE
        finally:
            listening.cancel()
            warming.cancel()

    async def _warm_voice(self) -> None:
        try:
            await self._units.run(warm, in_transaction=False)
        except SpeechError:
            log.exception("no voice can speak: only recorded prompts will be heard")

    async def _serve_connection(self) -> None:
        # Asked of the record first: while it cannot even say this, the dialplan keeps the callers better than we could.
        flow = await self._units.run(lambda: flow_current(name=MAIN_FLOW), in_transaction=False)
        manager = Manager(port=settings.HOTLINE_AMI_PORT, password=settings.HOTLINE_ARI_PASSWORD)
        try:
            # The stream is opened first: what happens while we reconcile waits in it.
            async with (
                Ari(url=settings.HOTLINE_ARI_URL, password=settings.HOTLINE_ARI_PASSWORD) as ari,
                ari.stream() as stream,
                asyncio.TaskGroup() as group,
            ):
                board = await self._board(flow=flow, ari=ari, manager=manager, group=group)
                log.info("connected to the engine")
                async for raw in stream:
                    board.receive(raw)
                raise _StreamEndedError
        finally:
            await manager.close()

    async def _board(self, *, flow: Flow, ari: Ari, manager: Manager, group: asyncio.TaskGroup) -> Board:
        epoch = await self._units.run(lambda: node_take(node=self._node))
        engine = Engine(ari=ari, manager=manager, units=self._units)
        board = Board(flow=flow, node=self._node, epoch=epoch, units=self._units, engine=engine, group=group)
        phones = Phones(ari=ari, units=self._units, board=board)
        with suppress(AriGoneError, AriRefusedError):  # else all kinds come, and those of no use are dropped here
            await ari.hear_only(engine_events.KINDS)
        await ari.hear_of_every_leg()
        await reconcile(ari=ari, board=board, units=self._units, node=self._node)
        await phones.push_all()  # after the citizens, before the first offer is heard of
        watch = Watch(board=board, phones=phones, units=self._units, listener=self._listener, node=self._node)
        patrol = Patrol(board=board, ari=ari, engine=engine, units=self._units, watch=watch, node=self._node)
        for loop in (watch.facts, watch.sweeps, patrol.walk, phones.follow):
            group.create_task(loop(), name=loop.__name__)
        group.create_task(tell_answer_times(board.answer_seconds), name="tell_answer_times")
        return board
