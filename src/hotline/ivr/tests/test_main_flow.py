"""The shipped flow: every way a caller can take through it."""

import pytest

from hotline.ivr.tests.line import CLOSED_ANSWERS, OPEN_ANSWERS, Line, main_flow
from hotline.ivr.vocabulary import (
    Consult,
    JoinQueue,
    MessageTaken,
    QueueGaveUp,
    Refused,
    ServedEnded,
    SetLanguage,
    SpeechEnded,
    Started,
)

FLOW = main_flow()

CLOSED = ("hours_closed_intro", "hours_announcement", "hours_closed_also")


def opened() -> Line:
    """A line in opening hours, at the main menu."""
    return Line(FLOW).start().hear_out()


def closed() -> Line:
    """A line outside opening hours, at the main menu."""
    return Line(FLOW, CLOSED_ANSWERS).start().hear_out().hear_out()


def test_the_call_begins_in_chinese_with_the_notice() -> None:
    line = Line(FLOW).start()
    assert line.last_said == ("welcome", "welcome_english_hint", "recording_notice")
    assert line.run.language == "zh"


def test_eight_at_the_welcome_changes_to_english_and_back() -> None:
    line = Line(FLOW).start().press("8")
    assert line.said[3:] == ["welcome", "recording_notice"]
    assert line.run.language == "en"
    line.hear_out().press("8")
    assert line.said[5:] == ["menu_open", "menu_open"]
    assert line.ordered(SetLanguage) == [SetLanguage("en"), SetLanguage("zh")]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("1", ("lookup_intro",)),
        ("11", ("lookup_most_asked",)),
        ("12", ("lookup_fields",)),
        ("129", ("lookup_intro",)),
        ("13", ("lookup_account_by_adviser",)),
        ("19", ("menu_open",)),
        ("2", ("topic_ask_code",)),
        ("21001", ("1001/0@normal", "topic_keys")),
        ("2*", ("menu_open",)),
        ("3", ("fax_not_yet", "not_yet_keys")),
        ("39", ("menu_open",)),
        ("34", ("message_intro", "message_beep_hint")),
        ("4", ("message_intro", "message_beep_hint")),
        ("5", ("business_not_yet", "not_yet_keys")),
        ("59", ("menu_open",)),
        ("6", ("choose_again", "menu_open")),
        ("7", ("choose_again", "menu_open")),
        ("8", ("menu_open",)),
        ("9", ("higher_level",)),
        ("99", ("menu_open",)),
        ("*", ("menu_open",)),
    ],
)
def test_keys_in_opening_hours(keys: str, said: tuple[str, ...]) -> None:
    assert opened().press(keys).last_said == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("0", CLOSED),
        ("6", ("choose_again", "menu_closed")),
        ("1", ("lookup_intro_closed",)),
        ("10", ("adviser_closed",)),
        ("12", ("lookup_fields",)),
        ("13", ("lookup_account_closed",)),
        ("19", ("menu_closed",)),
        ("2", ("topic_ask_code",)),
        ("20", ("adviser_closed",)),
        ("21001", ("1001/0@normal", "topic_keys_closed")),
        ("3", ("fax_not_yet", "not_yet_keys_closed")),
        ("34", ("message_intro", "message_beep_hint")),
        ("4", ("message_intro", "message_beep_hint")),
        ("5", ("business_not_yet", "not_yet_keys_closed")),
        ("9", ("higher_level_closed",)),
    ],
)
def test_keys_in_closed_hours(keys: str, said: tuple[str, ...]) -> None:
    assert closed().press(keys).last_said == said


def test_closed_hours_are_announced_before_the_menu() -> None:
    line = Line(FLOW, CLOSED_ANSWERS).start().hear_out()
    assert line.last_said == CLOSED
    assert line.hear_out().last_said == ("menu_closed",)


def test_who_asks_for_an_adviser_too_early_to_hear_the_hours_hears_them() -> None:
    line = Line(FLOW, CLOSED_ANSWERS).start().press("0")
    assert line.last_said == CLOSED
    assert line.hear_out().last_said == ("menu_closed",)
    assert line.ordered(JoinQueue) == []


def test_the_language_can_be_changed_while_the_hours_are_announced() -> None:
    line = Line(FLOW, CLOSED_ANSWERS).start().hear_out().press("8")
    assert line.run.language == "en"
    assert line.last_said == CLOSED


@pytest.mark.parametrize("way", ["0", "10", "120", "20", "210010", "30", "50", "90"])
def test_zero_leads_to_an_adviser_from_everywhere(way: str) -> None:
    line = opened().press(way)
    assert line.ordered(JoinQueue) == [JoinQueue("main", "asked")]


