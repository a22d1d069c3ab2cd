"""Keys that carry an identity number or PIN: in no record, no log, no recording."""

from harness.citizen import Citizen

IDENTITY = "110105194912310029"[:10]


def test_a_hidden_number_is_in_no_step_state_log_or_outbox(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    # Key 7 of the test flow asks for a secret and looks it up as a topic.
    call.presses("7")
    call.hears("topic_ask_code")
    call.presses(IDENTITY)
    states = citizen.centre.rows("select state::text as text from call_state")
    call.presses("#")
    call.hears("goodbye")
    call.is_hung_up_on()

    record = call.closed_record()
    assert IDENTITY not in str(record.steps)
    assert [row for row in states if IDENTITY in row["text"]] == []
    assert [row for row in citizen.centre.rows("select payload::text as t from outbox") if IDENTITY in row["t"]] == []
    for part in ("switchboard", "asterisk", "web", "worker"):
        assert IDENTITY not in citizen.centre.log(part)
