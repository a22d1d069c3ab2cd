"""No switchboard, and none comes back: callers hear a notice, a plain telephone rings, else a message is taken.

When the switchboard is there again, each call is in the record once, and whoever was not served is
on the call-back list.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness.adviser import AdviserMaker
from harness.centre import CHECKOUT, Centre
from harness.citizen import Citizen, CitizenCall
from harness.record import record_find
from harness.recordings import message_of
from harness.sound import holds_sound, samples_so_far, tone_of, tones_in
from harness.waiting import soon

from hotline.telephony.caller.client import Telephone, Telephones

PHONE = "desk1"
PHONE_HERTZ = 900
CITIZEN_HERTZ = 700
# New tries with music come first, then both notices.
ALONE_SECONDS = 75.0
MESSAGE_CALLER, GIVING_UP, SERVED = "13800138021", "13800138022", "13800138023"
NOTICES = [CHECKOUT / f"asterisk/prompts/{language}/fallback_notice.wav" for language in ("zh", "en")]


@dataclass
class Alone:
    """The calls that came while there was no switchboard."""

    message: CitizenCall
    missed: CitizenCall
    served: CitizenCall


def _hears_notice(call: CitizenCall) -> None:
    soon(lambda: all(holds_sound(call.sound, notice) for notice in NOTICES), limit=ALONE_SECONDS, what="both notices")


def _leaves_message(call: CitizenCall) -> None:
    _hears_notice(call)
    time.sleep(8)  # to the end of the second notice and the beep
    call.says_tone(CITIZEN_HERTZ)
    time.sleep(3)
    call.presses("#")
    call.is_hung_up_on()


def _talks_with_phone(call: CitizenCall, phone: Telephone) -> None:
    at_phone = phone.wait_incoming(PHONE, limit=ALONE_SECONDS)
    at_phone.wait_answered()
    at_phone.say_tone(PHONE_HERTZ)
    call.says_tone(CITIZEN_HERTZ)
    call.hears_tone(PHONE_HERTZ)
    heard = at_phone.record or Path()
    soon(lambda: tone_of(samples_so_far(heard)[-2400:]) == CITIZEN_HERTZ, what="the citizen at the plain telephone")
    call.hangs_up()


@pytest.fixture(scope="module")
def alone(centre: Centre, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """Three callers while the switchboard is away; it is back when this returns."""
    folder = tmp_path_factory.mktemp("alone")
    centre.restart(settings={"HOTLINE_FALLBACK_PHONES": PHONE})
    centre.loses_switchboard()
    with Telephones(folder=folder) as telephones, Telephone(folder=folder) as phone:
        citizen = Citizen(centre, telephones)
        message, missed = citizen.dials(number=MESSAGE_CALLER), citizen.dials(number=GIVING_UP)
        soon(lambda: holds_sound(missed.sound, NOTICES[0]), limit=ALONE_SECONDS, what="the notice")
        missed.hangs_up()
        _leaves_message(message)
        # From now on a plain telephone is there.
        phone.account(PHONE, password=_password(centre), registrar=f"127.0.0.1:{centre.places.sip_port}", ring="answer")
        served = citizen.dials(number=SERVED)
        _talks_with_phone(served, phone)
    assert [call for call in (message, missed, served) if record_find(centre, called=call.called)] == []
    centre.gets_switchboard_back(settings={})
    return Alone(message, missed, served)


def _password(centre: Centre) -> str:
    return str(
        centre.python(f"from hotline.telephony.sip_accounts import sip_password\nanswer(sip_password({PHONE!r}))")
    )


def test_the_message_is_in_the_record_and_can_be_played(alone: Alone, centre: Centre, adviser: AdviserMaker) -> None:
    record = alone.message.closed_record(with_messages=1, limit=30)
    assert record.messages == ["voice"]
    assert record.end_reason == "message_left"
    assert record.callbacks == [("missed", "open")]
    assert CITIZEN_HERTZ in tones_in(message_of(centre, record)[0])
    li = adviser("li")
    li.opens_story_of(record)
    li.plays_recording()


def test_who_hung_up_in_the_notice_is_on_the_call_back_list(alone: Alone, adviser: AdviserMaker) -> None:
    record = alone.missed.closed_record(limit=30)
    assert (record.end_reason, record.messages) == ("missed", [])
    assert record.callbacks == [("missed", "open")]
    li = adviser("li")
    li.page.goto(f"{li.centre.url}/desk/todo")
    li.shows("138****8022")


def test_who_was_served_at_the_plain_telephone_is_in_the_record_and_not_called_back(alone: Alone) -> None:
    record = alone.served.closed_record(limit=30)
    assert (record.end_reason, record.messages, record.callbacks) == ("served", [], [])


def test_each_call_is_taken_in_once_and_the_next_one_hears_the_menu(
    alone: Alone, centre: Centre, citizen: Citizen
) -> None:
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    call.hangs_up()
    for each in (alone.message, alone.missed, alone.served):
        found = centre.rows("select origin from interaction where called_number = %s", each.called)
        assert found == [{"origin": "fallback"}]
    assert sorted(centre.places.fallback_spool.iterdir()) == []
