"""A decision in the record: the exact effect of each write, once, however often it is said."""

import uuid
from collections.abc import Callable
from typing import Any, get_args

import pytest
from django.db import transaction

from hotline.acd.models import AgentDesk, AgentSpan, Offer, QueueItem
from hotline.citizens.models import ContactPoint
from hotline.inquiries.models import Engagement, Interaction
from hotline.inquiries.tests.stage import version_make
from hotline.ivr.models import FlowRun
from hotline.kernel.models import OutboxRow
from hotline.knowledge.models import EntryVersion
from hotline.telephony.machine import Phase, codec, events, writes
from hotline.telephony.models import CallState, Leg
from hotline.telephony.services.nodes import node_take
from hotline.telephony.services.states import OwnershipLostError
from hotline.telephony.switchboard import record as record_module

from .scene import ADVISER, CITIZEN, NUMBER
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


def _line(prepare: Callable[[Line], Any]) -> Line:
    adviser_make()
    line = Line()
    prepare(line)
    return line


def _with_version(line: Line) -> None:
    line.opened()
    version_make()


def _with_message(line: Line) -> None:
    line.opened().write(writes.OpenRecording("message1", "message"))


def _with_gap(line: Line) -> None:
    line.recorded().write(writes.MarkGap("talk1", is_open=True))


def _with_leg(line: Line) -> None:
    line.opened().write(writes.OpenLeg(ADVISER))


def _withheld(line: Line) -> None:
    line.opened(number="anonymous")


def _asked(line: Line) -> None:
    line.opened().write(writes.OfferSurvey())


def _offer_id(line: Line) -> str:
    return str(line.offer.id)


def _version_id() -> str:
    newest = EntryVersion.objects.first()
    return str(newest.id if newest else uuid.uuid4())


Made = Callable[[Line], writes.Write]
EVERY_WRITE: list[tuple[Callable[[Line], Any], Made]] = [
    (lambda _: None, lambda _: writes.OpenInteraction(CITIZEN, "12333", NUMBER)),
    (Line.opened, lambda _: writes.AddStep("node", {"verb": "menu"})),
    (Line.opened, lambda _: writes.SetLanguage("en")),
    (Line.queued, lambda _: writes.BeginFlow()),
    (Line.opened, lambda _: writes.JoinQueue("main", "elder", 1)),
    (Line.queued, lambda _: writes.LeaveQueue("message", is_reported=True)),
    (Line.queued, lambda line: writes.AcceptOffer(_offer_id(line), ADVISER)),
    (Line.queued, lambda line: writes.RejectOffer(_offer_id(line), "declined")),
    (Line.talking, lambda _: writes.ReturnToQueue()),
    (Line.talking, lambda _: writes.EndService()),
    (Line.opened, lambda _: writes.OpenLeg(ADVISER)),
    (_with_leg, lambda _: writes.CloseLeg(ADVISER)),
    (Line.talking, lambda _: writes.OpenRecording("talk1", "talk")),
    (Line.recorded, lambda _: writes.FinishRecording("talk1")),
    (_with_message, lambda _: writes.DiscardRecording("message1")),
    (Line.recorded, lambda _: writes.MarkGap("talk1", is_open=True)),
    (_with_gap, lambda _: writes.MarkGap("talk1", is_open=False)),
    (Line.queued, lambda _: writes.RequestCallback("queue", None)),
    (Line.queued, lambda _: writes.RequestCallback("queue", OTHER_NUMBER)),
    (_withheld, lambda _: writes.RequestCallback("crash", None)),
    (_with_version, lambda _: writes.HearPassage(_version_id(), 0, "zh", "2026-11-24")),
    (Line.opened, lambda _: writes.OfferSurvey()),
    (_asked, lambda _: writes.AnswerSurvey(4)),
    (Line.recorded, lambda _: writes.CloseInteraction("served")),
]

every_write = pytest.mark.parametrize(
    ("prepare", "make"), EVERY_WRITE, ids=[", ".join(make.__code__.co_names[1:]) for _, make in EVERY_WRITE]
)


def test_the_table_knows_every_write() -> None:
    made = {type(make(_Known())) for _, make in EVERY_WRITE}
    assert made == set(get_args(writes.Write))


class _Known(Line):
    """A line whose offer need not exist."""

    @property
    def offer(self) -> Offer:
        return Offer(id=uuid.uuid4())


