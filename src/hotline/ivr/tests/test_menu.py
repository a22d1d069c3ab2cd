"""Menus and sayings: keys in time, too early, too many, none, and odd ones."""

import pytest

from hotline.ivr.tests.line import Line, flow_from
from hotline.ivr.vocabulary import HushSpeech, KeyPressed, SetTimer, Speak, SpeechEnded, StopTimer, TimeUp

FLOW = flow_from("""
flow: test
language: zh
start: welcome
nodes:
  welcome: {verb: say, prompts: [welcome, recording_notice], keys: {8: other}, next: menu}
  other: {verb: language, language: other, next: welcome}
  menu:
    verb: menu
    prompts: [menu_open]
    prompts_closed: [menu_closed]
    keys: {0: adviser, 1: lookup, 2: bye}
    on_nothing: adviser
    on_wrong: bye
    wait_seconds: 7
  lookup: {verb: menu, prompts: [lookup_intro], keys: {0: adviser, 1: bye, 9: menu}, on_nothing: adviser}
  adviser:
    {verb: enqueue, queue: general, after: survey, on_gave_up: message, message: message, callback: callback}
  survey: {verb: survey, next: bye}
  message: {verb: voicemail, next: bye}
  callback: {verb: callback, next: bye, back: adviser, on_nothing: message}
  bye: {verb: hangup}
""")


def at_menu() -> Line:
    return Line(FLOW).start().hear_out()


def test_the_welcome_leads_to_the_menu() -> None:
    line = Line(FLOW).start()
    assert line.said == ["welcome", "recording_notice"]
    line.hear_out()
    assert line.last_said == ("menu_open",)


def test_a_key_during_speech_ends_it_and_counts() -> None:
    line = at_menu()
    line.orders.clear()
    line.give(KeyPressed("1"))
    assert isinstance(line.orders[0], HushSpeech)
    assert line.last_said == ("lookup_intro",)


def test_the_time_begins_when_the_speech_has_ended() -> None:
    line = at_menu()
    assert line.ordered(SetTimer) == []
    line.hear_out()
    assert line.ordered(SetTimer) == [SetTimer(7)]


def test_a_key_in_time_stops_the_timer() -> None:
    line = at_menu().hear_out().press("1")
    assert line.ordered(StopTimer) == [StopTimer()]
    assert line.ordered(HushSpeech) == []


def test_a_wrong_key_asks_again() -> None:
    line = at_menu().press("7")
    assert line.last_said == ("choose_again", "menu_open")


@pytest.mark.parametrize("odd", ["A", "D", "b", "", "12", "一", "\x00"])
def test_an_odd_key_is_a_wrong_key(odd: str) -> None:
    line = at_menu().give(KeyPressed(odd))
    assert line.last_said == ("choose_again", "menu_open")
    assert line.run.wrong_tries == 1


def test_the_third_wrong_key_leads_on() -> None:
    line = at_menu().press("777")
    assert line.run.node == "bye"
    assert line.notes("wrong_key") == [{"node": "menu"}] * 3


def test_a_star_says_the_menu_again_without_counting() -> None:
    line = at_menu().press("****")
    assert line.last_said == ("menu_open",)
    assert line.run.wrong_tries == 0


def test_nothing_pressed_three_times_leads_on() -> None:
    line = at_menu().silence()
    assert line.last_said == ("nothing_heard", "menu_open")
    line.silence()
    assert line.last_said == ("nothing_heard", "menu_open")
    line.silence()
    assert line.run.node == "adviser"
    assert line.said.count("menu_open") == 3


def test_tries_are_forgotten_at_the_next_menu() -> None:
    line = at_menu().silence().silence().press("1")
    assert (line.run.silent_tries, line.run.wrong_tries) == (0, 0)


def test_keys_typed_ahead_of_the_welcome_pass_through_both_menus() -> None:
    line = Line(FLOW)
    line.give(KeyPressed("1")).give(KeyPressed("9"))
    assert line.orders == []
    line.start()
    assert line.said == ["menu_open"]
    assert line.notes("key") == [{"node": "menu", "key": "1"}, {"node": "lookup", "key": "9"}]


def test_a_key_during_the_welcome_is_used_by_the_menu() -> None:
    line = Line(FLOW).start().press("2")
    assert line.last_said == ("goodbye",)
    assert "menu_open" not in line.said


def test_a_key_of_a_saying_leads_where_it_says() -> None:
    line = Line(FLOW).start().press("8")
    assert line.run.language == "en"
    assert line.last_said == ("welcome", "recording_notice")
    line.press("8")
    assert line.run.language == "zh"


def test_a_key_of_a_saying_counts_when_typed_ahead() -> None:
    line = Line(FLOW).give(KeyPressed("8")).start()
    assert line.run.language == "en"


def test_what_was_typed_behind_a_wrong_key_is_dropped() -> None:
    line = Line(FLOW)
    for key in "72":
        line.give(KeyPressed(key))
    line.start()
    assert line.last_said == ("choose_again", "menu_open")
    assert line.run.keys_ahead == ""


def test_a_hash_typed_ahead_is_no_mistake() -> None:
    line = Line(FLOW)
    for key in "#1":
        line.give(KeyPressed(key))
    line.start()
    assert line.last_said == ("lookup_intro",)
    assert line.notes("wrong_key") == []


def test_more_than_twenty_keys_ahead_are_dropped() -> None:
    line = Line(FLOW)
    for _ in range(30):
        line.give(KeyPressed("1"))
    assert line.run.keys_ahead == "1" * 20


def test_what_nobody_waits_for_changes_nothing() -> None:
    line = at_menu()
    before = line.run
    line.give(TimeUp())
    assert line.run == before
    line.hear_out()
    waiting = line.run
    line.give(SpeechEnded())
    assert line.run == waiting


def test_a_flow_that_ended_stays_ended() -> None:
    line = at_menu().press("2").hear_out()
    assert line.hung_up == "flow_ended"
    line.orders.clear()
    line.press("1").give(SpeechEnded())
    assert line.orders == []
    assert line.run.is_over


def test_the_goodbye_is_spoken_whole_unless_a_key_ends_it() -> None:
    line = at_menu().press("2")
    assert line.ordered(Speak)[-1] == Speak(line.run.speaking)
    assert line.hung_up is None
    line.press("5")
    assert line.hung_up == "flow_ended"