@pytest.mark.parametrize("way", ["", "1", "12", "2", "3", "5", "9"])
def test_nothing_pressed_three_times_leads_to_an_adviser(way: str) -> None:
    line = opened().press(way).silence().silence().silence()
    assert line.said[-1] == "still_nothing_to_adviser"
    line.hear_out()
    assert line.ordered(JoinQueue) == [JoinQueue("main", "nothing_pressed")]


@pytest.mark.parametrize("way", ["", "1", "12", "2", "3", "5", "9"])
def test_nothing_pressed_three_times_leads_to_a_message_when_closed(way: str) -> None:
    line = closed().press(way).silence().silence().silence()
    assert line.said[-1] == "still_nothing_closed"
    line.hear_out()
    assert line.last_said == ("message_intro", "message_beep_hint")
    assert line.ordered(JoinQueue) == []


def test_a_caller_marked_as_elderly_goes_straight_to_an_adviser() -> None:
    line = Line(FLOW, {**OPEN_ANSWERS, "caller": {"elder": True, "number_known": True}}).start().hear_out()
    assert line.last_said == ("adviser_elder_direct",)
    line.hear_out()
    assert line.ordered(JoinQueue) == [JoinQueue("main", "elder")]
    assert "menu_open" not in line.said


def test_a_caller_marked_as_elderly_hears_the_hours_when_closed() -> None:
    line = Line(FLOW, {**CLOSED_ANSWERS, "caller": {"elder": True, "number_known": True}}).start().hear_out()
    assert line.last_said == CLOSED


def test_adviser_first_skips_the_menu() -> None:
    line = Line(FLOW, {**OPEN_ANSWERS, "adviser_first": {"on": True}}).start().hear_out()
    assert line.ordered(JoinQueue) == [JoinQueue("main", "adviser_first")]
    assert "menu_open" not in line.said


def test_adviser_first_does_not_ring_in_closed_hours() -> None:
    line = Line(FLOW, {**CLOSED_ANSWERS, "adviser_first": {"on": True}}).start().hear_out()
    assert line.last_said == CLOSED


def test_the_hours_are_asked_again_on_the_way_to_an_adviser() -> None:
    line = opened()
    line.answers = CLOSED_ANSWERS
    line.press("0")
    assert line.last_said == ("adviser_closed",)
    assert line.hear_out().last_said == ("message_intro", "message_beep_hint")


def test_unanswered_questions_lead_to_the_open_menu() -> None:
    line = Line(FLOW).give(Started()).give(SpeechEnded())
    for question in ("caller", "open_now", "adviser_first"):
        assert line.asked == Consult(question, {})
        line.give(Refused(question))
    assert line.last_said == ("menu_open",)


def test_the_personal_account_is_given_to_an_adviser() -> None:
    line = opened().press("13").hear_out()
    assert line.ordered(JoinQueue) == [JoinQueue("main", "account")]


def test_the_most_asked_of_a_field_are_asked_by_its_digit() -> None:
    line = opened().press("124")
    assert line.ordered(Consult)[-2:] == [Consult("most_asked", {"field": "4"}), Consult("topic", {"code": "1001"})]
    assert line.last_said == ("1001/0@normal",)


def test_who_waited_too_long_may_leave_a_message_or_be_called_back() -> None:
    line = opened().press("0").join().give(QueueGaveUp()).answer()
    assert line.last_said == ("queue_gave_up", "gave_up_keys")
    line.silence()
    assert line.last_said == ("message_intro", "message_beep_hint")


def test_who_waited_too_long_may_wait_again() -> None:
    line = opened().press("0").join().give(QueueGaveUp()).answer().press("0")
    assert len(line.ordered(JoinQueue)) == 2


def test_after_the_adviser_comes_the_survey_and_goodbye() -> None:
    line = opened().press("0").join().give(ServedEnded()).answer()
    assert line.last_said == ("survey_ask",)
    line.press("1").hear_out()
    assert line.last_said == ("goodbye",)
    assert line.hear_out().hung_up == "flow_ended"


def test_a_message_ends_with_thanks_and_goodbye() -> None:
    line = opened().press("4").hear_out().give(MessageTaken(30))
    assert line.last_said == ("message_thanks",)
    assert line.hear_out().last_said == ("goodbye",)


def test_a_caller_who_never_presses_a_key_is_let_go_in_the_end() -> None:
    line = opened().silence().silence().silence().hear_out().join()
    line.give(QueueGaveUp()).answer().silence()
    line.hear_out().give(MessageTaken(0)).hear_out().give(MessageTaken(0))
    assert line.last_said == ("goodbye",)
    assert line.hear_out().hung_up == "flow_ended"
