"""Which speeches may be over."""

from collections.abc import Callable

from hotline.telephony.switchboard.soundings import Soundings


def test_a_speech_is_due_when_its_sound_has_had_its_time(later: Callable[[float], None]) -> None:
    soundings = Soundings()
    assert soundings.is_due("unknown")
    soundings.begin("short", seconds=2.0)
    soundings.begin("long", seconds=20.0)
    later(3)
    assert (soundings.is_due("short"), soundings.is_due("long")) == (True, False)


def test_what_has_been_heard_is_forgotten(later: Callable[[float], None]) -> None:
    soundings = Soundings()
    for n in range(1000):
        soundings.begin(f"speech{n}", seconds=2.0)
        later(1)
    assert len(soundings._ends_at) <= 200
    assert not soundings.is_due("speech999")
