"""A call of the main flow, led to where a test wants it."""

from functools import cache

from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import begin
from hotline.ivr.parse import read_flow, read_yaml
from hotline.telephony.machine import Call, Decision, arriving, effects, events, handle, writes

INTERACTION = "0190a0a0-0000-7000-8000-000000000001"
OFFER = "0190a0a0-0000-7000-8000-0000000000f1"
SECOND_OFFER = "0190a0a0-0000-7000-8000-0000000000f2"
STAFF = "0190a0a0-0000-7000-8000-0000000000a1"
CITIZEN = "node1-1700000000.1"
ADVISER = f"adviser-{OFFER}"
NUMBER = "13800138000"


@cache
def main_flow() -> Flow:
    """The shipped flow."""
    flow, problems = read_flow(
        read_yaml(MAIN_FLOW_FILE.read_text(encoding="utf-8"), file="main.yaml"), file="main.yaml"
    )
    assert problems == ()
    return flow


class Scene:
    """Gives events to one call and keeps the last decision."""

    def __init__(self, *, is_open: bool = True, is_elder: bool = False) -> None:
        self.call: Call = arriving(interaction_id=INTERACTION, citizen_leg=CITIZEN, run=begin(main_flow()))
        self.last: Decision = Decision(self.call, (), ())
        self.replies: dict[str, dict[str, object]] = {
            "open_now": {"open": is_open},
            "caller": {"elder": is_elder, "number_known": True},
            "adviser_first": {"on": False},
            "expected_wait": {"position": 1, "wait_seconds": None},
            "topic": {"found": "found", "version": STAFF, "paragraphs": 2, "day": "2026-11-24"},
            "most_asked": {"codes": ["1001"]},
        }

    def happen(self, *happened: events.Event) -> Decision:
        """Let these happen one after the other; questions of the flow are answered at once."""
        for event in happened:
            self._take(handle(main_flow(), self.call, event))
        return self.last

    def speech_ends(self) -> Decision:
        """The present speech is spoken to its end."""
        return self.happen(events.SpeechEnded(self.call.speech_id))

    def arrived(self) -> "Scene":
        """Answered, and welcomed to the end: the menu is being read."""
        self.happen(events.Arrived("12333", NUMBER))
        self.speech_ends()
        return self

    def queued(self) -> "Scene":
        """In the queue, the announcement being read."""
        self.arrived().happen(events.KeyPressed("0"))
        while not self.is_waiting:
            self.speech_ends()
        return self

    def ringing(self) -> "Scene":
        """An adviser's telephone rings."""
        self.queued().happen(events.OfferMade(OFFER, STAFF, "a1001", 20))
        return self

    def talking(self) -> "Scene":
        """Both in the bridge."""
        self.ringing().happen(events.LegUp(ADVISER), events.OfferDecided(OFFER, is_accepted=True))
        return self

    @property
    def is_waiting(self) -> bool:
        """Whether the citizen stands in the queue."""
        return self.call.phase.value == "queue"

    @property
    def heard(self) -> list[str]:
        """Names of the prompts of the present speech."""
        return [getattr(part, "name", "passage") for part in self.call.run.speaking]

    def _take(self, decision: Decision) -> None:
        self.call, self.last = decision.call, decision
        for effect in decision.effects:
            question = getattr(effect, "question", None)
            if question:
                self._also(events.ConsultReplied(question, self.replies[question]))
        for write in decision.writes:
            if isinstance(write, writes.JoinQueue):
                self._also(events.QueueJoined())
            elif isinstance(write, writes.LeaveQueue) and write.is_reported:
                self._also(events.QueueLeft())

    def _also(self, follow_up: events.Event) -> None:
        before = self.last
        self._take(handle(main_flow(), self.call, follow_up))
        both = (*before.writes, *self.last.writes), (*before.effects, *self.last.effects)
        self.last = Decision(self.call, *both)


def said(decision: Decision) -> list[tuple[object, ...]]:
    """What this decision has spoken: names of prompts, speech by speech."""
    plays = [effect for effect in decision.effects if isinstance(effect, effects.Play)]
    return [tuple(getattr(part, "name", part) for part in play.utterances) for play in plays]
