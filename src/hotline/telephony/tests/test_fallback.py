"""Calls that the dialplan served or lost by itself, taken into the record once."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError

from hotline.acd.models import Callback
from hotline.citizens.models import ContactPoint
from hotline.inquiries.models import Interaction, Message
from hotline.kernel.blobs import blob_read
from hotline.telephony import sound
from hotline.telephony.machine import Phase, writes
from hotline.telephony.models import Recording
from hotline.telephony.switchboard import fallback
from hotline.telephony.switchboard.fallback import SpooledCall, spool_take_in

from .scene import NUMBER
from .sounds import mono_wav
from .stage import Line, centre_make, everything

pytestmark = pytest.mark.django_db
CHANNEL = "n1-1763946000.7"
STARTED, ENDED = 1763946000, 1763946042


@pytest.fixture
def spool(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOTLINE_SPOOL = tmp_path / "spool"
    settings.HOTLINE_FILES = tmp_path / "files"
    folder = tmp_path / "spool" / "fallback"
    folder.mkdir(parents=True)
    return folder


def _write(spool: Path, *, suffix: str = ".call", channel: str = CHANNEL, age: float = 60, **fields: object) -> Path:
    values = {
        "channel": channel,
        "kind": "missed",
        "started": STARTED,
        "ended": ENDED,
        "caller": NUMBER,
        "dialled": "12333",
        "language": "zh",
        **fields,
    }
    file = spool / f"{channel}{suffix}"
    file.write_text("".join(f"{name}={value}\n" for name, value in values.items() if value is not None))
    os.utime(file, (time.time() - age, time.time() - age))
    return file


def _take_in(*living: str) -> int:
    return spool_take_in(is_channel_alive=living.__contains__)


@pytest.mark.parametrize(
    ("kind", "reason", "is_called_back"),
    [("missed", "missed", True), ("phones", "served", False), ("voicemail", "message_left", True)],
)
def test_each_kind_of_call(spool: Path, kind: str, reason: str, is_called_back: bool) -> None:
    file = _write(spool, kind=kind)
    assert _take_in() == 1
    call = Interaction.objects.get()
    assert (call.origin, call.origin_ref, call.end_reason) == ("fallback", f"fallback:{CHANNEL}", reason)
    assert (call.started_at.timestamp(), call.ended_at and call.ended_at.timestamp()) == (STARTED, ENDED)
    assert (call.called_number, call.language, call.medium) == ("12333", "zh", "voice")
    assert [callback.source for callback in Callback.objects.all()] == (["missed"] if is_called_back else [])
    assert not file.exists()


def test_an_unknown_kind_counts_as_missed(spool: Path) -> None:
    _write(spool, kind="surprise")
    _take_in()
    assert Interaction.objects.get().end_reason == "missed"


def test_a_withheld_number_cannot_be_called_back(spool: Path) -> None:
    _write(spool, caller="")
    _take_in()
    assert Interaction.objects.get().inquiry.citizen_id is None
    assert not Callback.objects.exists()


def test_two_missed_calls_of_one_citizen_are_one_callback(spool: Path) -> None:
    _write(spool)
    _write(spool, channel="n1-1763946000.9")
    assert _take_in() == 2
    assert (Interaction.objects.count(), Callback.objects.count(), ContactPoint.objects.count()) == (2, 1, 1)


def test_the_same_call_twice_is_one_interaction(spool: Path) -> None:
    _write(spool, kind="voicemail", recording="x")
    _sound(spool)
    _take_in()
    before = everything()
    # Killed after the commit and before the file was removed.
    _write(spool, kind="voicemail", recording="x")
    _sound(spool)
    assert _take_in() == 1
    after = everything()
    assert before.pop("contact_point") != after.pop("contact_point")
    assert after == before
    assert list(spool.iterdir()) == []


def test_a_message_moves_into_the_store(spool: Path) -> None:
    _write(spool, kind="voicemail", recording=f"/var/spool/asterisk/fallback/{CHANNEL}.wav")
    left = _sound(spool)
    _take_in()
    kept = Recording.objects.get()
    assert (kept.state, kept.part, kept.seconds) == ("kept", "message", 2.0)
    assert kept.blob is not None
    assert blob_read(blob=kept.blob) == mono_wav([7] * 2 * sound.RATE)
    assert Message.objects.get().blob_id == kept.blob_id
    assert not left.exists()


def test_a_message_that_is_too_short_is_not_kept(spool: Path) -> None:
    _write(spool, kind="voicemail", recording="x")
    (spool / f"{CHANNEL}.wav").write_bytes(mono_wav([7] * 400))
    _take_in()
    assert (Recording.objects.get().state, Message.objects.count()) == ("empty", 0)
    assert list(spool.iterdir()) == []


def test_a_message_without_a_file_is_still_a_call(spool: Path) -> None:
    _write(spool, kind="voicemail", recording="x")
    assert _take_in() == 1
    assert Interaction.objects.get().end_reason == "message_left"
    assert not Recording.objects.exists()


@pytest.mark.parametrize(
    "path", ["..", ".", "/", "../../keys/data.key", "/etc/passwd", "other.call", "..\\x", "\0", "a\nkind=phones"]
)
def test_no_path_is_taken_from_the_file(spool: Path, path: str) -> None:
    (spool.parent / "keys").mkdir()
    outside = spool.parent / "keys" / "data.key"
    outside.write_bytes(mono_wav([7] * 2 * sound.RATE))
    other = _write(spool, channel="other", suffix=".part")
    _write(spool, kind="voicemail", recording=path)
    assert _take_in("other") == 1
    assert outside.exists()
    assert other.exists()
    assert not Recording.objects.exists()


def test_an_unfinished_file_waits_while_its_channel_lives(spool: Path) -> None:
    file = _write(spool, suffix=".part")
    assert _take_in(CHANNEL) == 0
    assert file.exists()
    assert not Interaction.objects.exists()


def test_an_unfinished_file_without_its_channel_is_a_missed_call(spool: Path) -> None:
    file = _write(spool, suffix=".part")
    assert _take_in() == 1
    assert Interaction.objects.get().end_reason == "missed"
    assert not file.exists()


def test_an_unfinished_file_that_has_just_begun_waits(spool: Path) -> None:
    _write(spool, suffix=".part", age=1)
    assert _take_in() == 0


def test_an_unfinished_file_of_a_call_that_came_to_us_is_no_second_call(spool: Path) -> None:
    centre_make()
    Line(leg_id=CHANNEL).opened()
    file = _write(spool, suffix=".part")
    assert _take_in() == 1
    assert Interaction.objects.count() == 1
    assert not file.exists()


@pytest.mark.parametrize("reason", ["trouble", "flow_trouble"])
def test_an_unfinished_file_of_a_call_that_we_gave_up_is_a_call_of_its_own(spool: Path, reason: str) -> None:
    centre_make()
    line = Line(leg_id=CHANNEL).opened()
    line.write(writes.CloseInteraction(reason), phase=Phase.ENDED)
    _write(spool, suffix=".part")
    _take_in()
    assert set(Interaction.objects.values_list("origin", "end_reason")) == {
        ("normal", reason),
        ("fallback", "missed"),
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"started": "soon"},
        {"ended": None},
        {"channel": None},
        {"started": 10**30},
        {"dialled": "1\x0033"},
    ],
)
def test_a_file_that_cannot_be_read_is_put_aside_and_the_others_are_taken(spool: Path, fields: dict[str, Any]) -> None:
    file = _write(spool, **{"channel": "a", **{key: value for key, value in fields.items() if key != "channel"}})
    if "channel" in fields:
        file.write_text(file.read_text().replace("channel=a\n", ""))
    _write(spool)
    assert _take_in() == 1
    assert [each.name for each in spool.iterdir()] == ["a.unreadable"]
    assert _take_in() == 0


def test_a_file_that_is_empty_is_put_aside(spool: Path) -> None:
    (spool / "x.call").write_bytes(b"")
    assert _take_in() == 0
    assert (spool / "x.unreadable").exists()


def test_a_dialled_number_of_any_length_is_a_call(spool: Path) -> None:
    _write(spool, dialled="9" * 80)
    _take_in()
    assert Interaction.objects.get().called_number == "9" * 40


def test_an_end_before_the_beginning_is_no_time_at_all(spool: Path) -> None:
    _write(spool, ended=STARTED - 5)
    _take_in()
    call = Interaction.objects.get()
    assert call.ended_at is not None
    assert 0 <= (call.ended_at - call.started_at).total_seconds() < 0.001


def test_other_files_are_let_alone(spool: Path) -> None:
    for name in ("notes.txt", "x.unreadable", "x.wav"):
        (spool / name).write_text("channel=x")
    assert _take_in() == 0
    assert len(list(spool.iterdir())) == 3


def test_a_store_that_is_full_keeps_the_file_for_later(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _write(spool, channel="a")
    _write(spool)
    real = fallback._take_in

    def full(spooled: SpooledCall) -> None:
        if spooled.channel == "a":
            raise OSError(28, "No space left on device")
        real(spooled)

    monkeypatch.setattr(fallback, "_take_in", full)
    assert _take_in() == 1
    assert file.exists()


def test_a_database_that_is_away_is_the_units_business(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _write(spool)

    def away(_spooled: SpooledCall) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(fallback, "_take_in", away)
    with pytest.raises(OperationalError):
        _take_in()
    assert file.exists()


def test_so_many_at_once_and_the_rest_in_the_next_turn(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "FILES_AT_ONCE", 2)
    for n in range(3):
        _write(spool, channel=f"c{n}")
    assert [_take_in(), _take_in(), _take_in()] == [2, 1, 0]


def test_without_a_spool_there_is_nothing_to_take(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOTLINE_SPOOL = tmp_path / "none"
    assert _take_in() == 0


def test_the_number_is_in_no_repr(spool: Path) -> None:
    assert NUMBER not in repr(SpooledCall.read(_write(spool)))


def _sound(spool: Path) -> Path:
    file = spool / f"{CHANNEL}.wav"
    file.write_bytes(mono_wav([7] * 2 * sound.RATE))
    return file
