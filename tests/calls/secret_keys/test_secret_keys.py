"""Keys that carry an identity number or PIN: in no table, file, log or message, and no key sounds in a recording."""

import time

import pytest
from harness.adviser import MICROPHONE_HERTZ, AdviserMaker
from harness.centre import Centre
from harness.citizen import Citizen, CitizenCall
from harness.recordings import talks_of
from harness.sound import is_silent

IDENTITY = "110105194912310029"[:10]
PIN = "86420973"


@pytest.fixture
def secret_given(citizen: Citizen) -> CitizenCall:
    """A caller who has typed his identity number and not yet ended it."""
    call = citizen.dials()
    call.hears_then_skips("menu_open")
    # Key 7 of the test flow asks for a secret and looks it up as a topic.
    call.presses("7")
    call.hears("topic_ask_code")
    call.presses(IDENTITY)
    return call


def _tables_with(centre: Centre, digits: str) -> list[str]:
    names = [row["tablename"] for row in centre.rows("select tablename from pg_tables where schemaname = 'public'")]
    assert {"interaction", "step", "outbox", "message", "call_state"} <= set(names)
    # The names are the database's own.
    sql = 'select 1 from "{}" line where line::text like %s limit 1'
    return [name for name in names if centre.rows(sql.format(name), f"%{digits}%")]


def _files_with(centre: Centre, digits: str) -> list[str]:
    files = [file for file in centre.home.rglob("*") if file.is_file() and not file.is_symlink()]
    return [str(file) for file in files if digits.encode() in file.read_bytes()]


def test_while_it_is_typed_and_afterwards_it_is_in_no_table_and_no_file(secret_given: CitizenCall) -> None:
    centre = secret_given.centre
    typed = (_tables_with(centre, IDENTITY), _files_with(centre, IDENTITY))
    secret_given.presses("#")
    secret_given.hears("goodbye")
    secret_given.is_hung_up_on()

    record = secret_given.closed_record()
    # What was dialled is kept: the search finds what there is.
    assert "interaction" in _tables_with(centre, secret_given.called)
    assert typed == ([], [])
    assert _tables_with(centre, IDENTITY) == []
    # Files hold logs, the spool, kept sounds, and what PostgreSQL writes, its log of changes included.
    assert _files_with(centre, IDENTITY) == []
    assert record.recordings == []
    # Nor digit by digit.
    assert [data for kind, data in record.steps if "key" in kind and data.get("node") == "secret"] == []


def test_keys_in_a_talk_are_heard_in_no_recording_and_written_nowhere(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    call.hears_tone(MICROPHONE_HERTZ)
    call.presses(PIN)
    time.sleep(1)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    (talk,) = talks_of(citizen.centre, record)
    left, right = talk.channels
    assert is_silent(left)
    assert not is_silent(right)
    assert PIN not in str(record.steps)
    assert _tables_with(citizen.centre, PIN) == []
    assert _files_with(citizen.centre, PIN) == []
