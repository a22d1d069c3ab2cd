"""Facts, wishes and the clock's part: each reaches the call it is about, and nothing stops the loops."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hotline.accounts.models import Staff
from hotline.acd.models import Offer, Queue, QueueItem
from hotline.acd.services import offer_reject, queue_leave
from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.models import FlowRun
from hotline.ivr.services import flow_load
from hotline.kernel import clock, outbox
from hotline.kernel.models import OutboxCursor
from hotline.telephony.machine import Call, events
from hotline.telephony.models import CallState, Command, Node
from hotline.telephony.selectors.offers import OfferToRing, offer_to_ring
from hotline.telephony.services.commands import hold, resume_talk
from hotline.telephony.switchboard import watch
from hotline.telephony.switchboard.units import RecordUnreachableError, Units

from .scene import STAFF, Scene, main_flow
from .stage import NODE, Line, adviser_make, centre_make
from .stand_in import StandIn
from .surroundings import Surroundings, surroundings

READER = f"switchboard:{NODE}"


@pytest.fixture
async def here(engine: StandIn, units: Units) -> AsyncIterator[Surroundings]:
    await units.run(centre_make)
    engine.endpoints["a1001"] = "online"
    async with surroundings(engine, units, epoch=1) as made:
        await made.watch.begin()
        yield made


def _as(line: Line, call: Call) -> Call:
    return replace(call, interaction_id=str(line.id))


async def _position(here: Surroundings) -> int:
    return await here.read(lambda: OutboxCursor.objects.get(reader=READER).position)


async def test_an_offer_rings_with_the_time_it_has(here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    await here.phones.push_all()
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    await here.watch.read_facts()
    offer = await here.read(Offer.objects.get)
    assert told == [events.OfferMade(str(offer.id), str(staff.id), "a1001", 20)]


async def test_facts_are_heard_once_and_in_order(here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    await here.watch.read_facts()
    offer = await here.read(Offer.objects.get)
    await here.read(partial(queue_leave, interaction_id=line.id, why="message"))
    await here.watch.read_facts()
    await here.watch.read_facts()
    assert [type(event) for event in told] == [events.OfferMade, events.OfferWithdrawn]
    assert told[1] == events.OfferWithdrawn(str(offer.id))
    last = await here.read(lambda: outbox.read(reader="another", kinds=["offer.withdrawn"])[-1].position)
    assert await _position(here) == last


async def test_an_offer_that_is_over_does_not_ring(here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    offer = await here.read(Offer.objects.get)
    await here.read(partial(offer_reject, offer_id=offer.id, outcome="declined"))
    await here.watch.read_facts()
    assert told == [events.OfferWithdrawn(str(offer.id))]


async def test_an_offer_that_has_run_out_does_not_ring(here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    past = clock.now() - timedelta(seconds=30)
    await here.read(lambda: Offer.objects.update(made_at=past - timedelta(seconds=9), expires_at=past))
    await here.watch.read_facts()
    assert told == []


async def test_an_offer_of_a_call_that_is_not_here_does_not_ring(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    await here.read(lambda: Line().queued())
    monkeypatch.setattr(watch, "offer_to_ring", None)  # it is not even looked up
    await here.watch.read_facts()
    assert await _position(here) > 0


async def test_an_offer_to_an_adviser_without_a_telephone_does_not_ring(here: Surroundings) -> None:
    await here.read(adviser_make)
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    await here.watch.read_facts()
    assert told == []


async def test_who_waited_too_long_is_told(here: Surroundings) -> None:
    line = await here.read(lambda: Line().queued())
    told = here.listen(_as(line, Scene().queued().call))
    began = clock.now() - timedelta(hours=1)
    await here.read(lambda: QueueItem.objects.update(enqueued_at=began, give_up_at=began + timedelta(seconds=1)))
    await here.watch.sweep()
    await here.watch.read_facts()
    assert told == [events.QueueGaveUp()]


async def test_a_new_member_of_staff_gets_a_telephone(engine: StandIn, here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    assert here.phones.extension_of(staff.id) is None
    await here.read(lambda: outbox.append(kind="staff.changed", stream="s", payload={"staff": str(staff.id)}))
    await here.watch.read_facts()
    assert here.phones.extension_of(staff.id) == "a1001"


async def test_a_fact_of_a_kind_that_nobody_hears_here_moves_no_telephone(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = await here.read(adviser_make)
    monkeypatch.setattr(watch, "OUTBOX_KINDS", (*watch.OUTBOX_KINDS, "entry.published"))
    await here.read(lambda: outbox.append(kind="entry.published", stream="s", payload={}))
    await here.watch.read_facts()
    assert here.phones.extension_of(staff.id) is None
    assert await _position(here) == await here.read(
        lambda: outbox.read(reader="another", kinds=["entry.published"])[-1].position
    )


async def test_the_next_call_begins_with_the_flow_loaded_meanwhile(
    engine: StandIn, here: Surroundings, tmp_path: Path
) -> None:
    engine.with_us("early", "citizen", "12333")
    engine.with_us("late", "citizen", "12333")
    here.board.arrive(leg_id="early", called_number="12333", number="")
    version = await here.read(partial(flow_load, path=_changed_flow(tmp_path)))
    await here.watch.read_facts()
    here.board.arrive(leg_id="late", called_number="12333", number="")
    await here.until_read(CallState.objects.count, 2)
    begun = await here.read(lambda: dict(FlowRun.objects.values_list("interaction__origin_ref", "version__n")))
    assert begun == {"early": main_flow().version, "late": version.n}
    assert version.n > main_flow().version


def _changed_flow(folder: Path) -> Path:
    changed = folder / "main.yaml"
    text = MAIN_FLOW_FILE.read_text(encoding="utf-8")
    changed.write_text(text.replace("8: language_at_menu", "8: language_at_menu\n      7: goodbye"), encoding="utf-8")
    return changed


async def test_a_node_that_reads_for_the_first_time_begins_at_the_end(units: Units, engine: StandIn) -> None:
    await units.run(centre_make)
    for _ in range(3):
        await units.run(lambda: outbox.append(kind="queue.gave_up", stream="s", payload={"interaction": "x"}))
    async with surroundings(engine, units, epoch=1) as here:
        await here.watch.begin()
        assert await _position(here) == 3
        await here.read(lambda: outbox.append(kind="queue.gave_up", stream="s", payload={"interaction": "x"}))
        await here.watch.begin()
        assert await _position(here) == 3


async def test_after_a_restart_it_goes_on_where_it_was(here: Surroundings, engine: StandIn, units: Units) -> None:
    line = await here.read(lambda: Line().queued())
    await here.watch.read_facts()
    payload = {"interaction": str(line.id)}
    await here.read(lambda: outbox.append(kind="queue.gave_up", stream="s", payload=payload))
    async with surroundings(engine, units, epoch=2) as again:
        await again.watch.begin()
        told = again.listen(_as(line, Scene().queued().call))
        await again.watch.read_facts()
        assert told == [events.QueueGaveUp()]


async def test_everything_that_is_there_is_read_however_much(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "FACTS_AT_ONCE", 3)
    line = await here.read(lambda: Line().opened())
    told = here.listen(_as(line, Scene().queued().call))

    def many() -> None:
        for n in range(10):
            payload = {"interaction": str(line.id), "offer": str(n)}
            outbox.append(kind="offer.withdrawn", stream="s", payload=payload)

    await here.read(many)
    await here.watch.read_facts()
    assert told == [events.OfferWithdrawn(str(n)) for n in range(10)]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("offer.made", {}),
        ("offer.made", {"interaction": "here", "offer": "no id"}),
        ("offer.withdrawn", {"interaction": "here"}),
        ("queue.gave_up", {"interaction": ["here"]}),
        ("queue.gave_up", []),
    ],
)
async def test_a_fact_that_cannot_be_read_is_passed_over(here: Surroundings, kind: str, payload: Any) -> None:
    line = await here.read(lambda: Line().opened())
    told = here.listen(_as(line, Scene().queued().call))
    if isinstance(payload, dict) and payload.get("interaction") == "here":
        payload["interaction"] = str(line.id)
    await here.read(lambda: outbox.append(kind=kind, stream="s", payload=payload))
    await here.read(lambda: outbox.append(kind="queue.gave_up", stream="s", payload={"interaction": str(line.id)}))
    await here.watch.read_facts()
    await here.watch.read_facts()
    assert told == [events.QueueGaveUp()]


async def test_facts_that_were_not_remembered_are_heard_again(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await here.read(lambda: Line().opened())
    told = here.listen(_as(line, Scene().queued().call))
    payload = {"interaction": str(line.id)}
    await here.read(lambda: outbox.append(kind="queue.gave_up", stream="s", payload=payload))

    def away(**_: object) -> None:
        raise RecordUnreachableError

    monkeypatch.setattr(outbox, "advance", away)
    with pytest.raises(RecordUnreachableError):
        await here.watch.read_facts()
    monkeypatch.undo()
    await here.watch.read_facts()
    assert told == [events.QueueGaveUp()] * 2


async def test_wishes_reach_the_talk_they_are_about_once(here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    line = await here.read(lambda: Line().talking())
    told = here.listen(_talk(line, staff))
    await here.read(partial(hold, interaction_id=line.id, staff_id=staff.id))
    await here.read(partial(resume_talk, interaction_id=line.id, staff_id=staff.id))
    await here.watch.take_wishes()
    await here.watch.take_wishes()
    assert told == [events.HoldAsked(), events.ResumeAsked()]


async def test_a_wish_past_its_use_is_never_heard(here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    line = await here.read(lambda: Line().talking())
    told = here.listen(_talk(line, staff))
    await here.read(partial(hold, interaction_id=line.id, staff_id=staff.id))
    await here.read(lambda: Command.objects.update(expires_at=clock.now() - timedelta(seconds=1)))
    await here.watch.take_wishes()
    assert told == []
    assert await here.read(lambda: Command.objects.get().state) == "expired"


async def test_a_wish_of_an_adviser_who_was_lost_since_is_not_his_successors(here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    line = await here.read(lambda: Line().talking())
    told = here.listen(_as(line, Scene().talking().call))
    assert str(staff.id) != STAFF
    await here.read(partial(hold, interaction_id=line.id, staff_id=staff.id))
    await here.watch.take_wishes()
    assert told == []


async def test_a_wish_about_a_call_of_another_node_stays(here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    line = await here.read(lambda: Line().talking())
    told = here.listen(_talk(line, staff))
    await here.read(partial(hold, interaction_id=line.id, staff_id=staff.id))
    await here.read(lambda: Command.objects.update(node="n2"))
    await here.watch.take_wishes()
    assert told == []
    assert await here.read(lambda: Command.objects.get().state) == "waiting"


async def test_the_sweep_says_that_the_node_is_connected(here: Surroundings) -> None:
    before = clock.now()
    await here.watch.sweep()
    heard_at = await here.read(lambda: Node.objects.get().heard_at)
    assert heard_at is not None
    assert heard_at >= before


async def test_a_fact_is_heard_as_soon_as_it_is_told(here: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 60)
    line = await here.read(lambda: Line().opened())
    told = here.listen(_as(line, Scene().queued().call))
    listening = asyncio.create_task(here.watch._listener.run())
    hearing = asyncio.create_task(here.watch.facts())
    await here.until_read(lambda: OutboxCursor.objects.filter(reader=READER).exists(), True)
    await asyncio.sleep(0.2)
    payload = {"interaction": str(line.id)}
    await here.read(lambda: outbox.append(kind="queue.gave_up", stream="s", payload=payload))
    await here.until(lambda: told == [events.QueueGaveUp()])
    for task in (listening, hearing):
        task.cancel()
    await asyncio.gather(listening, hearing, return_exceptions=True)


@pytest.mark.parametrize("loop", ["facts", "sweeps"])
@pytest.mark.parametrize("error", [RecordUnreachableError(), ZeroDivisionError()])
async def test_a_loop_survives_what_goes_wrong_in_it(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch, loop: str, error: Exception
) -> None:
    turns = 0

    async def fail() -> None:
        nonlocal turns
        turns += 1
        raise error

    for name in ("LOOK_SECONDS", "GATHER_SECONDS"):
        monkeypatch.setattr(watch, name, 0.001)
    for work in ("read_facts", "take_wishes", "sweep", "begin"):
        monkeypatch.setattr(here.watch, work, fail)
    running = asyncio.create_task(getattr(here.watch, loop)())
    await here.until(lambda: turns > 5)
    assert not running.done()
    running.cancel()


def _offer(*, seconds: float) -> Offer:
    adviser_make()
    offer = Line().queued().offer
    offer.expires_at = offer.made_at + timedelta(seconds=seconds)
    offer.save()
    return offer


@pytest.mark.parametrize(("left_seconds", "ring_seconds"), [(20, 20), (19.2, 20), (0.1, 1)])
@pytest.mark.django_db
def test_a_telephone_rings_for_the_time_that_is_left(left_seconds: float, ring_seconds: int) -> None:
    centre_make()
    offer = _offer(seconds=20)
    at = offer.expires_at - timedelta(seconds=left_seconds)
    assert offer_to_ring(offer_id=offer.id, at=at) == OfferToRing(offer.staff_id, offer.interaction_id, ring_seconds)
    assert offer_to_ring(offer_id=offer.id, at=offer.expires_at) is None


@pytest.mark.django_db
def test_an_unknown_offer_does_not_ring() -> None:
    centre_make()
    assert offer_to_ring(offer_id=uuid.uuid4(), at=clock.now()) is None
    assert Queue.objects.count() == 1


def _talk(line: Line, staff: Staff) -> Call:
    call = Scene().talking().call
    assert call.talk
    return replace(_as(line, call), talk=replace(call.talk, staff_id=str(staff.id)))
