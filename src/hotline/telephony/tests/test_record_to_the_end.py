"""A decision in the record, from the talk to the end: the exact effect of each write."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from hotline.acd.models import AgentDesk, AgentSpan, Callback, QueueItem
from hotline.citizens.models import ContactPoint
from hotline.inquiries.models import Engagement, Provenance, SurveyMark
from hotline.inquiries.tests.stage import version_make
from hotline.knowledge.models import EntryVersion
from hotline.telephony.machine import Phase, writes
from hotline.telephony.models import CallState, Leg, Recording
from hotline.telephony.services.nodes import node_take
from hotline.telephony.switchboard import record as record_module
from hotline.telephony.switchboard.record import call_abandon

from .scene import ADVISER, CITIZEN
from .stage import T0, Line, Time, adviser_make, centre_make, everything

pytestmark = pytest.mark.django_db
OTHER_NUMBER = "13900139000"


@pytest.fixture(autouse=True)
def time(db: None, monkeypatch: pytest.MonkeyPatch) -> Time:
    """A centre whose clock stands still."""
    time = Time(monkeypatch)
    centre_make()
    monkeypatch.setattr(record_module, "version_digest", lambda **_: "d" * 64)
    return time


def _with_version(line: Line) -> None:
    line.opened()
    version_make()


def _version_id() -> str:
    newest = EntryVersion.objects.first()
    return str(newest.id if newest else uuid.uuid4())


def test_a_citizen_whose_adviser_was_lost_waits_at_the_front(time: Time) -> None:
    adviser_make()
    line = Line().talking()
    time.passes(5)
    line.write(writes.ReturnToQueue())
    waiting = QueueItem.objects.get(state="waiting")
    assert (waiting.interaction_id, waiting.priority) == (line.id, 1000)
    assert line.segments == ["flow", "queue", "served", "queue+"]
    assert Engagement.objects.get().served_to == T0 + timedelta(seconds=5)


def test_the_end_of_a_talk_is_the_advisers_wrap_up(time: Time) -> None:
    adviser_make()
    line = Line().talking()
    time.passes(5)
    line.write(writes.EndService())
    assert Engagement.objects.get().served_to == T0 + timedelta(seconds=5)
    assert AgentSpan.objects.get(during__upper_inf=True).state == "wrap_up"
    assert AgentDesk.objects.get().load == 100
    assert line.segments == ["flow", "queue", "served+"]


def test_an_advisers_leg(time: Time) -> None:
    line = Line().opened()
    line.write(writes.OpenLeg(ADVISER))
    assert Leg.objects.get(channel_id=ADVISER).role == "adviser"
    time.passes(5)
    line.write(writes.CloseLeg(ADVISER))
    assert Leg.objects.get(channel_id=ADVISER).closed_at == T0 + timedelta(seconds=5)
    assert Leg.objects.get(channel_id=CITIZEN).closed_at is None


def test_a_recording_that_is_finished_is_taken_in_once() -> None:
    line = Line().opened()
    line.write(writes.OpenRecording("talk1", "talk"))
    assert (line.recording.state, line.recording.part, line.recording.started_at) == ("live", "talk", T0)
    line.write(writes.FinishRecording("talk1"))
    line.write(writes.FinishRecording("talk1"))
    assert line.recording.state == "joining"
    assert _jobs() == [{"recording_id": str(line.recording.id)}]


def test_a_recording_that_is_discarded_has_its_file_removed() -> None:
    line = Line().opened()
    line.write(writes.OpenRecording("message1", "message"))
    line.write(writes.DiscardRecording("message1"))
    line.write(writes.FinishRecording("message1"))
    assert line.recording.state == "empty"
    assert _jobs() == [{"recording_id": str(line.recording.id)}]


def test_an_unknown_recording_is_not_finished() -> None:
    Line().opened().write(writes.FinishRecording("talk1"), writes.DiscardRecording("x"), writes.MarkGap("y", True))
    assert not Recording.objects.exists()
    assert _jobs() == []


def test_gaps_count_from_the_beginning_of_the_recording(time: Time) -> None:
    line = Line().opened()
    line.write(writes.OpenRecording("talk1", "talk"))
    for is_open in (True, False, True):
        time.passes(2.5)
        line.write(writes.MarkGap("talk1", is_open))
    assert line.recording.gaps == [[2.5, 5.0], [7.5, None]]


def test_the_end_of_a_gap_that_never_began_is_no_gap() -> None:
    line = Line().opened()
    line.write(writes.OpenRecording("talk1", "talk"), writes.MarkGap("talk1", is_open=False))
    assert line.recording.gaps == []


def test_a_callback_to_the_number_the_call_came_from() -> None:
    line = Line().opened()
    line.write(writes.RequestCallback("queue", None))
    callback = Callback.objects.get()
    assert (callback.contact_id, callback.interaction_id) == (ContactPoint.objects.get().id, line.id)
    assert (callback.source, callback.language, callback.state) == ("queue", "zh", "open")


def test_a_callback_to_another_number() -> None:
    line = Line().opened()
    own = ContactPoint.objects.get()
    line.write(writes.RequestCallback("queue", OTHER_NUMBER))
    assert Callback.objects.get().contact_id == ContactPoint.objects.exclude(pk=own.pk).get().id


@pytest.mark.parametrize("number", [None, "12"])
def test_a_callback_to_nobody_is_a_step(number: str | None) -> None:
    line = Line().opened(number="")
    line.write(writes.RequestCallback("queue", number))
    assert not Callback.objects.exists()
    assert [step.kind for step in line.interaction.steps.all()] == ["callback_impossible"]


def test_what_was_heard_is_provenance(time: Time) -> None:
    line = Line()
    _with_version(line)
    for index in (0, 1, 0):
        time.passes(1)
        line.write(writes.HearPassage(_version_id(), index, "zh", "2026-11-20"))
    heard = Provenance.objects.get()
    assert (str(heard.entry_version_id), heard.rendering, heard.language) == (_version_id(), "voice", "zh")
    assert (heard.level, heard.paragraphs, heard.digest) == ("plain", 2, "d" * 64)
    assert heard.at == T0 + timedelta(seconds=1)
    # By which the topic was looked up, whatever day it is by now.
    assert heard.as_of == date(2026, 11, 20)


def test_a_mark_is_kept_where_it_was_asked_for() -> None:
    line = Line().opened()
    line.write(writes.AnswerSurvey(5))
    assert not SurveyMark.objects.exists()
    line.write(writes.OfferSurvey(), writes.AnswerSurvey(4), writes.AnswerSurvey(1))
    assert SurveyMark.objects.get().level == 4


def test_the_end_closes_everything(time: Time) -> None:
    line = Line().opened()
    line.write(writes.OpenLeg(ADVISER))
    time.passes(5)
    line.write(writes.CloseInteraction("caller_hung_up"), phase=Phase.ENDED)
    assert not CallState.objects.exists()
    assert (line.interaction.end_reason, line.interaction.ended_at) == ("caller_hung_up", T0 + timedelta(seconds=5))
    assert line.segments == ["flow"]
    assert not Leg.objects.filter(closed_at__isnull=True).exists()


def test_a_call_that_cannot_go_on_leaves_nothing_open() -> None:
    adviser_make()
    line = Line().recorded()
    assert call_abandon(interaction_id=line.id, epoch=1)
    assert line.interaction.end_reason == "trouble"
    assert line.segments == ["flow", "queue", "served"]
    assert Engagement.objects.get().served_to == T0
    assert AgentSpan.objects.get(during__upper_inf=True).state == "wrap_up"
    assert line.recording.state == "joining"
    assert len(_jobs()) == 1
    assert not Leg.objects.filter(closed_at__isnull=True).exists()
    assert not CallState.objects.exists()


def test_a_waiting_call_that_cannot_go_on_is_offered_no_more() -> None:
    adviser_make()
    line = Line().queued()
    assert call_abandon(interaction_id=line.id, epoch=1)
    assert line.offer.state == "withdrawn"
    assert QueueItem.objects.get().left_reason == "trouble"
    assert AgentDesk.objects.get().load == 0


def test_a_call_of_another_owner_is_not_given_up() -> None:
    line = Line().queued()
    node_take(node="n1")
    before = everything()
    assert not call_abandon(interaction_id=line.id, epoch=1)
    assert everything() == before


def test_a_call_that_is_over_is_not_given_up() -> None:
    line = Line().opened()
    line.write(writes.CloseInteraction("caller_hung_up"), phase=Phase.ENDED)
    assert not call_abandon(interaction_id=line.id, epoch=1)
    assert line.interaction.end_reason == "caller_hung_up"


def _jobs() -> list[Any]:
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415  # its models need the apps

    jobs = ProcrastinateJob.objects.filter(task_name__endswith="take_in_recording").order_by("id")
    return list(jobs.values_list("args", flat=True))
