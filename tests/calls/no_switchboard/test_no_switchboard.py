"""Nothing of ours runs that is Python: callers hear a notice, a plain telephone rings, else a message is taken.

When the switchboard is there again, each call is in the record once, and whoever was not served is on the list of those
who are to be called back.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness.adviser import AdviserMaker
from harness.centre import FALLBACK_PHONE, Centre
from harness.citizen import Citizen, CitizenCall
from harness.faults import without_switchboard
from harness.prompts import in_tones
from harness.record import record_find
from harness.recordings import message_of
from harness.sound import samples_so_far, tone_of, tones_in
from harness.waiting import soon

from hotline.telephony.caller.client import Call, Telephone, Telephones

PHONE_HERTZ = 900
CITIZEN_HERTZ = 700
BUSY = 486
# New tries with music come first: eleven, a second each.
ALONE_SECONDS = 40.0
MESSAGE_CALLER, GIVING_UP, SERVED = "13800138021", "13800138022", "13800138023"
SPOKEN_BY_ENGINE = [("one_moment", "zh"), ("fallback_notice", "zh"), ("fallback_notice", "en")]


@dataclass
class Alone:
    """The calls that came while there was no switchboard."""

    message: CitizenCall
    missed: CitizenCall
    served: CitizenCall


@contextmanager
def _plain_telephone(centre: Centre, folder: Path) -> Iterator[Telephone]:
    """A plain SIP telephone, registered with the engine; it rings until it is told what to do."""
    ask = f"from hotline.telephony.sip_accounts import sip_password\nanswer(sip_password({FALLBACK_PHONE!r}))"
    password = str(centre.python(ask))
    with Telephone(folder=folder) as phone:
        registrar = f"127.0.0.1:{centre.places.sip_port}"
        phone.account(FALLBACK_PHONE, password=password, registrar=registrar, ring="ask")
        yield phone


def _hears_notices(call: CitizenCall) -> None:
    call.hears("one_moment")
    call.hears("fallback_notice", "fallback_notice@en", limit=ALONE_SECONDS)


def _leaves_message(call: CitizenCall) -> None:
    spool = call.centre.places.fallback_spool
    soon(lambda: list(spool.glob("*.wav")), limit=ALONE_SECONDS, what="the beep to be over")
    call.says_tone(CITIZEN_HERTZ)
    time.sleep(3)
    call.presses("#")
    call.is_hung_up_on()


def _talk(call: CitizenCall, at_phone: Call) -> None:
    at_phone.answer()
    at_phone.wait_answered()
    at_phone.say_tone(PHONE_HERTZ)
    call.says_tone(CITIZEN_HERTZ)
    call.hears_tone(PHONE_HERTZ)
    heard = at_phone.record or Path()
    soon(lambda: tone_of(samples_so_far(heard)[-2400:]) == CITIZEN_HERTZ, what="the citizen at the plain telephone")


@pytest.fixture(scope="module")
def alone(centre: Centre, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """Three callers while the switchboard is away; it is back when this returns."""
    folder = tmp_path_factory.mktemp("alone")
    centre.rows("update callback set state = 'cancelled' where state = 'open'")
    with (
        _plain_telephone(centre, folder) as phone,
        Telephones(folder=folder) as telephones,
        in_tones(centre, *SPOKEN_BY_ENGINE),
        without_switchboard(centre, without=("web", "worker")),
    ):
        citizen = Citizen(centre, telephones)
        served = citizen.dials(number=SERVED)
        served.hears_music()  # so that the telephone rings for this one first
        message, missed = citizen.dials(number=MESSAGE_CALLER), citizen.dials(number=GIVING_UP)
        _hears_notices(served)
        _talk(served, phone.wait_incoming(FALLBACK_PHONE, limit=ALONE_SECONDS))
        _hears_notices(missed)
        missed.hangs_up()
        _hears_notices(message)
        phone.wait_incoming(FALLBACK_PHONE, limit=ALONE_SECONDS).answer(BUSY)
        _leaves_message(message)
        served.hangs_up()
        assert [call for call in (message, missed, served) if record_find(centre, called=call.called)] == []
    return Alone(message, missed, served)


def test_the_message_is_in_the_record_can_be_played_and_is_to_be_done(
    alone: Alone, centre: Centre, adviser: AdviserMaker
) -> None:
    record = alone.message.closed_record(with_messages=1, limit=30)
    assert record.messages == ["voice"]
    assert record.end_reason == "message_left"
    assert record.callbacks == [("missed", "open")]
    assert CITIZEN_HERTZ in tones_in(message_of(centre, record)[0])
    li = adviser("li")
    li.opens_story_of(record)
    li.plays_recording()
    li.page.goto(f"{centre.url}/desk/todo")
    li.shows("138****8021")


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
