"""The flow interpreter: what happened goes in, what to do comes out. Pure, total, never raises.

Rules that hold for every verb:

* A key during speech ends the speech and counts. A timer begins when the speech has ended.
* A key pressed while no key is awaited is kept, up to `KEYS_AHEAD_LIMIT`, and used by the next menu or gather. It
  never carries over into a queue, a message, a call-back or a survey; those ask afresh. A wrong key drops what was
  typed behind it.
* A key pressed while a message is being taken is the end of the message: it is dropped here.
* What nobody waits for (a late answer, a timer that was stopped) changes nothing.
* A flow that cannot go on (it was never checked) ends with `HangUp("flow_trouble")`: the caller goes to the fallback.
"""

from typing import Final

from hotline.ivr.asking import ODD_KEY
from hotline.ivr.flow import Flow
from hotline.ivr.node import Node
from hotline.ivr.run import Run, Wait
from hotline.ivr.turn import Turn
from hotline.ivr.verbs.enqueue import Enqueue
from hotline.ivr.vocabulary import (
    KEYS,
    Input,
    KeyPressed,
    MessageTaken,
    Order,
    QueueGaveUp,
    QueueJoined,
    QueueLeft,
    Refused,
    Replied,
    ServedEnded,
    SpeechEnded,
    Started,
    TimeUp,
)

NODES_A_TURN: Final = 50
"""So many nodes may be entered without anything happening; more is a flow that goes round in itself."""

_AWAITED_WHILE: Final[dict[type, tuple[Wait, ...]]] = {
    SpeechEnded: (Wait.SPEECH,),
    TimeUp: (Wait.KEY, Wait.TIMER),
    Replied: (Wait.REPLY,),
    Refused: (Wait.REPLY,),
    MessageTaken: (Wait.MESSAGE,),
    QueueJoined: (Wait.QUEUE,),
}
_TAKES_KEYS: Final = (Wait.SPEECH, Wait.KEY, Wait.TIMER)
_KEEPS_KEYS: Final = (Wait.START, Wait.REPLY, Wait.QUEUE)


def begin(flow: Flow) -> Run:
    """Return the run of a caller who has not been answered yet; give it `Started`."""
    return Run(flow=flow.name, version=flow.version, language=flow.language)


def advance(flow: Flow, run: Run, given: Input) -> tuple[Run, tuple[Order, ...]]:
    """Return the run after `given`, and what to do, in order.

    The run returned either waits for something that the orders have set going, or is over by `HangUp`. `flow` must be
    the version the run began with.
    """
    turn = Turn(run)
    node = flow.nodes.get(run.node)
    match given:
        case Started():
            if run.waits_for is Wait.START:
                turn.go(flow.start)
        case KeyPressed(key):
            _take_key(turn, node, key)
        case Replied(question, reply) if question == "open_now" and _is_awaited(run, node, given):
            turn.change(is_open=reply.get("open") is True)
            _take(turn, node, given)
        case _ if _is_awaited(run, node, given):
            _take(turn, node, given)
    _enter_targets(flow, turn)
    return turn.run, turn.orders


def resume(flow: Flow, run: Run) -> tuple[Run, tuple[Order, ...]]:
    """Return the run after a restart, and what to order again: nothing sounds, no timer runs, no answer is on its way.

    The current question is asked again from its beginning, secret digits with it. `JoinQueue`, `LeaveQueue` and
    `TakeMessage` come again too: what of them is already done, the one who carries them out knows.
    """
    turn = Turn(run)
    turn.speech_ended()
    turn.timer_ended()
    node = flow.nodes.get(run.node)
    if run.waits_for is Wait.START:
        turn.go(flow.start)
    elif not run.is_over:
        _again(turn, node)
    _enter_targets(flow, turn)
    return turn.run, turn.orders


def _take_key(turn: Turn, node: Node | None, pressed: object) -> None:
    key = pressed if isinstance(pressed, str) and pressed in KEYS else ODD_KEY
    if turn.run.waits_for in _KEEPS_KEYS:
        turn.keep_key(key)
    elif turn.run.waits_for in _TAKES_KEYS:
        turn.hush()
        _take(turn, node, KeyPressed(key))


def _is_awaited(run: Run, node: Node | None, given: Input) -> bool:
    if isinstance(given, QueueLeft | QueueGaveUp | ServedEnded):
        return isinstance(node, Enqueue) and not run.is_over
    if isinstance(given, Replied | Refused) and given.question != run.question:
        return False
    return run.waits_for in _AWAITED_WHILE.get(type(given), ())


def _take(turn: Turn, node: Node | None, given: Input) -> None:
    if isinstance(given, SpeechEnded):
        turn.speech_ended()
    if isinstance(given, TimeUp):
        turn.timer_ended()
    if node is None:
        turn.trouble(why="no such node")
    else:
        node.take(turn, given)


def _again(turn: Turn, node: Node | None) -> None:
    if node is None:
        turn.trouble(why="no such node")
    else:
        node.again(turn)


def _enter_targets(flow: Flow, turn: Turn) -> None:
    for _ in range(NODES_A_TURN):
        if turn.target is None:
            return
        name, turn.target = turn.target, None
        node = flow.nodes.get(name)
        turn.change(node=name, stage="")
        if node is None:
            turn.trouble(why="no such node")
            return
        if node.is_noted:
            turn.note("node", node=name, verb=node.verb)
        if node.because:
            turn.change(reason=node.because)
        node.enter(turn)
    if turn.target is not None:
        turn.trouble(why="goes round in itself")
