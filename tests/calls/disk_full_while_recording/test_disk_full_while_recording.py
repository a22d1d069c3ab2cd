"""The disk under the recordings is full: the talk goes on, the doctor names the folder, the record what is missing.

Once there is room again, the next talk is recorded whole. The disk is a real one, in memory, that holds two seconds.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness.adviser import MICROPHONE_HERTZ, Adviser, AdviserMaker
from harness.centre import Centre
from harness.citizen import Citizen, CitizenCall
from harness.recordings import talks_of
from harness.waiting import soon, stays

FULL_AFTER = "64k"
ROOM = "400m"
GOES_ON_SECONDS = 8


@dataclass
class SmallDisk:
    """A disk of its own under the folder into which Asterisk records talks."""

    folder: Path

    def is_full(self) -> bool:
        """Whether nothing more can be written."""
        return shutil.disk_usage(self.folder).free == 0

    def gets_room(self) -> None:
        """Make it large."""
        subprocess.run(["mount", "-o", f"remount,size={ROOM}", self.folder], check=True)


@pytest.fixture
def disk(centre: Centre) -> Iterator[SmallDisk]:
    """The small disk, mounted for one test."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder = centre.places.asterisk / "spool" / "monitor"
    options = f"size={FULL_AFTER},mode=0777"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "hotline-test", folder], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a disk in memory")
    yield SmallDisk(folder)
    subprocess.run(["umount", folder], check=True)


def _talk(citizen: Citizen, adviser: Adviser) -> CitizenCall:
    call = citizen.dials()
    call.asks_for_adviser()
    adviser.answers()
    call.says_tone(700)
    adviser.hears_tone(700)
    return call


def test_the_talk_goes_on_and_what_is_missing_is_said(citizen: Citizen, adviser: AdviserMaker, disk: SmallDisk) -> None:
    centre = citizen.centre
    li = adviser("li")
    call = _talk(citizen, li)
    soon(disk.is_full, limit=15, what="a full disk")
    stays(lambda: li.heard_hertz() > 0, seconds=GOES_ON_SECONDS, what="the citizen's voice")
    call.hears_tone(MICROPHONE_HERTZ)
    assert str(disk.folder) in centre.doctor()
    li.hears_tone(700)
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.end_reason == "served"
    assert record.engagements == ["li"]
    (talk,) = talks_of(centre, record)
    assert 1 <= talk.seconds <= 3
    soon(lambda: _said_to_be_missing(centre, call), what="the record to say what is missing")

    disk.gets_room()
    assert str(disk.folder) not in centre.doctor()
    after = _talk(citizen, li)
    stays(lambda: li.heard_hertz() > 0, seconds=3, what="the next citizen's voice")
    after.hangs_up()
    li.finishes()
    (whole,) = talks_of(centre, after.closed_record())
    assert whole.seconds >= 3
    assert _said_to_be_missing(centre, after) == ""
    li.opens_story_of(record)
    li.shows("录音不完整")


def _said_to_be_missing(centre: Centre, call: CitizenCall) -> str:
    sql = "select failure from recording r join interaction i on i.id = r.interaction_id where i.called_number = %s"
    (row,) = centre.rows(sql, call.called)
    return str(row["failure"])
