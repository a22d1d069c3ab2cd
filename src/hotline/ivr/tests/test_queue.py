"""Waiting for an adviser."""

import pytest

from hotline.ivr.tests.line import OPEN_ANSWERS, Line, main_flow
from hotline.ivr.vocabulary import (
    Consult,
    HushSpeech,
    JoinQueue,
    KeyPressed,
    LeaveQueue,
    MarkSurvey,
    PlayMusic,
    QueueGaveUp,
    QueueJoined,
    QueueLeft,
    Refused,
    ServedEnded,
    SetTimer,
    SpeechEnded,
    StopTimer,
)

FLOW = main_flow()


def queued(**wait: object) -> Line:
    """A line whose caller asked for an adviser; `wait` changes what is known of the queue."""
    answers = {**OPEN_ANSWERS, "expected_wait": {**OPEN_ANSWERS["expected_wait"], **wait}}
    return Line(FLOW, answers).start().hear_out().press("0")


def waiting() -> Line:
    """A line with music."""
    return queued().join().hear_out().hear_out()


def test_the_place_is_told_then_music_plays() -> None:
    line = queued()
    assert line.ordered(JoinQueue) == [JoinQueue("main", "asked")]
    assert line.join().last_said == ("transferring_to_adviser",)
    assert line.hear_out().last_said == ("position_2", "wait_2", "queue_keys")
    line.hear_out()
    assert line.orders[-2:] == [PlayMusic(), SetTimer(45)]
    assert line.music_plays


def test_the_place_is_told_again_every_45_seconds() -> None:
    line = waiting()
    for position in (2, 1):
        line.answers["expected_wait"] = {"position": position, "wait_seconds": 30}
        assert line.silence().last_said == (
            "queue_music_return",
            f"position_{position}",
            "wait_under_1",
            "queue_keys",
        )
        line.hear_out()
    assert line.ordered(SetTimer)[-3:] == [SetTimer(45)] * 3


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        ({"position": 1, "wait_seconds": 0}, ("position_1", "wait_under_1")),
        ({"position": 1, "wait_seconds": 60}, ("position_1", "wait_under_1")),
        ({"position": 20, "wait_seconds": 61}, ("position_20", "wait_2")),
        ({"position": 21, "wait_seconds": 121}, ("position_many", "wait_3")),
        ({"position": 3, "wait_seconds": 299.5}, ("position_3", "wait_5")),
        ({"position": 3, "wait_seconds": 301}, ("position_3", "wait_8")),
        ({"position": 3, "wait_seconds": 600}, ("position_3", "wait_10")),
        ({"position": 3, "wait_seconds": 900}, ("position_3", "wait_15")),
        ({"position": 3, "wait_seconds": 901}, ("position_3", "wait_long")),
        ({"position": 3, "wait_seconds": None}, ("position_3",)),
        ({"position": 0, "wait_seconds": "soon"}, ()),
        ({"position": True, "wait_seconds": False}, ()),
        ({"position": None, "wait_seconds": -5}, ()),
    ],
)
def test_only_what_is_known_is_told(wait: dict[str, object], said: tuple[str, ...]) -> None:
    assert queued(**wait).join().hear_out().last_said == (*said, "queue_keys")


def test_nobody_answers_how_long_it_takes() -> None:
    line = queued().join()
    line.give(SpeechEnded())
    line.give(Refused("expected_wait"))
    assert line.music_plays


@pytest.mark.parametrize(
    ("key", "why", "said"),
    [
        ("1", "message", ("message_intro", "message_beep_hint")),
        ("2", "callback", ("callback_confirm_number",)),
    ],
)
def test_a_key_leaves_the_queue(key: str, why: str, said: tuple[str, ...]) -> None:
    line = waiting().press(key)
    assert line.orders[-2:] == [StopTimer(), LeaveQueue(why)]
    assert line.give(QueueLeft()).answer().last_said == said


@pytest.mark.parametrize("speeches", [0, 1])
def test_a_key_leaves_the_queue_during_speech(speeches: int) -> None:
    line = queued().join()
    for _ in range(speeches):
        line.hear_out()
    line.press("1")
    assert line.orders[-1] == LeaveQueue("message")
    assert HushSpeech() in line.orders


def test_a_key_before_the_queue_has_the_caller_counts() -> None:
    line = queued().press("1")
    assert line.ordered(LeaveQueue) == []
    assert line.join().ordered(LeaveQueue) == [LeaveQueue("message")]


def test_other_keys_end_the_speech_and_nothing_more() -> None:
    line = queued().join().press("7")
    assert line.last_said == ("position_2", "wait_2", "queue_keys")
    line.press("7")
    assert line.music_plays
    before = line.run
    line.press("789*#A")
    assert line.run == before
    assert line.ordered(LeaveQueue) == []


def test_keys_typed_at_the_menu_do_not_leave_the_queue() -> None:
    line = Line(FLOW)
    for key in "0122":
        line.give(KeyPressed(key))
    line.start()
    assert line.join().last_said == ("transferring_to_adviser",)
    assert line.ordered(LeaveQueue) == []


@pytest.mark.parametrize("speeches", [0, 1, 2])
def test_the_wait_may_end_at_any_moment(speeches: int) -> None:
    line = queued().join()
    for _ in range(speeches):
        line.hear_out()
    assert line.give(QueueGaveUp()).answer().last_said == ("queue_gave_up", "gave_up_keys")


def test_a_queue_that_cannot_be_joined_has_given_up() -> None:
    assert queued().give(QueueGaveUp()).answer().last_said == ("queue_gave_up", "gave_up_keys")


def test_who_is_taken_out_of_the_queue_does_not_wait_on() -> None:
    assert waiting().give(QueueLeft()).answer().last_said == ("queue_gave_up", "gave_up_keys")


@pytest.mark.parametrize("speeches", [0, 1, 2])
def test_service_may_end_at_any_moment(speeches: int) -> None:
    line = queued().join()
    for _ in range(speeches):
        line.hear_out()
    assert line.give(ServedEnded()).last_said == ("survey_ask",)


def test_an_adviser_who_was_quicker_than_the_key_wins() -> None:
    line = waiting().press("1").give(ServedEnded())
    assert line.last_said == ("survey_ask",)


def test_a_wait_that_ends_while_leaving_is_left() -> None:
    assert waiting().press("2").give(QueueGaveUp()).answer().last_said == ("callback_confirm_number",)


def test_a_late_confirmation_does_not_hold_up_the_leaving() -> None:
    line = waiting().press("1")
    before = line.run
    line.give(QueueJoined())
    assert line.run == before


def test_the_reason_belongs_to_one_wait() -> None:
    line = Line(FLOW).start().hear_out().silence().silence().silence().hear_out().join()
    line.give(QueueGaveUp()).answer().press("0")
    assert [order.reason for order in line.ordered(JoinQueue)] == ["nothing_pressed", "asked"]


def test_queue_events_elsewhere_change_nothing() -> None:
    line = Line(FLOW).start().hear_out()
    before = line.run
    for given in (QueueJoined(), QueueLeft(), QueueGaveUp(), ServedEnded()):
        line.give(given)
    assert line.run == before
    assert line.ordered(MarkSurvey) == []


def test_the_queue_asks_nothing_while_nobody_told_it_to() -> None:
    assert [order.question for order in queued().ordered(Consult)].count("expected_wait") == 0
