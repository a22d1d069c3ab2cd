"""Reading interactions, and listening to them."""

import io
import uuid
import wave
from datetime import timedelta

import pytest
from django.test import Client

from hotline.accounts.models import AuditEntry, Staff
from hotline.inquiries.services import survey_answer, survey_offer
from hotline.kernel import clock
from hotline.kernel.blobs import blob_store
from hotline.kernel.ids import new_id
from hotline.kernel.models import Blob
from hotline.telephony.models import Recording

from .stage import browser_of, call_arrives, call_over, call_taken


def stereo(seconds: float = 1.0) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as writing:
        writing.setnchannels(2)
        writing.setsampwidth(2)
        writing.setframerate(8000)
        writing.writeframes(b"\x00\x40\x00\x00" * int(8000 * seconds))
    return target.getvalue()


def recording_make(interaction_id: uuid.UUID, *, part: str = "talk") -> Recording:
    blob = blob_store(content=stereo(), kind=Blob.Kind.RECORDING, media_type="audio/wav")
    return Recording.objects.create(
        interaction_id=interaction_id,
        name=f"{part}-{interaction_id}",
        part=part,
        state="kept",
        blob=blob,
        started_at=clock.now(),
        seconds=1.0,
    )


def listened() -> list[uuid.UUID | None]:
    return list(AuditEntry.objects.filter(action="recording.listened").values_list("staff_id", flat=True))


def test_an_adviser_reads_what_he_served(li: Staff, wang: Staff, zhao: Staff, desk: Client) -> None:
    interaction_id = call_over().interaction_id
    path = f"/desk/interactions/{interaction_id}"
    assert desk.get(path).status_code == 200
    assert desk.get(f"{path}/story").json()["id"] == str(interaction_id)
    assert browser_of(wang).get(path).status_code == 404
    assert browser_of(wang).get(f"{path}/story").status_code == 404
    assert browser_of(zhao).get(path).status_code == 200


def test_the_earlier_contacts_of_the_citizen_in_hand_can_be_read(desk: Client) -> None:
    earlier = call_arrives()  # rings at the desk, and is told apart by being in hand
    other = call_arrives(number="13900139000")
    again = call_arrives()
    assert desk.get(f"/desk/interactions/{earlier}/story").status_code == 200
    assert desk.get(f"/desk/interactions/{again}/story").status_code == 200
    assert desk.get(f"/desk/interactions/{other}/story").status_code == 404


def test_the_list_shows_an_adviser_his_own(wang: Staff, zhao: Staff, desk: Client) -> None:
    interaction_id = call_taken()
    waiting = call_arrives(number="13900139000")
    mine = desk.get("/desk/interactions").content.decode()
    assert f"/desk/interactions/{interaction_id}" in mine
    assert str(waiting) not in mine
    assert "综合" not in browser_of(wang).get("/desk/interactions").content.decode()
    everything = browser_of(zhao).get("/desk/interactions?state=open&medium=voice").content.decode()
    assert f"/desk/interactions/{waiting}" in everything
    assert "没有符合条件的记录" in browser_of(zhao).get("/desk/interactions?state=over").content.decode()


@pytest.mark.parametrize("query", ["day=nonsense", "medium=telepathy", "state=odd", "day=2020-01-01"])
def test_odd_filters_are_harmless(desk: Client, query: str) -> None:
    assert desk.get(f"/desk/interactions?{query}").status_code == 200


def test_the_mark_is_nowhere_for_the_adviser(desk: Client) -> None:
    interaction_id = call_over().interaction_id
    survey_offer(interaction_id=interaction_id)
    survey_answer(interaction_id=interaction_id, level=1)
    story = desk.get(f"/desk/interactions/{interaction_id}/story").json()
    assert story["survey"] == "answered"
    assert "level" not in story


