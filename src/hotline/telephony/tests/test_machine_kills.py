"""`kill -9` of the switchboard at any step of any call: before each commit, and between it and each effect."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import count
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.ivr.vocabulary import Prompt
from hotline.telephony.machine import Decision, Phase, effects, events

from .killable import World
from .scene import CITIZEN

Deed = Callable[[World], None]

OUTCOMES = {16: "no_answer", 17: "declined", 19: "no_answer", 3: "unreachable", 44: "unreachable"}


def _speech(world: World) -> None:
    world.engine.end_speech()


def _announcement(world: World) -> None:
    """Everything that is said now, to its end: until a key, music or something else is awaited."""
    for _ in range(20):
        world.engine.end_speech()
        world.settle()


def _key(key: str) -> Deed:
    return lambda world: world.engine.press(key)


def _time(world: World) -> None:
    world.time_passes()


def _adviser_free(world: World) -> None:
    world.record.offer(f"0190a0a0-0000-7000-8000-{len(world.record.offers):012d}")


def _answers(world: World) -> None:
    for leg_id, is_up in world.engine.advisers.items():
        if not is_up:
            world.engine.advisers[leg_id] = True
            world.happen(events.LegUp(leg_id))


def _adviser_ends(cause: int, *, is_up: bool = True) -> Deed:
    """His leg ends; before he was given the citizen, this is what becomes of the offer."""

    def deed(world: World) -> None:
        for leg_id in [leg_id for leg_id, up in world.engine.advisers.items() if up is is_up]:
            world.true_outcomes.setdefault(leg_id.removeprefix("adviser-"), set()).add(OUTCOMES[cause])
            world.engine.end(leg_id, cause)

    return deed


def _does_not_answer(cause: int) -> Deed:
    return _adviser_ends(cause, is_up=False)


def _offer_runs_out(world: World) -> None:
    world.record.end_offer("expired")


def _queue_gives_up(world: World) -> None:
    world.record.give_up()


def _message_ends(world: World) -> None:
    world.engine.end_message()


def _hold(world: World) -> None:
    world.happen(events.HoldAsked())


def _talk(world: World) -> None:
    world.happen(events.ResumeAsked())


def _flow_breaks(world: World) -> None:
    """The flow, which nobody checked, leads to a node that is not there."""
    if world.call.phase is Phase.FLOW:
        world.call = replace(world.call, run=replace(world.call.run, node="nowhere"))
        world.record.commit(Decision(world.call, (), ()))
        world.engine.press("1")


def _citizen_hangs_up(world: World) -> None:
    if world.engine.is_citizen_with_us:
        world.engine.end(CITIZEN, 16)


TO_QUEUE: tuple[Deed, ...] = (_speech, _key("0"), _announcement)
TO_TALK: tuple[Deed, ...] = (*TO_QUEUE, _adviser_free, _answers)
STORIES: dict[str, tuple[Deed, ...]] = {
    "menu and topic": (_announcement, _key("2"), _announcement, *map(_key, "1001"), _key("#"), _speech, _speech),
    "nothing pressed": (_announcement, _time, _announcement, _time, _announcement, _time, _announcement),
    "queue": (*TO_QUEUE, _time, _announcement, _time, _key("1"), _announcement, _message_ends, _announcement),
    "gave up": (*TO_QUEUE, _queue_gives_up, _announcement, _key("2"), _announcement, _key("1"), _announcement),
    "declined, unanswered, answered": (
        *(*TO_QUEUE, _adviser_free, _does_not_answer(17), _adviser_free, _does_not_answer(19)),
        *(_adviser_free, _offer_runs_out, _adviser_free, _answers, _adviser_ends(16), _announcement, _key("1")),
    ),
    "talk, hold, survey": (*TO_TALK, _hold, _talk, _hold, _talk, _adviser_ends(16), _announcement, _key("1"), _speech),
    "adviser lost": (*TO_TALK, _adviser_ends(44), _adviser_free, _speech, _answers, _hold, _adviser_ends(44), _speech),
    "lost, the next answers at once": (
        *TO_TALK,
        _adviser_ends(44),
        _adviser_free,
        _answers,
        _speech,
        _citizen_hangs_up,
    ),
    "message": (_announcement, _key("4"), _announcement, _message_ends, _announcement),
    "flow in trouble": (_announcement, _flow_breaks),
    "hung up in the talk": (*TO_TALK, _citizen_hangs_up),
    "hung up while it rings": (*TO_QUEUE, _adviser_free, _citizen_hangs_up),
    "hung up in the message": (_announcement, _key("4"), _announcement, _citizen_hangs_up),
}


def _tell(story: tuple[Deed, ...], *, kills: frozenset[int], meanwhile: tuple[Deed, ...] = ()) -> World:
    world = World(kills=kills, meanwhile=meanwhile)
    for deed in story:
        deed(world)
        world.settle()
        _is_in_order(world)
    _citizen_hangs_up(world)
    world.settle()
    _is_over(world)
    return world


def _is_in_order(world: World) -> None:
    engine, record, call = world.engine, world.record, world.call
    assert set(engine.advisers) == {part.leg_id for part in (call.ringing, call.talk) if part}
    if not engine.is_citizen_with_us:
        _is_over(world)
        return
    assert (record.closed, call.phase in {Phase.LEAVING, Phase.ENDED}) == ([], False)
    is_given = bool(call.ringing and call.ringing.is_up)
    assert record.is_served == (call.phase is Phase.TALK or is_given)
    assert (record.place == "waiting") == (call.phase is Phase.QUEUE and not is_given)
    assert engine.message == (call.message_name if call.phase is Phase.MESSAGE else "")
    assert engine.recording == (call.recording_name if call.phase is Phase.TALK else "")
    if call.talk and not call.talk.is_held:
        assert (engine.bridge, engine.is_music_on, engine.is_paused) == ({CITIZEN, call.talk.leg_id}, False, False)
    elif call.talk:
        assert (CITIZEN in engine.bridge, engine.is_music_on, engine.is_paused) == (False, True, True)
    elif call.phase is not Phase.MESSAGE:
        _is_spoken_to(world)


def _is_spoken_to(world: World) -> None:
    engine, call = world.engine, world.call
    assert engine.bridge == set()
    assert engine.is_music_on == call.is_music_on
    assert call.timer_seconds is None or world.timer == call.timer_n
    if call.is_speaking:
        assert engine.playing == call.speech_id
    else:  # music until the next announcement, or the silence after a question until a key or the time is up
        assert call.timer_seconds is not None


def _is_over(world: World) -> None:
    engine, record = world.engine, world.record
    assert len(record.closed) == (record.state is not None)  # else he was gone before anybody knew of him
    assert (engine.legs, engine.bridge, engine.recording, engine.message) == (set(), set(), "", "")
    assert (record.is_served, record.open_offer) == (False, "")
    assert record.place != "waiting"
    assert "live" not in record.recordings.values()
    assert engine.is_citizen_with_fallback == (record.closed == ["flow_trouble"])
    for offer_id, outcome in record.offers.items():
        assert outcome in {"accepted", "withdrawn", "expired"} or outcome in world.true_outcomes.get(offer_id, set())
    thanked = any(Prompt("message_thanks") in play.utterances for play in engine.played)
    kept = [name for name, state in record.recordings.items() if state == "finished" and "message" in name]
    assert not thanked or [name for name in kept if engine.files.get(name)]


@cache
def _effects_lost(name: str) -> frozenset[type]:
    """Tell this story once for each of its steps, with a kill there. Returns the effects that were lost by one."""
    lost: set[type] = set()
    for step in count(1):
        world = _tell(STORIES[name], kills=frozenset({step}))
        lost |= set(world.killed_before)
        if step > world.steps:
            return frozenset(lost)
    raise AssertionError("a story without an end")


@pytest.mark.parametrize("name", STORIES)
def test_a_kill_at_any_step_harms_nobody(name: str) -> None:
    assert effects.Play in _effects_lost(name)


def test_each_kind_of_effect_is_lost_in_one_of_these_stories() -> None:
    assert {lost for name in STORIES for lost in _effects_lost(name)} == set(get_args(effects.Effect))


DEEDS = st.sampled_from(
    [
        *(_speech, _announcement, _time, _adviser_free, _answers, _hold, _talk),
        *(_offer_runs_out, _queue_gives_up, _message_ends, _flow_breaks, _citizen_hangs_up),
        *(_does_not_answer(cause) for cause in (17, 19, 3)),
        *(_adviser_ends(cause) for cause in (16, 44)),
        *map(_key, "01249#"),
    ]
)
BEGINNINGS = st.sampled_from([(), TO_QUEUE, TO_TALK])


@given(
    BEGINNINGS,
    st.lists(DEEDS, max_size=15),
    st.frozensets(st.integers(1, 120), max_size=4),
    st.lists(DEEDS, max_size=4),
)
def test_any_kills_in_any_call_harm_nobody(
    beginning: tuple[Deed, ...], deeds: list[Deed], kills: frozenset[int], meanwhile: list[Deed]
) -> None:
    _tell((*beginning, *deeds), kills=kills, meanwhile=tuple(meanwhile))
