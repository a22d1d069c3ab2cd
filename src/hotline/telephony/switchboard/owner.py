"""One task for each call: everything that happens to it comes through its inbox, one after the other."""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from functools import partial

from hotline.ivr.flow import Flow
from hotline.telephony.machine import Call, Decision, Phase, effects, events, handle, writes
from hotline.telephony.services.states import OwnershipLostError

from . import consult
from .perform import Engine
from .record import Ownership, call_abandon, decision_write
from .units import RecordUnreachableError, Units

log = logging.getLogger(__name__)

_NO_ROUTE = 3
"""Q.850: the telephone could not be called at all."""

_OWN_EFFECTS = (effects.ArmTimer, effects.AskRecord)
"""Carried out by the owner itself: gone with the process, and ordered again by the flow after a restart."""


def is_for_later(decision: Decision) -> bool:
    """Whether nobody but us learns of a decision: it is written with the one that follows.

    Who takes up the call before that finds it at its last speech, says it again and comes to the same; the steps of
    the time line that went with the decision are then taken again, and written once.
    """
    only_steps = all(isinstance(write, writes.AddStep) for write in decision.writes)
    is_ours = all(isinstance(effect, _OWN_EFFECTS) for effect in decision.effects)
    return only_steps and is_ours and bool(decision.effects)


def effects_of_leaving(call: Call) -> list[effects.Effect]:
    """What is undone at the engine before a citizen is left to the fallback, and that."""
    undone: list[effects.Effect] = [effects.HangUpLeg(leg_id) for leg_id in call.legs if leg_id != call.citizen_leg]
    if call.talk:
        undone.append(effects.DropBridge(call.talk.bridge_id))
    if call.is_recording:
        undone.append(effects.StopRecording(call.citizen_leg))
    if call.is_speaking:
        undone.append(effects.StopPlay(call.speech_id))
    if call.is_music_on:
        undone.append(effects.StopMusic(call.citizen_leg))
    return [*undone, effects.LeaveToFallback(call.citizen_leg)]


class CallOwner:
    """Owns one call with all its legs. `post` may be called from anywhere in the loop's thread."""

    def __init__(
        self,
        *,
        call: Call,
        flow: Flow,
        ownership: Ownership,
        units: Units,
        engine: Engine,
        group: asyncio.TaskGroup,
        answered: Callable[[float], None],
        legs_changed: Callable[["CallOwner"], None],
    ) -> None:
        self.call = call
        self.last_event_at = time.monotonic()
        self._flow = flow
        self._ownership = ownership
        self._unwritten: tuple[writes.Write, ...] = ()
        self._units = units
        self._engine = engine
        self._group = group
        self._answered = answered
        self._legs_changed = legs_changed
        self._inbox: asyncio.Queue[events.Event | Decision] = asyncio.Queue()
        self._timer: asyncio.TimerHandle | None = None
        self._begun_at = time.monotonic()

    def post(self, event: events.Event | Decision) -> None:
        """Put something that happened into the inbox; a decision made elsewhere (after a restart) as well."""
        self._inbox.put_nowait(event)

    async def run(self) -> None:
        """Until the call has ended, or is not ours any more."""
        try:
            while self.call.phase is not Phase.ENDED:
                await self._take(await self._inbox.get())
        except OwnershipLostError:
            log.warning("call has another owner", extra={"interaction": self.call.interaction_id})
        except RecordUnreachableError:
            log.error("record out of reach, call goes to the fallback")  # noqa: TRY400  # the cause is logged by units
            await self._let_go()  # the patrol closes it in the record once that is back
        except Exception:
            # One call's fault must not end the others: the citizen goes where none of us is needed.
            log.exception("call failed, it goes to the fallback", extra={"interaction": self.call.interaction_id})
            await self._let_go()
            await self._give_up()
        finally:
            if self._timer:
                self._timer.cancel()

    async def _let_go(self) -> None:
        """Leave the citizen to the fallback with nothing of ours: no voice, music, adviser or recording."""
        for effect in effects_of_leaving(self.call):
            await self._engine.perform(effect)

    async def _give_up(self) -> None:
        unit = partial(call_abandon, interaction_id=uuid.UUID(self.call.interaction_id), epoch=self._ownership.epoch)
        try:
            await self._units.run(unit)
        except Exception:
            # What cannot be closed now is closed by the patrol; the other calls have nothing to do with it.
            log.exception("call not closed", extra={"interaction": self.call.interaction_id})

    async def _take(self, happened: events.Event | Decision) -> None:
        self.last_event_at = time.monotonic()
        pending: list[events.Event | Decision] = [happened]
        while pending:
            item = pending.pop(0)
            decision = item if isinstance(item, Decision) else handle(self._flow, self.call, item)
            # What the record has to say to the call comes before anything that waits in the inbox.
            pending[:0] = await self._persist(decision)
            for effect in decision.effects:
                await self._act(effect)

    async def _persist(self, decision: Decision) -> list[events.Event]:
        if decision.call == self.call and not decision.writes:
            return []
        todo = (*self._unwritten, *decision.writes)
        if is_for_later(decision):
            self.call, self._unwritten = decision.call, todo
            return []
        ownership = Ownership(node=self._ownership.node, epoch=self._ownership.epoch, seq=self._ownership.seq + 1)
        write = partial(decision_write, call=decision.call, todo=todo, ownership=ownership)
        follow_ups = await self._units.run(write, in_transaction=bool(todo))  # a state alone is one statement
        self.call, self._ownership, self._unwritten = decision.call, ownership, ()
        self._legs_changed(self)
        return follow_ups

    async def _act(self, effect: effects.Effect) -> None:
        if isinstance(effect, effects.ArmTimer):
            self._arm(effect)
        elif isinstance(effect, effects.AskRecord):
            self._ask(effect)
        else:
            is_done = await self._engine.perform(effect)
            self._report(effect, is_done=is_done)

    def _report(self, effect: effects.Effect, *, is_done: bool) -> None:
        if isinstance(effect, effects.Answer) and is_done:
            self._answered(time.monotonic() - self._begun_at)
        if is_done:
            return
        # What never began has ended: the flow must not wait for it.
        if isinstance(effect, effects.Play):
            self.post(events.SpeechEnded(effect.speech_id))
        elif isinstance(effect, effects.TakeMessage):
            self.post(events.MessageRecorded(effect.name, 0.0))
        elif isinstance(effect, effects.Ring):
            self.post(events.LegGone(effect.leg_id, _NO_ROUTE))

    def _arm(self, effect: effects.ArmTimer) -> None:
        if self._timer:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(effect.seconds, self.post, events.TimeUp(effect.timer_n))

    def _ask(self, effect: effects.AskRecord) -> None:
        reply = consult.answer_at_once(question=effect.question)
        if reply is None:
            self._group.create_task(self._consult(effect), name=f"consult:{effect.question}")
        else:
            self.post(events.ConsultReplied(effect.question, reply))

    async def _consult(self, effect: effects.AskRecord) -> None:
        reply = None
        unit = partial(
            consult.answer,
            interaction_id=uuid.UUID(self.call.interaction_id),
            question=effect.question,
            args=effect.args,
            secret=effect.secret,
        )
        try:
            async with asyncio.timeout(consult.ANSWER_LIMIT_SECONDS):
                reply = await self._units.run(unit, in_transaction=False)
        except (TimeoutError, RecordUnreachableError):
            log.warning("no answer to %s", effect.question)
        except Exception:
            # A fault in a selector must not leave the citizen waiting: the flow has a way for "no answer".
            log.exception("question %s failed", effect.question)
        self.post(events.ConsultReplied(effect.question, reply))
