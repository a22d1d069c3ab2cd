"""What all verbs that ask the caller for a key share: counting tries, and asking again."""

from typing import Final

from hotline.ivr.run import Run
from hotline.ivr.turn import Turn

CHOOSE_AGAIN: Final = "choose_again"
NOTHING_HEARD: Final = "nothing_heard"
WAIT_SECONDS: Final = 5.0
"""How long a caller may think, from the end of the question."""
TRIES: Final = 3

ODD_KEY: Final = "?"
"""Stands for every key that is none of a telephone's twelve."""


def begin_tries(turn: Turn) -> None:
    """Forget the tries of an earlier question."""
    turn.change(wrong_tries=0, silent_tries=0)


def silent_once_more(turn: Turn, *, tries: int) -> bool:
    """Count a question that was left without a key; return whether the caller may be asked again."""
    turn.change(silent_tries=turn.run.silent_tries + 1)
    turn.note("nothing_pressed", node=turn.run.node)
    return turn.run.silent_tries < tries


def wrong_once_more(turn: Turn, *, tries: int) -> bool:
    """Count a wrong key; return whether the caller may be asked again.

    What was typed ahead behind a wrong key was meant for another place than this one: it is dropped.
    """
    turn.change(wrong_tries=turn.run.wrong_tries + 1)
    turn.note("wrong_key", node=turn.run.node)
    turn.drop_keys_ahead()
    return turn.run.wrong_tries < tries


def tries_used(run: Run) -> int:
    """Return how often the question was asked in vain, by silence or by a wrong key."""
    return run.wrong_tries + run.silent_tries
