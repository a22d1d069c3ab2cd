"""While keys carry an identity number or PIN, silence is written in place of the voices."""

from hotline.ivr import vocabulary as ivr
from hotline.telephony.machine import Decision, effects, writes
from hotline.telephony.machine.decision import Draft
from hotline.telephony.machine.flow import carry_out
from hotline.telephony.machine.state import Call

from .scene import CITIZEN, Scene


def keys_become(call: Call, *, secret: bool) -> Decision:
    draft = Draft(call)
    carry_out(draft, (ivr.SecretKeys(secret),))
    return draft.finished()


def test_the_recording_pauses_with_the_first_secret_key_and_goes_on_after_the_last() -> None:
    call = Scene().talking().call
    asked = keys_become(call, secret=True)
    assert asked.effects == (effects.PauseRecording(CITIZEN, is_paused=True),)
    assert asked.writes == (writes.MarkGap(call.recording_name, True),)
    over = keys_become(asked.call, secret=False)
    assert over.effects == (effects.PauseRecording(CITIZEN, is_paused=False),)
    assert over.writes == (writes.MarkGap(call.recording_name, False),)
    assert over.call == call


def test_what_is_said_twice_pauses_once() -> None:
    asked = keys_become(Scene().talking().call, secret=True)
    again = keys_become(asked.call, secret=True)
    assert (again.effects, again.writes, again.call) == ((), (), asked.call)


def test_where_nothing_is_recorded_nothing_pauses() -> None:
    asked = keys_become(Scene().arrived().call, secret=True)
    assert (asked.effects, asked.writes) == ((), ())
    assert asked.call.is_secret
