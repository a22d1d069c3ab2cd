"""The queues in plain Python: what the database has to say after any row of events. Short, slow, and read by eye."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

RING = timedelta(seconds=20)
MAX_WAIT = timedelta(seconds=60)
REST = timedelta(seconds=30)
LOST = timedelta(seconds=20)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(eq=False)
class Caller:
    """Somebody in a queue. `place` is the state of the newest item."""

    interaction_id: uuid.UUID
    item_id: uuid.UUID
    queue: str
    priority: int
    enqueued_at: datetime
    place: str = "waiting"
    ended: bool = False

    @property
    def order(self) -> tuple[int, datetime, uuid.UUID]:
        """Who is before whom."""
        return (-self.priority, self.enqueued_at, self.item_id)


@dataclass(eq=False)
class Adviser:
    """Somebody at a desk. `rings`, `talks`, `writes` are what he has in hand: one at most."""

    staff_id: uuid.UUID
    queues: frozenset[str]
    signed_in: bool = True
    ready: bool = False
    reason: str = "signed_in"
    ready_since: datetime = NEVER
    alive_until: datetime = NEVER
    reachable: bool = True
    unreachable_since: datetime = NEVER
    idle_since: datetime = NEVER
    rings: Caller | None = None
    rings_until: datetime = NEVER
    talks: Caller | None = None
    writes: Caller | None = None

    @property
    def state(self) -> str:
        """What his open span says."""
        if self.talks:
            return "talking"
        if self.rings:
            return "reserved"
        if self.writes:
            return "wrap_up"
        if not self.signed_in:
            return "signed_out"
        return "ready" if self.ready else "not_ready"

    @property
    def load(self) -> int:
        """A call in hand fills the desk."""
        return 100 if self.rings or self.talks or self.writes else 0

    def is_reached(self, at: datetime) -> bool:
        """Whether a call could reach him."""
        return self.reachable and self.alive_until > at

    def is_lost(self, at: datetime) -> bool:
        """Whether no call could reach him for so long that he does not count as ready."""
        out_of_reach_since = min(self.alive_until, NEVER if self.reachable else self.unreachable_since)
        return self.ready and max(out_of_reach_since, self.ready_since) <= at - LOST

    def become(self, *, ready: bool, reason: str, at: datetime, idle_again: bool = False) -> None:
        """Intend something."""
        if idle_again or not self.ready:
            self.idle_since = at
        if not self.ready:
            self.ready_since = at
        self.signed_in, self.ready, self.reason = True, ready, "" if ready else reason


@dataclass
class Oracle:
    """All callers and advisers."""

    callers: list[Caller] = field(default_factory=list)
    advisers: list[Adviser] = field(default_factory=list)
    refusals: list[tuple[uuid.UUID, uuid.UUID, datetime]] = field(default_factory=list)

    def match(self, at: datetime) -> None:
        """Citizens in their order; each is offered to whoever fits, has not just refused him, and is free longest."""
        for caller in sorted((each for each in self.callers if each.place == "waiting"), key=lambda each: each.order):
            fitting = [adviser for adviser in self.advisers if self._fits(adviser, caller, at)]
            if fitting:
                chosen = min(
                    fitting, key=lambda each: (self._refused(each, caller, at), each.idle_since, each.staff_id)
                )
                chosen.rings, chosen.rings_until, caller.place = caller, at + RING, "offered"

    def take_back(self, adviser: Adviser, outcome: str, at: datetime) -> None:
        """An offer is over without a talk."""
        caller = adviser.rings
        assert caller is not None
        adviser.rings = None
        caller.place = "left" if caller.ended else "waiting"
        if outcome != "withdrawn":
            self.refusals.append((caller.item_id, adviser.staff_id, at))
            if adviser.ready:
                adviser.ready, adviser.reason = False, "missed_call"

    def leave(self, caller: Caller) -> None:
        """A citizen gives up his place."""
        caller.place = "left"
        for adviser in self.advisers:
            if adviser.rings is caller:
                adviser.rings = None

    def talk_ends(self, caller: Caller) -> None:
        """Whoever talks with this citizen writes up now."""
        for adviser in self.advisers:
            if adviser.talks is caller:
                adviser.talks, adviser.writes = None, caller

    def sweep(self, at: datetime) -> None:
        """The clock's part, in its order."""
        for caller in self.callers:
            if caller.ended and caller.place in ("waiting", "offered"):
                self.leave(caller)
        for adviser in sorted(self.advisers, key=lambda each: each.rings_until):
            if adviser.rings and (adviser.rings_until <= at or not adviser.is_reached(at)):
                self.take_back(adviser, "no_answer" if adviser.rings_until <= at else "withdrawn", at)
        for caller in self.callers:
            if caller.place == "waiting" and caller.enqueued_at + MAX_WAIT <= at:
                caller.place = "gave_up"
        for adviser in self.advisers:
            if adviser.is_lost(at):
                adviser.ready, adviser.reason = False, "screen_lost"
            if adviser.talks and adviser.talks.ended:
                self.talk_ends(adviser.talks)
        self.match(at)

    def _fits(self, adviser: Adviser, caller: Caller, at: datetime) -> bool:
        return adviser.ready and adviser.load == 0 and adviser.is_reached(at) and caller.queue in adviser.queues

    def _refused(self, adviser: Adviser, caller: Caller, at: datetime) -> bool:
        return any(
            (item_id, staff_id) == (caller.item_id, adviser.staff_id) and refused_at > at - REST
            for item_id, staff_id, refused_at in self.refusals
        )
