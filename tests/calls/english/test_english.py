"""Key 8 changes to English, during the welcome and at the menu, and back again."""

from harness.citizen import Citizen

HELLO_EN = ("welcome@en", "recording_notice@en", "menu_open@en")


def test_eight_during_the_welcome_goes_on_in_english(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome")
    call.presses("8")
    call.hears_then_skips("welcome@en")
    call.hears("recording_notice@en", "menu_open@en")
    assert "menu_open" not in call.heard
    call.presses("9")
    call.hears("higher_level@en")
    call.hangs_up()

    assert call.closed_record().language == "en"


def test_eight_at_the_menu_says_it_in_the_other_language(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome", "welcome_english_hint", "recording_notice", "menu_open")
    call.presses("8")
    call.hears("menu_open@en")
    call.presses("8")
    call.hears("menu_open")
    call.hangs_up()

    record = call.closed_record()
    assert record.language == "zh"
    assert [step["language"] for step in record.steps_of("language")] == ["en", "zh"]


def test_an_english_caller_hears_the_topic_in_english(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears("welcome")
    call.presses("8")
    call.hears_then_skips("menu_open@en")
    call.presses("2")
    call.hears("topic_ask_code@en")
    call.presses("1001")
    call.hears_passage()
    call.hears("topic_keys@en")
    call.hangs_up()

    record = call.closed_record()
    assert record.topics == [("1001", "voice", 1)]
    (language,) = citizen.centre.rows("select language from provenance where interaction_id = %s", record.id)
    assert language == {"language": "en"}
