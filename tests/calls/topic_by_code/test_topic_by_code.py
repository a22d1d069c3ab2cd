"""A citizen enters a four-digit code and hears the topic to its end, paragraph by paragraph."""

from harness.citizen import Citizen
from harness.knowledge import pieces_of, tones_of
from harness.sound import passages_in


def test_a_topic_is_heard_to_its_end_without_a_further_key(citizen: Citizen) -> None:
    texts = pieces_of(citizen.centre, "1002")
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    call.hears("topic_ask_code")
    call.presses("1002")
    call.hears_passage()
    call.hears("topic_keys")
    for _ in texts[1:]:
        call.hears_passage()
    call.hears("topic_end", "topic_end_keys")
    call.hangs_up()

    assert passages_in(call.sound) == [tones_of(text) for text in texts]
    record = call.closed_record()
    assert record.topics == [("1002", "voice", len(texts))]
    assert record.end_reason == "caller_hung_up"
    assert [step["code"] for step in record.steps_of("topic")] == ["1002"]
    assert [step["code"] for step in record.steps_of("topic_heard")] == ["1002"]


def test_two_topics_in_one_call_are_both_in_the_record(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("2")
    for code in ("1001", "1101"):
        call.hears_then_skips("topic_ask_code")
        call.presses(code)
        call.hears_passage()
        call.presses("9")
        call.hears_then_skips("menu_open")
        call.presses("2")
    call.hangs_up()

    assert call.closed_record().topics == [("1001", "voice", 1), ("1101", "voice", 1)]


def test_the_most_asked_are_heard_in_turn(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.presses("1")
    call.hears("lookup_intro")
    call.presses("1")
    call.hears("lookup_most_asked")
    call.hears_passage()
    call.presses("3")
    call.hears_passage()
    call.presses("9")
    call.hears_then_skips("lookup_intro")
    call.hangs_up()

    most_asked = citizen.centre.rows(
        "select c.code from entry e join voice_code c on c.entry_id = e.id order by e.rank limit 2"
    )
    assert [code for code, _, _ in call.closed_record().topics] == [row["code"] for row in most_asked]
