"""`enqueue`: wait for an adviser, with music, position, and ways out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.run import Wait
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import (
    Input,
    JoinQueue,
    KeyPressed,
    LeaveQueue,
    Prompt,
    QueueGaveUp,
    QueueLeft,
    Replied,
    ServedEnded,
)

POSITIONS: Final = 20
WAITS: Final = ((60, "wait_under_1"), *((60 * minutes, f"wait_{minutes}") for minutes in (2, 3, 5, 8, 10, 15)))
"""Up to how many seconds which prompt tells the wait; beyond the last it is `wait_long`."""

LEAVING_KEYS: Final = {"1": "message", "2": "callback"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enqueue(Node):
    """Join `queue`; tell position and expected wait now and every `every_seconds`, with music between.

    Key 1 leaves for `message`, key 2 for `callback`, at any moment; other keys only end the speech. Keys typed before
    the queue was entered are dropped: nobody may lose his place by a key that was meant for a menu.
    """

    verb: ClassVar[str] = "enqueue"

    queue: str
    reason: str
    after: str
    on_gave_up: str
    message: str
    callback: str
    every_seconds: float

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `queue`, `reason`, `after`, `on_gave_up`, `message`, `callback`, `every_seconds`."""
        return cls(
            name=fields.node,
            because=fields.because(),
            queue=fields.text("queue"),
            reason=fields.text("reason", default="asked"),
            after=fields.target("after"),
            on_gave_up=fields.target("on_gave_up"),
            message=fields.target("message"),
            callback=fields.target("callback"),
            every_seconds=fields.seconds("every_seconds", default=45, most=300),
        )

    def enter(self, turn: Turn) -> None:
        """Join the queue."""
        turn.drop_keys_ahead()
        self._join(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Tell, play, leave, or go on when the wait or the service is over."""
        match given:
            case ServedEnded():
                self._go_on(turn, self.after)
            case QueueLeft() | QueueGaveUp() if turn.run.stage == "leaving":
                self._go_on(turn, self.message if turn.run.leaving == "message" else self.callback)
            case QueueLeft() | QueueGaveUp():
                self._go_on(turn, self.on_gave_up)
            case _ if turn.run.stage == "leaving":
                pass  # joined after all; the answer to LeaveQueue is still to come
            case KeyPressed(key):
                self._take_key(turn, key)
            case _:
                self._tell(turn, given)

    def again(self, turn: Turn) -> None:
        """Join, leave, ask or speak again; where music played, it plays on."""
        match turn.run.stage:
            case "joining":
                self._join(turn)
            case "leaving":
                self._leave(turn, turn.run.leaving)
            case "asking" | "asking_again" as stage:
                self._ask(turn, stage=stage)
            case "music":
                self._play(turn)
            case _:
                turn.speak(*turn.run.speaking)

    def exits(self) -> tuple[Exit, ...]:
        """After the service, after too long a wait, and by key."""
        return (
            Exit("after", self.after),
            Exit("on_gave_up", self.on_gave_up),
            Exit("message", self.message, "1"),
            Exit("callback", self.callback, "2"),
        )

    def prompts_used(self) -> tuple[str, ...]:
        """All that is said in the queue."""
        positions = tuple(f"position_{n}" for n in range(1, POSITIONS + 1))
        waits = tuple(name for _, name in WAITS)
        return (
            "transferring_to_adviser",
            "queue_music_return",
            "queue_keys",
            *positions,
            "position_many",
            *waits,
            "wait_long",
        )

    def _take_key(self, turn: Turn, key: str) -> None:
        if key in LEAVING_KEYS:
            turn.note("key", node=self.name, key=key)
            self._leave(turn, LEAVING_KEYS[key])
        elif turn.run.stage == "transferring":
            self._ask(turn)
        elif turn.run.stage == "telling":
            self._play(turn)

    def _tell(self, turn: Turn, given: Input) -> None:
        pressed = turn.next_key_ahead()
        turn.drop_keys_ahead()
        match (turn.run.stage, given):
            case _ if pressed in LEAVING_KEYS:
                self._take_key(turn, pressed)
            case ("joining", _):
                turn.speak(Prompt("transferring_to_adviser"), stage="transferring")
            case ("transferring", _):
                self._ask(turn)
            case ("asking" | "asking_again" as stage, Replied(reply=reply)):
                first = (Prompt("queue_music_return"),) if stage == "asking_again" else ()
                turn.speak(*first, *_place_and_wait(reply), Prompt("queue_keys"), stage="telling")
            case ("music", _):
                self._ask(turn, stage="asking_again")
            case _:
                self._play(turn)

    def _join(self, turn: Turn) -> None:
        turn.wait(Wait.QUEUE, stage="joining")
        turn.order(JoinQueue(self.queue, turn.run.reason or self.reason))

    def _leave(self, turn: Turn, why: str) -> None:
        turn.wait(Wait.QUEUE, stage="leaving")
        turn.change(leaving=why)
        turn.order(LeaveQueue(why))

    def _ask(self, turn: Turn, *, stage: str = "asking") -> None:
        turn.consult("expected_wait", stage=stage)

    def _play(self, turn: Turn) -> None:
        turn.music(seconds=self.every_seconds, stage="music")

    def _go_on(self, turn: Turn, target: str) -> None:
        # The reason belongs to this wait; who comes back later comes for a reason of his own.
        turn.change(reason="", leaving="")
        turn.go(target)


def _place_and_wait(reply: Mapping[str, object]) -> tuple[Prompt, ...]:
    """Return what can be told of the place and the wait: nothing where it is not known. Yes is no number."""
    position, seconds = reply.get("position"), reply.get("wait_seconds")
    told: list[Prompt] = []
    if isinstance(position, int) and position is not True and position >= 1:
        told.append(Prompt(f"position_{position}" if position <= POSITIONS else "position_many"))
    if isinstance(seconds, int | float) and seconds is not False and seconds >= 0:
        told.append(Prompt(next((name for limit, name in WAITS if seconds <= limit), "wait_long")))
    return tuple(told)