@every_write
def test_the_same_decision_again_changes_nothing(prepare: Callable[[Line], Any], make: Made, time: Time) -> None:
    line = _line(prepare)
    write = make(line)
    phase = Phase.ENDED if isinstance(write, writes.CloseInteraction) else line.call.phase
    time.passes(5)
    told = line.write(write, writes.AddStep("beside", {}), phase=phase)
    before = everything()
    time.passes(5)
    assert line.again() == told
    after = everything()
    # Recognising the caller is a contact, and his number is kept a little longer for it.
    assert before.pop("contact_point") == after.pop("contact_point") or isinstance(write, writes.OpenInteraction)
    assert after == before


@every_write
def test_nothing_is_half_written_when_a_later_write_fails(
    prepare: Callable[[Line], Any], make: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = _line(prepare)
    write = make(line)
    before = everything()
    monkeypatch.setattr(record_module, "_add_steps", _fail)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        line.write(write, writes.AddStep("beside", {}), phase=line.call.phase)
    assert everything() == before


@every_write
def test_another_epoch_is_refused(prepare: Callable[[Line], Any], make: Made) -> None:
    line = _line(prepare)
    write = make(line)
    node_take(node="n1")
    before = everything()
    phase = Phase.ENDED if isinstance(write, writes.CloseInteraction) else line.call.phase
    with pytest.raises(OwnershipLostError), transaction.atomic():
        line.write(write, phase=phase)
    assert everything() == before


def test_a_state_that_has_gone_on_is_refused() -> None:
    line = Line().opened()
    line.write(speech_n=1)
    line.ownership = record_module.Ownership(node="n1", epoch=1, seq=-1)
    with pytest.raises(OwnershipLostError):
        line.write(speech_n=9)
    assert CallState.objects.get().state["speech_n"] == 1


def test_a_call_of_another_node_is_opened_under_that_node_alone() -> None:
    node_take(node="n2")
    node_take(node="n2")
    with pytest.raises(OwnershipLostError), transaction.atomic():
        Line(epoch=2).opened()
    assert not Interaction.objects.exists()


def test_an_opened_call() -> None:
    line = Line().opened()
    contact = ContactPoint.objects.get()
    assert (line.interaction.inquiry.citizen_id, line.interaction.origin_ref) == (contact.citizen_id, CITIZEN)
    assert (line.interaction.node, line.interaction.called_number, line.interaction.medium) == ("n1", "12333", "voice")
    assert line.segments == ["flow+"]
    state = CallState.objects.get()
    assert (state.pk, state.node, state.epoch, state.seq, state.schema) == (line.id, "n1", 1, 0, codec.SCHEMA)
    assert codec.from_json(state.state, schema=state.schema) == line.call
    leg = Leg.objects.get()
    assert (leg.channel_id, leg.interaction_id, leg.role, leg.closed_at) == (CITIZEN, line.id, "citizen", None)
    assert FlowRun.objects.get().version.n == line.call.run.version


@pytest.mark.parametrize("number", ["", "anonymous", "sip:x@y"])
def test_a_withheld_number_is_nobody(number: str) -> None:
    assert Line().opened(number=number).interaction.inquiry.citizen_id is None
    assert not ContactPoint.objects.exists()


def test_a_long_dialled_number_is_cut() -> None:
    line = Line()
    line.write(writes.OpenInteraction(CITIZEN, "9" * 80, NUMBER))
    assert line.interaction.called_number == "9" * 40


def test_the_number_is_in_no_table_in_clear() -> None:
    line = Line().opened()
    line.write(writes.RequestCallback("queue", OTHER_NUMBER))
    written = str(everything())
    assert NUMBER not in written
    assert OTHER_NUMBER not in written


def test_the_state_follows_each_decision() -> None:
    line = Line().opened()
    line.write(speech_n=1, is_speaking=True)
    state = CallState.objects.get()
    assert (state.seq, state.epoch) == (1, 1)
    assert codec.from_json(state.state, schema=state.schema) == line.call


def test_steps_keep_their_order() -> None:
    line = Line().opened()
    line.write(writes.AddStep("node", {"n": 1}), writes.SetLanguage("en"), writes.AddStep("key", {"n": 2}))
    line.write(writes.AddStep("node", {"n": 3}))
    steps = line.interaction.steps.order_by("seq").values_list("seq", "kind", "data")
    assert list(steps) == [(1, "node", {"n": 1}), (2, "key", {"n": 2}), (3, "node", {"n": 3})]


def test_the_language_is_the_interactions() -> None:
    line = Line().opened()
    line.write(writes.SetLanguage("en"))
    assert line.interaction.language == "en"


def test_back_in_the_flow_the_time_is_the_flows() -> None:
    line = Line().queued()
    line.write(writes.BeginFlow())
    assert line.segments == ["flow", "queue", "flow+"]


@pytest.mark.parametrize(("reason", "priority"), [("", 0), ("key", 0), ("elder", 100)])
def test_a_place_in_the_queue(reason: str, priority: int) -> None:
    line = Line().opened()
    assert line.write(writes.JoinQueue("main", reason, 1)) == [events.QueueJoined()]
    item = QueueItem.objects.get()
    assert (item.interaction_id, item.queue_id, item.state, item.priority) == (line.id, "main", "waiting", priority)
    assert line.segments == ["flow", "queue+"]
    assert not Offer.objects.exists()


def test_who_joins_is_offered_to_the_adviser_who_is_ready() -> None:
    staff = adviser_make()
    line = Line().queued()
    assert (line.offer.staff_id, line.offer.state) == (staff.id, "open")
    made = OutboxRow.objects.get(kind="offer.made")
    assert made.payload["offer"] == str(line.offer.id)


def test_who_joins_again_after_a_restart_keeps_his_place() -> None:
    line = Line().queued()
    before = QueueItem.objects.get()
    assert line.write(writes.JoinQueue("main", "", 1)) == [events.QueueJoined()]
    assert QueueItem.objects.get().enqueued_at == before.enqueued_at


@pytest.mark.parametrize("state", ["gave_up", "left", "lost"])
def test_who_joins_again_and_has_lost_his_place_is_told(state: str) -> None:
    line = Line().queued()
    QueueItem.objects.update(state=state, closed_at=T0)
    assert line.write(writes.JoinQueue("main", "", 1)) == [events.QueueGaveUp()]
    assert QueueItem.objects.count() == 1


def test_who_joins_again_and_was_given_to_a_lost_adviser_comes_to_the_front() -> None:
    adviser_make()
    line = Line().talking()
    assert line.write(writes.JoinQueue("main", "", 1)) == [events.QueueJoined()]
    states = QueueItem.objects.order_by("enqueued_at", "priority").values_list("state", "priority")
    assert list(states) == [("served", 0), ("waiting", 1000)]
    assert Engagement.objects.get().served_to == T0


def test_who_has_hung_up_joins_no_queue() -> None:
    line = Line().opened()
    Interaction.objects.update(ended_at=T0, end_reason="caller_hung_up")
    assert line.write(writes.JoinQueue("main", "", 1)) == [events.QueueGaveUp()]
    assert not QueueItem.objects.exists()


@pytest.mark.parametrize("is_reported", [True, False])
def test_leaving_the_queue_withdraws_the_offer(is_reported: bool) -> None:
    adviser_make()
    line = Line().queued()
    told = line.write(writes.LeaveQueue("message", is_reported=is_reported))
    assert told == ([events.QueueLeft()] if is_reported else [])
    assert line.offer.state == "withdrawn"
    item = QueueItem.objects.get()
    assert (item.state, item.left_reason) == ("left", "message")
    assert AgentDesk.objects.get().load == 0


def test_an_offer_that_is_open_is_accepted() -> None:
    staff = adviser_make()
    line = Line().queued()
    offer_id = str(line.offer.id)
    assert line.write(writes.AcceptOffer(offer_id, ADVISER)) == [events.OfferDecided(offer_id, is_accepted=True)]
    engagement = Engagement.objects.get()
    assert (engagement.staff_id, engagement.interaction_id, engagement.served_to) == (staff.id, line.id, None)
    assert line.segments == ["flow", "queue", "served+"]
    assert AgentSpan.objects.get(during__upper_inf=True).state == "talking"


def test_an_offer_that_is_over_is_not_accepted() -> None:
    adviser_make()
    line = Line().queued()
    offer_id = str(line.offer.id)
    line.write(writes.LeaveQueue("message"))
    assert line.write(writes.AcceptOffer(offer_id, ADVISER)) == [events.OfferDecided(offer_id, is_accepted=False)]
    assert not Engagement.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "state"), [("declined", "declined"), ("no_answer", "expired"), ("unreachable", "expired")]
)
def test_a_refused_offer_leaves_the_citizen_at_his_place(outcome: Any, state: str) -> None:
    adviser_make()
    line = Line().queued()
    line.write(writes.RejectOffer(str(line.offer.id), outcome))
    assert line.offer.state == state
    assert QueueItem.objects.get().state == "waiting"
    desk = AgentDesk.objects.get()
    assert (desk.presence, desk.reason, desk.load) == ("not_ready", "missed_call", 0)


def _fail(*_: object) -> None:
    raise ZeroDivisionError
