"""Hold: the citizen hears music and nobody hears him; resume: both hear each other again; the recording has a gap."""

import time

from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.citizen import Citizen
from harness.recordings import talks_of
from harness.sound import RATE, is_silent

CITIZEN_HERTZ = 700


def test_a_held_citizen_hears_music_and_is_not_heard(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.says_tone(CITIZEN_HERTZ)
    li.hears_tone(CITIZEN_HERTZ)
    call.hears_tone(MICROPHONE_HERTZ)

    li.holds()
    call.hears_music()
    li.hears_nothing()
    time.sleep(1)
    li.resumes()
    li.hears_tone(CITIZEN_HERTZ)
    call.hears_tone(MICROPHONE_HERTZ)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert [kind for kind, _ in record.steps if kind in {"held", "resumed"}] == ["held", "resumed"]
    assert record.segments == ["flow", "queue", "served"]
    (talk,) = talks_of(citizen.centre, record)
    ((begin, end),) = talk.gaps
    left, right = talk.channels
    # Half a second is left away on both sides: the order to be silent comes after the click.
    held = slice(int((begin + 0.5) * RATE), int((end - 0.5) * RATE))
    assert end - begin > 1.5
    assert is_silent(left[held])
    assert is_silent(right[held])
