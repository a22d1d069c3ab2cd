"""A switchboard that is killed where a test wants, and started again on what engine and record still have."""

from collections.abc import Callable, Iterable

from hotline.ivr.interpreter import begin
from hotline.telephony.machine import Call, Decision, Phase, arriving, effects, events, handle, resume
from hotline.telephony.machine.flow import farewell_of

from .scene import CITIZEN, INTERACTION, NUMBER, Scene, main_flow
from .world import Engine, Record, offer_made, snapshot_of

ARRIVED = events.Arrived("12333", NUMBER)


Deed = Callable[["World"], None]
"""Something that people or the clock do."""


class KilledError(Exception):
    """`kill -9`."""


class World:
    """One call in all its surroundings. Steps are counted: before each commit and before each effect is one."""

    def __init__(self, *, kills: Iterable[int] = (), meanwhile: Iterable["Deed"] = ()) -> None:
        self.engine = Engine()
        self.record = Record()
        self.call = self._new()
        self.steps = 0
        self.kills = set(kills)
        self.killed_before: list[type] = []
        """The effects that were decided, committed, and not carried out."""
        self.true_outcomes: dict[str, set[str]] = {}
        """What advisers really did with their offers."""
        self.meanwhile = list(meanwhile)
        """What people do while the switchboard is dead: the first at the first kill, and so on."""
        self.timer: int | None = None
        self._questions: list[str] = []
        self._give(ARRIVED)
        self.settle()

    def happen(self, event: events.Event) -> None:
        """Somebody tells the switchboard something."""
        self.engine.told.append(event)

    def settle(self) -> None:
        """Until nothing follows any more; the patrol walks at the end."""
        while self._give_next() or self._patrol():
            pass

    def time_passes(self) -> None:
        """The timer runs out."""
        if self.timer is not None:
            self.happen(events.TimeUp(self.timer))
            self.timer = None

    def _new(self) -> Call:
        return arriving(interaction_id=INTERACTION, citizen_leg=CITIZEN, run=begin(main_flow()))

    def _give_next(self) -> bool:
        if self.engine.told:
            self._give(self.engine.told.popleft())
        elif self._questions:
            question = self._questions.pop(0)
            self._give(events.ConsultReplied(question, Scene().replies[question]))
        elif self.record.facts:
            self._give(self.record.facts[0])
            self.record.facts.popleft()  # only now: a fact is heard at least once
        else:
            return False
        return True

    def _give(self, item: events.Event | Decision) -> None:
        try:
            self._take(item)
        except KilledError:
            while not self._is_started_again():
                pass

    def _take(self, item: events.Event | Decision) -> None:
        pending = [item]
        while pending:
            first = pending.pop(0)
            decision = first if isinstance(first, Decision) else handle(main_flow(), self.call, first)
            if decision.call != self.call or decision.writes:
                self._step()
                pending[:0] = self.record.commit(decision)
                self.call = decision.call
            for n, effect in enumerate(decision.effects):
                self._step(*decision.effects[n:])
                self._act(effect)

    def _step(self, *to_come: effects.Effect) -> None:
        self.steps += 1
        if self.steps in self.kills:
            self.killed_before.extend(type(effect) for effect in to_come)
            raise KilledError

    def _act(self, effect: effects.Effect) -> None:
        if isinstance(effect, effects.ArmTimer):
            self.timer = effect.timer_n
        elif isinstance(effect, effects.AskRecord):
            self._questions.append(effect.question)
        else:
            self.engine.perform(effect)

    def _is_started_again(self) -> bool:
        """As `reconcile` does it; False where this was killed as well."""
        if self.meanwhile:
            self.meanwhile.pop(0)(self)
        try:
            self._take_up()
        except KilledError:
            return False
        return True

    def _take_up(self) -> None:
        self.engine.told.clear()
        self._questions.clear()
        self.timer = None
        stored = self.record.stored()
        self.call = stored or self._new()
        self._drop_strays()
        if stored:
            self._take(resume(main_flow(), stored, snapshot_of(stored, self.engine)))
            self._ring_again()
        elif self.engine.is_citizen_with_us:
            self._take(ARRIVED)

    def _drop_strays(self) -> None:
        """Legs and bridge that belong to no call, as `reconcile` finds them."""
        stored = self.record.stored()
        for leg_id in set(self.engine.advisers) - set(stored.legs if stored else ()):
            self.engine.perform(effects.HangUpLeg(leg_id))
        if not (stored and stored.talk):
            self.engine.bridge.clear()

    def _ring_again(self) -> bool:
        offer_id = self.record.open_offer
        is_due = bool(offer_id) and self.call.phase is Phase.QUEUE and not self.call.ringing
        if is_due:
            self.happen(offer_made(offer_id))
        return is_due

    def _patrol(self) -> bool:
        """What the patrol finds a few seconds later; whether it was anything."""
        if not self.record.stored():
            return False
        found = self._lost_event()
        if found:
            self.happen(found)
        elif self.call.phase is Phase.LEAVING:
            self.engine.perform(farewell_of(self.call))
        else:
            return self._ring_again()
        return True

    def _lost_event(self) -> events.Event | None:
        call, engine = self.call, self.engine
        gone = next((leg_id for leg_id in call.legs if leg_id not in engine.legs), None)
        event: events.Event | None = None
        if gone:
            event = events.LegGone(gone, 16 if call.talk and gone == call.talk.leg_id else 0)
        elif call.is_speaking and engine.playing != call.speech_id:
            event = events.SpeechEnded(call.speech_id)
        elif call.phase is Phase.MESSAGE and engine.message != call.message_name:
            event = events.MessageRecorded(call.message_name, engine.files.get(call.message_name, 0.0))
        elif call.phase is Phase.QUEUE and not call.ringing and self.record.place != "waiting":
            event = events.QueueGaveUp()
        return event