@pytest.mark.parametrize(("failure", "is_said"), [("", False), ("28 s of the talk are missing", True)])
def test_the_story_says_of_a_recording_that_a_part_is_missing(desk: Client, failure: str, is_said: bool) -> None:
    interaction_id = call_over().interaction_id
    recording = recording_make(interaction_id)
    recording.failure = failure
    recording.save(update_fields=["failure"])
    (row,) = desk.get(f"/desk/interactions/{interaction_id}/story").json()["recordings"]
    assert row["cut_short"] is is_said


def test_each_listening_is_logged_once_however_many_parts_are_fetched(li: Staff, desk: Client) -> None:
    recording = recording_make(call_over().interaction_id)
    answer = desk.get(f"/desk/recordings/{recording.id}.wav")
    assert (answer.status_code, answer.content) == (200, stereo())
    assert listened() == [li.id]
    rest = desk.get(f"/desk/recordings/{recording.id}.wav", headers={"Range": "bytes=44-47"})
    assert (rest.status_code, rest.content) == (206, stereo()[44:48])
    assert rest.headers["Content-Range"] == f"bytes 44-47/{len(stereo())}"
    assert listened() == [li.id]


@pytest.mark.parametrize("part", ["bytes=1-", "bytes=44-", "bytes=44-47", "bytes=-100", "nonsense"])
def test_no_part_of_the_sound_is_heard_unlogged(li: Staff, desk: Client, part: str) -> None:
    recording = recording_make(call_over().interaction_id)
    answer = desk.get(f"/desk/recordings/{recording.id}.wav", headers={"Range": part})
    assert len(answer.content) > 0
    assert listened() == [li.id]


def test_listening_again_later_or_by_another_or_to_another_is_logged_again(
    li: Staff, zhao: Staff, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    interaction_id = call_over().interaction_id
    first, second = (recording_make(interaction_id, part=part) for part in ("talk", "message"))
    began = clock.now()
    for minutes, browser, recording in [
        (0, desk, first), (4, desk, first), (4, browser_of(zhao), first), (4, desk, second), (6, desk, first),
    ]:  # fmt: skip
        monkeypatch.setattr(clock, "now", lambda at=began + timedelta(minutes=minutes): at)
        assert browser.get(f"/desk/recordings/{recording.id}.wav", headers={"Range": "bytes=1-"}).status_code == 206
    entries = AuditEntry.objects.filter(action="recording.listened").order_by("at", "id")
    assert [(entry.staff_id, entry.subject) for entry in entries] == [
        (li.id, f"recording:{first.id}"),
        (zhao.id, f"recording:{first.id}"),
        (li.id, f"recording:{second.id}"),
        (li.id, f"recording:{first.id}"),
    ]


def test_a_range_beyond_the_end_is_refused(desk: Client) -> None:
    recording = recording_make(call_over().interaction_id)
    answer = desk.get(f"/desk/recordings/{recording.id}.wav", headers={"Range": "bytes=9999999-"})
    assert answer.status_code == 416


def test_nobody_listens_to_the_calls_of_others(wang: Staff, li: Staff) -> None:
    recording = recording_make(call_over().interaction_id)
    browser = browser_of(wang)
    assert browser.get(f"/desk/recordings/{recording.id}.wav").status_code == 404
    assert browser.get(f"/desk/recordings/{recording.id}/peaks").status_code == 404
    assert browser.get(f"/desk/recordings/{new_id()}.wav").status_code == 404
    assert listened() == []


def test_the_wave_has_the_citizen_and_the_adviser(desk: Client) -> None:
    recording = recording_make(call_over().interaction_id)
    channels = desk.get(f"/desk/recordings/{recording.id}/peaks").json()["channels"]
    assert [len(channel) for channel in channels] == [600, 600]
    assert set(channels[0]) == {0.5}
    assert set(channels[1]) == {0.0}


def test_a_recording_that_is_gone_says_so(desk: Client) -> None:
    interaction_id = call_over().interaction_id
    recording = Recording.objects.create(
        interaction_id=interaction_id, name="lost", part="talk", state="failed", started_at=clock.now()
    )
    answer = desk.get(f"/desk/recordings/{recording.id}.wav")
    assert answer.status_code == 410
    assert answer.json()["problem"]["zh"].startswith("录音已不在")
