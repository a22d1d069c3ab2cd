"""What has been kept for its time goes; what the record needs, or somebody has still to deal with, stays."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from hotline.acd.models import AgentSpan, Callback
from hotline.acd.services import callback_attempt_begin, callback_attempt_end, callback_request, voice_message_deal
from hotline.citizens.models import ContactPoint
from hotline.citizens.services import caller_recognise
from hotline.inquiries.models import Interaction, Message, Segment
from hotline.inquiries.services import message_add
from hotline.kernel import clock, outbox
from hotline.kernel.blobs import BlobGoneError, blob_store
from hotline.kernel.models import Blob, OutboxRow
from hotline.telephony.models import Command, Recording
from hotline.telephony.selectors import recording_wav, recordings_of
from hotline.telephony.services.commands import hold
from hotline.telephony.services.keeping import Ended, keeping_end

from .stage import Line, Time, adviser_make, centre_make

pytestmark = pytest.mark.django_db
NOTHING = Ended(recordings=0, numbers=0, facts=0, wishes=0, desk_times=0)


@pytest.fixture(autouse=True)
def time(db: None, monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time(monkeypatch)
    centre_make()
    return time


def sound(content: bytes) -> Blob:
    return blob_store(content=content, kind=Blob.Kind.RECORDING, media_type="audio/wav")


def test_each_kind_has_its_own_time(time: Time, settings: LazySettings) -> None:
    settings.HOTLINE_KEEP_FACTS_DAYS = 30
    settings.HOTLINE_KEEP_RECORDINGS_DAYS = 180
    settings.HOTLINE_KEEP_NUMBERS_DAYS = 730
    settings.HOTLINE_KEEP_DESK_TIMES_DAYS = 1095
    staff = adviser_make()
    line = Line().talking()
    hold(interaction_id=line.id, staff_id=staff.id)
    outbox.start_at_end(reader="switchboard:n1")
    recording = Recording.objects.create(
        interaction_id=line.id, name="talk", part="talk", state="kept", started_at=clock.now(), blob=sound(b"talk")
    )
    facts, spans = OutboxRow.objects.count(), AgentSpan.objects.filter(during__upper_inf=False).count()
    numbers = ContactPoint.objects.count()
    assert min(facts, spans, numbers) > 0
    record = [list(model.objects.order_by("pk").values()) for model in (Interaction, Segment)]

    time.passes(29 * 86_400)
    assert keeping_end(at=clock.now()) == NOTHING
    assert recording_wav(recording_id=recording.id) == b"talk", "which opens it, and keeps it open for a while"
    time.passes(2 * 86_400)
    assert keeping_end(at=clock.now()) == Ended(recordings=0, numbers=0, facts=facts - 1, wishes=1, desk_times=0)
    assert not Command.objects.exists()
    time.passes(150 * 86_400)
    assert keeping_end(at=clock.now()) == Ended(recordings=1, numbers=0, facts=0, wishes=0, desk_times=0)
    assert [(row.id, row.state) for row in recordings_of(interaction_id=line.id)] == [(recording.id, "deleted")]
    with pytest.raises(BlobGoneError):
        recording_wav(recording_id=recording.id)
    time.passes(550 * 86_400)
    assert keeping_end(at=clock.now()) == Ended(recordings=0, numbers=numbers, facts=0, wishes=0, desk_times=0)
    time.passes(366 * 86_400)
    assert keeping_end(at=clock.now()) == Ended(recordings=0, numbers=0, facts=0, wishes=0, desk_times=spans)
    assert AgentSpan.objects.get().state == "talking", "what goes on stays"
    assert keeping_end(at=clock.now()) == NOTHING
    assert [list(model.objects.order_by("pk").values()) for model in (Interaction, Segment)] == record


def test_what_somebody_has_still_to_do_stays(time: Time) -> None:
    staff = adviser_make()
    line = Line().opened()
    caller = caller_recognise(number="13900139009")
    assert caller
    promise = callback_request(
        interaction_id=line.id, contact_id=caller.contact_id, source="queue", language="zh", at=clock.now()
    )
    heard = sound(b"please call")
    message = message_add(interaction_id=line.id, client_token="m", author="citizen", kind="voice", blob_id=heard.id)
    time.passes(timedelta(days=5_000).total_seconds())

    keeping_end(at=clock.now())
    assert ContactPoint.objects.get(pk=caller.contact_id).cipher is not None
    assert Blob.objects.get(pk=heard.id).deleted_at is None

    callback_attempt_begin(callback_id=promise.id, staff_id=staff.id)
    callback_attempt_end(callback_id=promise.id, result="reached")
    voice_message_deal(message_id=message.id, staff_id=staff.id)
    ended = keeping_end(at=clock.now())
    assert (ended.recordings, ended.numbers) == (1, 1)
    assert ContactPoint.objects.get(pk=caller.contact_id).cipher is None
    assert Blob.objects.get(pk=heard.id).deleted_at == clock.now()
    assert (Callback.objects.count(), Message.objects.count()) == (1, 1)
