"""After every (re)connect: the record's open calls are compared with what the engine has."""

import logging
from contextlib import suppress
from datetime import datetime
from functools import partial

from hotline.accounts.models import Staff
from hotline.ivr.selectors import flow_of_version
from hotline.telephony.ari import Ari, AriError, AriGoneError, AriRefusedError
from hotline.telephony.machine import Call, codec, resume
from hotline.telephony.machine.resume import Snapshot
from hotline.telephony.models import CallState
from hotline.telephony.services.nodes import calls_of_node

from .board import Board
from .engine_state import (
    EngineState,
    engine_started_at,
    engine_state,
    exists,
    is_registered,
    sound_seconds,
    talk_bridges,
)
from .record import call_abandon
from .units import RecordUnreachableError, Units

log = logging.getLogger(__name__)


async def reconcile(*, ari: Ari, board: Board, units: Units, node: str) -> None:
    """Take up every call where it is. Calls the engine has lost are closed, calls the record lacks are begun."""
    engine, started_at = await engine_state(ari), await engine_started_at(ari)
    rows = await units.run(partial(calls_of_node, node=node), in_transaction=False)
    expected: set[str] = set()
    for row in rows:
        expected |= await _take_up(row, engine=engine, started_at=started_at, ari=ari, board=board, units=units)
    for leg_id in engine.channels:
        if leg_id not in expected and engine.is_with_us(leg_id):
            await unexpected(leg_id, engine=engine, ari=ari, board=board)
    for bridge_id in await talk_bridges(ari):
        if bridge_id not in expected:
            await _quietly_delete(ari, f"/bridges/{bridge_id}")
    log.info("reconciled", extra={"calls": len(rows), "channels": len(engine.channels)})


async def unexpected(leg_id: str, *, engine: EngineState, ari: Ari, board: Board) -> None:
    """A leg that is with us and belongs to no call: a citizen's call begins, anybody else's leg ends."""
    match engine.arguments_of(leg_id):
        case ("citizen", called_number):
            board.arrive(leg_id=leg_id, called_number=called_number, number=engine.number_of(leg_id))
        case _:
            await _quietly_delete(ari, f"/channels/{leg_id}")


async def _take_up(
    row: CallState, *, engine: EngineState, started_at: datetime, ari: Ari, board: Board, units: Units
) -> set[str]:
    """Adopt the call. Returns its legs and its bridge, none of which is unexpected then."""
    try:
        call = codec.from_json(row.state, schema=row.schema)
        find = partial(flow_of_version, name=call.run.flow, n=call.run.version)
        flow = await units.run(find, in_transaction=False)
        has_restarted = started_at > row.interaction.started_at
        is_reachable = await _is_adviser_reachable(call, engine=engine, ari=ari, units=units)
        snapshot = await _snapshot(
            call, engine=engine, ari=ari, is_adviser_reachable=is_reachable, has_engine_restarted=has_restarted
        )
        decision = resume(flow, call, snapshot)
    except (AriError, RecordUnreachableError):
        raise  # no fault of this call: the whole is done again
    except Exception:
        # Whatever is wrong with one call's state, the others must be taken up: it would be wrong again next time.
        log.exception("a call cannot be taken up", extra={"interaction": str(row.interaction_id)})
        return await _close(row, ari=ari, units=units)
    board.adopt(call=call, flow=flow, seq=row.seq, decision=decision)
    return {*call.legs, *([call.talk.bridge_id] if call.talk else [])}


async def _is_adviser_reachable(call: Call, *, engine: EngineState, ari: Ari, units: Units) -> bool:
    if call.talk is None or engine.is_there(call.talk.leg_id):
        return True
    find = partial(Staff.objects.get, pk=call.talk.staff_id)
    adviser = await units.run(find, in_transaction=False)
    return await is_registered(ari, adviser.extension)


async def _snapshot(
    call: Call, *, engine: EngineState, ari: Ari, is_adviser_reachable: bool, has_engine_restarted: bool
) -> Snapshot:
    return Snapshot(
        live_legs=frozenset(leg for leg in call.legs if engine.is_there(leg)),
        arrived_legs=frozenset(leg for leg in call.legs if engine.is_with_us(leg)),
        is_speech_playing=call.is_speaking and await exists(ari, f"/playbacks/{call.speech_id}"),
        is_message_recording=call.message_n > 0 and await exists(ari, f"/recordings/live/{call.message_name}"),
        sound_seconds=sound_seconds(call),
        is_adviser_reachable=is_adviser_reachable,
        has_engine_restarted=has_engine_restarted,
    )


async def _close(row: CallState, *, ari: Ari, units: Units) -> set[str]:
    """Leave the citizen to the fallback. Returns his leg: it is on its way, and no new call."""
    await units.run(partial(call_abandon, interaction_id=row.interaction_id, epoch=row.epoch))
    citizen_leg = str(row.state.get("citizen_leg", "")) if isinstance(row.state, dict) else ""
    if not citizen_leg:
        return set()
    with suppress(AriGoneError, AriRefusedError):  # hung up meanwhile, or with the fallback already
        await ari.post(f"/channels/{citizen_leg}/continue", context="trouble", extension="s", priority="1")
    return {citizen_leg}


async def _quietly_delete(ari: Ari, path: str) -> None:
    with suppress(AriGoneError, AriRefusedError):
        await ari.delete(path)
