"""Which call an event belongs to. One board lives as long as one connection to the engine."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import begin
from hotline.kernel.ids import derived_id
from hotline.telephony.ari import events as engine_events
from hotline.telephony.machine import Call, Decision, arriving, effects, events

from .owner import CallOwner
from .perform import Engine
from .record import Ownership
from .units import Units

log = logging.getLogger(__name__)

KEPT_MEASUREMENTS = 5000
ASK_TO_WAIT_AFTER_SECONDS = 3.0
ASK_AGAIN_AFTER_SECONDS = 5.0


class ReplacedError(Exception):
    """Another switchboard has taken this node's application."""


class Board:
    """All calls of this connection, found by interaction and by leg."""

    def __init__(
        self, *, flow: Flow, node: str, epoch: int, units: Units, engine: Engine, group: asyncio.TaskGroup
    ) -> None:
        self.unknown_events: Counter[str] = Counter()
        self.answer_seconds: deque[float] = deque(maxlen=KEPT_MEASUREMENTS)
        self.phones_changed: asyncio.Queue[str] = asyncio.Queue()
        self.flow = flow
        """What new calls begin with; those in progress keep the version they began with."""
        self.epoch = epoch
        self._node = node
        self._units = units
        self._engine = engine
        self._group = group
        self._owners: dict[str, CallOwner] = {}
        self._by_leg: dict[str, CallOwner] = {}

    def __iter__(self) -> Iterator[CallOwner]:
        return iter(list(self._owners.values()))

    def owner_of(self, interaction_id: str) -> CallOwner | None:
        """The owner of a call in progress."""
        return self._owners.get(interaction_id)

    def post(self, interaction_id: str, event: events.Event) -> None:
        """Tell a call what happened; a call that is over does not mind."""
        owner = self._owners.get(interaction_id)
        if owner:
            owner.post(event)

    def receive(self, raw: dict[str, Any]) -> None:
        """Give an event of the engine to the call it belongs to; unknown ones are counted and dropped."""
        event = engine_events.parse(raw)
        match event:
            case None:
                self.unknown_events[str(raw.get("type", ""))] += 1
            case engine_events.LegArrived():
                self._leg_arrived(event)
            case engine_events.PhoneChanged(extension):
                self.phones_changed.put_nowait(extension)
            case engine_events.Replaced():
                raise ReplacedError
            case engine_events.LegEnded(leg_id, cause):
                self._to_leg(leg_id, events.LegGone(leg_id, cause))
            case engine_events.KeyReceived(leg_id, key):
                self._key(leg_id, key)
            case engine_events.PlaybackEnded(playback_id, leg_id):
                self._to_leg(leg_id, events.SpeechEnded(playback_id))
            case engine_events.RecordingEnded(name, seconds, leg_id):
                self._to_leg(leg_id, events.MessageRecorded(name, seconds))

    def arrive(self, *, leg_id: str, called_number: str, number: str) -> None:
        """A citizen's leg is with us. The same leg again changes nothing."""
        if leg_id in self._by_leg:
            return
        call = arriving(interaction_id=str(derived_id("call", leg_id)), citizen_leg=leg_id, run=begin(self.flow))
        owner = self.adopt(call=call, flow=self.flow, seq=-1)
        owner.post(events.Arrived(called_number, number))
        self._ask_to_wait_later(owner, call, ASK_TO_WAIT_AFTER_SECONDS)

    def adopt(self, *, call: Call, flow: Flow, seq: int, decision: Decision | None = None) -> CallOwner:
        """Own a call from now on, beginning with a decision where one is due."""
        owner = CallOwner(
            call=call,
            flow=flow,
            ownership=Ownership(node=self._node, epoch=self.epoch, seq=seq),
            units=self._units,
            engine=self._engine,
            group=self._group,
            answered=self.answer_seconds.append,
            legs_changed=self._legs_changed,
        )
        if decision:
            owner.post(decision)
        self._owners[call.interaction_id] = owner
        self._legs_changed(owner)
        self._group.create_task(self._own(owner), name=f"call:{call.interaction_id}")
        return owner

    def lose(self, staff_id: str) -> None:
        """Tell the call that is with this adviser, or rings there, that his telephone cannot be reached any more."""
        for owner in self:
            if any(part and part.staff_id == staff_id for part in (owner.call.ringing, owner.call.talk)):
                owner.post(events.AdviserLost(staff_id))

    def has(self, leg_id: str) -> bool:
        """Whether a call in progress has a use for this leg."""
        owner = self._by_leg.get(leg_id)
        return owner is not None and leg_id in owner.call.legs

    def _ask_to_wait_later(self, owner: CallOwner, unopened: Call, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._ask_to_wait, owner, unopened)

    def _ask_to_wait(self, owner: CallOwner, unopened: Call) -> None:
        """Nobody hears silence until the record opens his call, late, or he goes to the fallback."""
        if owner.call is not unopened or self.owner_of(unopened.interaction_id) is not owner:
            return
        asking = self._engine.ask_to_wait(unopened.citizen_leg)
        self._group.create_task(asking, name=f"watch:wait:{unopened.citizen_leg}")
        self._ask_to_wait_later(owner, unopened, ASK_AGAIN_AFTER_SECONDS)

    async def _own(self, owner: CallOwner) -> None:
        try:
            await owner.run()
        finally:
            self._owners.pop(owner.call.interaction_id, None)
            for leg_id in [leg for leg, of in self._by_leg.items() if of is owner]:
                del self._by_leg[leg_id]

    def _legs_changed(self, owner: CallOwner) -> None:
        for leg_id in owner.call.legs:
            self._by_leg[leg_id] = owner

    def _leg_arrived(self, event: engine_events.LegArrived) -> None:
        match event.args:
            case ("citizen", called_number):
                self.arrive(leg_id=event.leg_id, called_number=called_number, number=event.number)
            case ("agent", leg_id) if leg_id in self._by_leg:
                self._to_leg(leg_id, events.LegUp(leg_id))
            case _:
                # An adviser's leg whose call is over: nobody would ever speak to him.
                hang_up = self._engine.perform(effects.HangUpLeg(event.leg_id))
                self._group.create_task(hang_up, name=f"stale:{event.leg_id}")

    def _key(self, leg_id: str, key: str) -> None:
        owner = self._by_leg.get(leg_id)
        if owner and owner.call.citizen_leg == leg_id:
            owner.post(events.KeyPressed(key))

    def _to_leg(self, leg_id: str, event: events.Event) -> None:
        owner = self._by_leg.get(leg_id)
        if owner:
            owner.post(event)
