"""After every (re)connect: the record's open calls are compared with what the engine has."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline.ivr.problems import FlowRefusedError
from hotline.ivr.selectors import FlowMissingError, flow_of_version
from hotline.telephony.ari import Ari, AriGoneError
from hotline.telephony.machine import Call, codec, resume
from hotline.telephony.machine.resume import Snapshot
from hotline.telephony.models import CallState
from hotline.telephony.services.nodes import calls_of_node

from .board import Board
from .record import call_abandon
from .units import Units

log = logging.getLogger(__name__)

APP_PREFIX = "hotline"
ADVISER_PREFIX = "adviser-"
TALK_PREFIX = "talk-"


@dataclass(frozen=True, slots=True)
class Engine:
    """What the engine has at one moment."""

    channels: dict[str, dict[str, Any]]
    bridges: tuple[str, ...]
    started_at: datetime

    def is_with_us(self, leg_id: str) -> bool:
        """Whether the leg is in our application, not in the dialplan's own service."""
        dialplan = self.channels.get(leg_id, {}).get("dialplan", {})
        return dialplan.get("app_name") == "Stasis" and str(dialplan.get("app_data", "")).startswith(APP_PREFIX)

    def is_there(self, leg_id: str) -> bool:
        """Whether the leg lives: an adviser's also while it rings or waits in the dialplan's loop."""
        return leg_id in self.channels and (leg_id.startswith(ADVISER_PREFIX) or self.is_with_us(leg_id))


async def engine_now(ari: Ari) -> Engine:
    """Ask the engine for everything once."""
    channels = await ari.get("/channels")
    bridges = await ari.get("/bridges")
    info = await ari.get("/asterisk/info", only="status")
    return Engine(
        channels={channel["id"]: channel for channel in channels},
        bridges=tuple(bridge["id"] for bridge in bridges),
        started_at=datetime.fromisoformat(info["status"]["startup_time"]),
    )


async def reconcile(*, ari: Ari, board: Board, units: Units, node: str) -> None:
    """Take up every call where it is. Calls the engine has lost are closed, calls the record lacks are begun."""
    engine = await engine_now(ari)
    rows = await units.run(lambda: calls_of_node(node=node), in_transaction=False)
    expected: set[str] = set()
    for row in rows:
        expected |= await _take_up(row, engine=engine, ari=ari, board=board, units=units)
    for leg_id in engine.channels:
        if leg_id not in expected and engine.is_with_us(leg_id):
            await _unexpected(leg_id, engine=engine, ari=ari, board=board)
    for bridge_id in engine.bridges:
        if bridge_id.startswith(TALK_PREFIX) and bridge_id not in expected:
            await _quietly_delete(ari, f"/bridges/{bridge_id}")
    log.info("reconciled", extra={"calls": len(rows), "channels": len(engine.channels)})


async def _take_up(row: CallState, *, engine: Engine, ari: Ari, board: Board, units: Units) -> set[str]:
    try:
        call = codec.from_json(row.state, schema=row.schema)
        flow = await units.run(lambda: flow_of_version(name=call.run.flow, n=call.run.version), in_transaction=False)
    except (codec.StateUnreadableError, FlowMissingError, FlowRefusedError, ValueError, KeyError, TypeError):
        log.exception("a call's state cannot be read", extra={"interaction": str(row.interaction_id)})
        await _close_unreadable(row, ari=ari, units=units)
        return set()
    snapshot = await _snapshot(call, engine=engine, ari=ari, started_at=row.interaction.started_at)
    board.adopt(call=call, flow=flow, seq=row.seq, decision=resume(flow, call, snapshot))
    return {*call.legs, *([call.talk.bridge_id] if call.talk else [])}


async def _snapshot(call: Call, *, engine: Engine, ari: Ari, started_at: datetime) -> Snapshot:
    return Snapshot(
        live_legs=frozenset(leg for leg in call.legs if engine.is_there(leg)),
        arrived_legs=frozenset(leg for leg in call.legs if engine.is_with_us(leg)),
        is_speech_playing=call.is_speaking and await _exists(ari, f"/playbacks/{call.speech_id}"),
        is_message_recording=call.message_n > 0 and await _exists(ari, f"/recordings/live/{call.message_name}"),
        has_engine_restarted=engine.started_at > started_at,
    )


async def _unexpected(leg_id: str, *, engine: Engine, ari: Ari, board: Board) -> None:
    channel = engine.channels[leg_id]
    match str(channel["dialplan"]["app_data"]).split(","):
        case [_, "citizen", called_number]:
            number = channel.get("caller", {}).get("number", "")
            board.arrive(leg_id=leg_id, called_number=called_number, number=number)
        case _:
            await _quietly_delete(ari, f"/channels/{leg_id}")


async def _close_unreadable(row: CallState, *, ari: Ari, units: Units) -> None:
    citizen_leg = str(row.state.get("citizen_leg", ""))
    await units.run(lambda: call_abandon(interaction_id=row.interaction_id, epoch=row.epoch))
    if citizen_leg:
        try:
            await ari.post(f"/channels/{citizen_leg}/continue", context="trouble", extension="s", priority="1")
        except AriGoneError:
            return


async def _exists(ari: Ari, path: str) -> bool:
    try:
        await ari.get(path)
    except AriGoneError:
        return False
    return True


async def _quietly_delete(ari: Ari, path: str) -> None:
    try:
        await ari.delete(path)
    except AriGoneError:
        return
