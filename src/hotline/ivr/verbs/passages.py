"""The paragraphs of one topic, as `listen` speaks them."""

from collections.abc import Mapping
from typing import Final

from hotline.ivr.run import Run, Topic
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Passage, Prompt, Utterance

KEYS: Final = "topic_keys"
END: Final = "topic_end"
END_KEYS: Final = "topic_end_keys"
PROMPTS: Final = (KEYS, f"{KEYS}_closed", END, END_KEYS, f"{END_KEYS}_closed")


def topic_of(code: str, reply: Mapping[str, object]) -> Topic | None:
    """Return the topic that was found, or None where there is nothing to listen to."""
    version, paragraphs = reply.get("version"), reply.get("paragraphs")
    if reply.get("found") != "found" or not isinstance(version, str):
        return None
    if not isinstance(paragraphs, int) or paragraphs < 1:
        return None
    day = reply.get("day")
    return Topic(code, version, paragraphs, day) if isinstance(day, str) else None


def begin(turn: Turn, topic: Topic) -> None:
    """Begin a topic at its first paragraph; the speed chosen before stays."""
    turn.change(topic=topic, paragraph=0, stage="passage")
    turn.note("topic", code=topic.code, version=topic.version_id)


def heard(turn: Turn) -> None:
    """Note that the topic was heard to its end."""
    if turn.run.topic is not None:
        turn.note("topic_heard", code=turn.run.topic.code, version=turn.run.topic.version_id)


def is_last(run: Run) -> bool:
    """Whether the paragraph now spoken is the topic's last."""
    return run.topic is None or run.paragraph >= run.topic.paragraphs - 1


def slow_down(turn: Turn) -> None:
    """Speak slowly from here on; asked for again, it stays so."""
    turn.change(speed="slow")


def speak(turn: Turn, *first: str, tells_keys: bool) -> None:
    """Speak the current paragraph; after the first of several, the keys as well."""
    run = turn.run
    if run.topic is None:
        speak_end(turn)
        return
    spoken: list[Utterance] = [Prompt(name) for name in first]
    spoken.append(Passage(run.topic.code, run.topic.version_id, run.topic.day, run.paragraph, run.speed))
    if tells_keys and run.paragraph == 0 and run.topic.paragraphs > 1:
        spoken.append(Prompt(_for_hours(KEYS, run)))
    turn.speak(*spoken, stage="passage")


def speak_end(turn: Turn, *first: str) -> None:
    """Say that the topic is over, and what can be done now."""
    turn.speak(*(Prompt(name) for name in (*first, END, _for_hours(END_KEYS, turn.run))), stage="end")


def _for_hours(name: str, run: Run) -> str:
    return name if run.is_open else f"{name}_closed"
