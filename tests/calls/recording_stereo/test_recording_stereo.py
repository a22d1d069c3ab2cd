"""The talk is recorded in stereo, citizen left and adviser right, is kept with its call, and listening is logged."""

import time

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.recordings import talks_of
from harness.sound import tones_in
from harness.waiting import soon

CITIZEN_HERTZ = 700


def test_left_is_the_citizen_and_right_the_adviser(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.says_tone(CITIZEN_HERTZ)
    li.hears_tone(CITIZEN_HERTZ)
    call.hears_tone(MICROPHONE_HERTZ)
    time.sleep(2)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    (talk,) = talks_of(citizen.centre, record)
    left, right = talk.channels
    assert tones_in(left) == [CITIZEN_HERTZ]
    assert MICROPHONE_HERTZ in tones_in(right)
    assert CITIZEN_HERTZ not in tones_in(right)
    assert talk.gaps == []
    assert talk.seconds > 2


def test_it_is_played_on_the_desk_with_its_wave_and_listening_is_logged(
    citizen: Citizen, adviser: AdviserMaker
) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.says_tone(CITIZEN_HERTZ)
    li.hears_tone(CITIZEN_HERTZ)
    time.sleep(1)
    call.hangs_up()
    li.finishes()
    record = call.closed_record()
    talks_of(citizen.centre, record)

    li.opens_story_of(record)
    li.plays_recording()

    def listeners() -> set[str]:
        rows = citizen.centre.rows(
            "select s.username from audit_entry a join staff s on s.id = a.staff_id"
            " where a.action like 'recording%%' and a.subject like %s",
            f"%{record.recording_ids[0]}%",
        )
        return {row["username"] for row in rows}

    assert soon(listeners, what="a line in the audit") == {"li"}


def test_a_call_without_an_adviser_has_no_recording(citizen: Citizen) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.hangs_up()
    assert call.closed_record().recordings == []
