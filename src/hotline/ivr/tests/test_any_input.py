"""Whatever comes in whatever order: nothing is raised, nothing is waited for in vain, no secret gets out."""

import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.codec import from_json, to_json
from hotline.ivr.flow import Flow
from hotline.ivr.interpreter import advance, begin
from hotline.ivr.parse import read_flow
from hotline.ivr.run import Wait
from hotline.ivr.tests.line import Line, main_flow
from hotline.ivr.tests.test_gather import OPEN, SECRET
from hotline.ivr.vocabulary import (
    HangUp,
    Input,
    KeyPressed,
    MessageTaken,
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

MAIN = main_flow()
MAIN_DATA: dict[str, Any] = yaml.safe_load(Path(MAIN_FLOW_FILE).read_text(encoding="utf-8"))
QUESTIONS = ("open_now", "caller", "topic", "expected_wait", "adviser_first", "most_asked", "")

odd_values = st.none() | st.booleans() | st.integers(-2, 1000) | st.floats() | st.text(max_size=3)
replies = st.fixed_dictionaries(
    {},
    optional={
        "open": st.booleans() | odd_values,
        "elder": st.booleans(),
        "number_known": st.booleans() | odd_values,
        "on": st.booleans(),
        "found": st.sampled_from(["found", "expired", "not_yet", "unknown"]) | odd_values,
        "version": st.just("v1") | odd_values,
        "paragraphs": st.integers(1, 3) | odd_values,
        "day": st.just("2026-11-24") | odd_values,
        "position": st.integers(1, 30) | odd_values,
        "wait_seconds": st.integers(0, 2000) | odd_values,
        "codes": st.lists(st.sampled_from(["1001", "2001", "3001"]) | odd_values, max_size=3) | odd_values,
    },
)
keys = st.sampled_from("0123456789*#") | st.sampled_from("ABCDx?é ") | st.text(max_size=2)
inputs: st.SearchStrategy[Input] = st.one_of(
    keys.map(KeyPressed),
    st.sampled_from([SpeechEnded(), TimeUp(), QueueJoined(), QueueLeft(), QueueGaveUp(), ServedEnded(), Started()]),
    st.builds(Replied, st.sampled_from(QUESTIONS), replies),
    st.builds(Refused, st.sampled_from(QUESTIONS)),
    st.builds(MessageTaken, st.floats()),
)


def natural(line: Line, data: st.DataObject) -> Input:
    """What comes next of itself, when the caller does nothing."""
    question = line.run.question
    # A queue has a limit: nobody hears the music for ever.
    still_waiting = [TimeUp()] if line.said.count("queue_music_return") < 3 else []
    queue = [QueueJoined(), QueueGaveUp()] if line.queue == "joining" else [QueueLeft()]
    coming: dict[Wait, st.SearchStrategy[Input]] = {
        Wait.START: st.just(Started()),
        Wait.SPEECH: st.just(SpeechEnded()),
        Wait.KEY: st.just(TimeUp()),
        Wait.TIMER: st.sampled_from([QueueGaveUp(), ServedEnded(), *still_waiting]),
        Wait.REPLY: st.builds(Replied, st.just(question), replies) | st.just(Refused(question)),
        Wait.QUEUE: st.sampled_from(queue),
        Wait.MESSAGE: st.builds(MessageTaken, st.floats(0, 100)),
    }
    return data.draw(coming[line.run.waits_for])


@settings(max_examples=100)
@given(st.sampled_from([MAIN, OPEN, SECRET]), st.data())
def test_any_inputs_leave_a_run_that_something_will_move(flow: Flow, data: st.DataObject) -> None:
    line = Line(flow)
    for _ in range(data.draw(st.integers(0, 40))):
        likely = natural(line, data) if not line.run.is_over else TimeUp()
        line.give(data.draw(st.one_of(st.just(likely), inputs)))
        if data.draw(st.integers(0, 15)) == 0:
            line.run = from_json(to_json(line.run))
            line.restart()


@settings(max_examples=80)
@given(st.data())
def test_a_caller_who_presses_nothing_is_let_go_in_the_end(data: st.DataObject) -> None:
    line = Line(MAIN)
    for _ in range(400):
        if line.run.is_over:
            break
        line.give(natural(line, data))
    assert line.hung_up == "flow_ended"


@settings(max_examples=100)
@given(st.text("0123456789", min_size=6, max_size=6), st.lists(inputs, max_size=12), st.data())
def test_no_secret_digit_is_ever_written(pin: str, before: list[Input], data: st.DataObject) -> None:
    line = Line(SECRET).start().hear_out()
    for given_first in before:
        line.give(given_first)
    for key in pin:
        line.give(KeyPressed(key))
        line.give(data.draw(inputs))
    if line.asked is not None:
        line.answer()
    written = json.dumps([to_json(line.run), *(to_json(order) for order in line.orders)]) + repr(line.run)
    assert pin not in written + repr(line.orders)
    notes = [note for note in line.notes("key") if note["node"] == "code"]
    assert notes == []


@settings(max_examples=100)
@given(st.data())
def test_even_a_flow_that_was_never_checked_raises_nothing(data: st.DataObject) -> None:
    flow = _broken_at_random(data)
    run = begin(flow)
    for given_input in [Started(), *data.draw(st.lists(inputs, max_size=25))]:
        was_over = run.is_over
        run, orders = advance(flow, run, given_input)
        hangs_up = [order for order in orders if isinstance(order, HangUp)]
        assert len(hangs_up) == (run.is_over and not was_over)


def _broken_at_random(data: st.DataObject) -> Flow:
    """The main flow with some targets led elsewhere and some nodes gone."""
    names = [*MAIN_DATA["nodes"], "nowhere"]
    targets = ("next", "otherwise", "refused", "on_nothing", "back", "adviser", "after", "message", "on_gave_up")
    nodes = {name: dict(node) for name, node in MAIN_DATA["nodes"].items()}
    for node in nodes.values():
        for field in targets:
            if field in node and data.draw(st.integers(0, 3)) == 0:
                node[field] = data.draw(st.sampled_from(names))
    for gone in data.draw(st.lists(st.sampled_from(names), max_size=3)):
        nodes.pop(gone, None)
    return read_flow({**MAIN_DATA, "nodes": nodes}, file="broken.yaml")[0]
