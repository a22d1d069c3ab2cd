"""A citizen calls, is welcomed in Chinese, hears the menu, and hangs up."""

from harness.citizen import Citizen

WELCOME = ("welcome", "welcome_english_hint", "recording_notice")


def test_a_caller_is_welcomed_and_hears_the_menu(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears(*WELCOME, "menu_open")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "caller_hung_up"
    assert record.segments == ["flow"]
    assert record.language == "zh"
    assert (record.offers, record.queue_ends, record.messages, record.callbacks) == ([], [], [], [])
    assert record.survey == (False, None)


def test_a_withheld_number_is_answered_like_any_other(citizen: Citizen) -> None:
    call = citizen.dials(number="")
    call.hears(*WELCOME, "menu_open")
    call.hangs_up()

    record = call.closed_record()
    assert record.end_reason == "caller_hung_up"
    known = citizen.centre.rows(
        "select i.citizen_id from inquiry i join interaction n on n.inquiry_id = i.id where n.id = %s", record.id
    )
    assert known == [{"citizen_id": None}]


def test_the_welcome_is_cut_short_by_a_key(citizen: Citizen) -> None:
    call = citizen.dials()
    call.call.wait_sound()
    call.presses("9")
    call.hears_then_skips("higher_level")
    assert "menu_open" not in call.heard
    call.hangs_up()

    assert call.closed_record().nodes[-1] == "higher_level"


def test_the_number_of_the_caller_is_nowhere_in_the_logs(citizen: Citizen) -> None:
    call = citizen.dials(number="13912345678")
    call.hears(*WELCOME, "menu_open")
    call.hangs_up()
    call.closed_record()

    for part in ("switchboard", "web", "worker", "postgres", "asterisk"):
        assert "13912345678" not in citizen.centre.log(part), part
    in_outbox = citizen.centre.rows("select payload::text as text from outbox")
    assert [row for row in in_outbox if "13912345678" in row["text"]] == []
    in_steps = citizen.centre.rows("select data::text as text from step")
    assert [row for row in in_steps if "13912345678" in row["text"]] == []
