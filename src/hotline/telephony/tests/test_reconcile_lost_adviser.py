"""After a connect an adviser's leg is gone: whether he hung up or was lost is judged by his telephone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hotline.acd.models import QueueItem
from hotline.telephony.machine import Phase
from hotline.telephony.services.nodes import node_take
from hotline.telephony.switchboard.units import Units

from .scene import CITIZEN, Scene
from .stage import NODE, Line, adviser_make, centre_make
from .stand_in import StandIn
from .surroundings import Surroundings, phases, surroundings

EXTENSION = "a1001"


@pytest.fixture
async def here(engine: StandIn, units: Units) -> AsyncIterator[Surroundings]:
    engine.started_at = datetime(2026, 1, 1, tzinfo=UTC)
    await units.run(centre_make)
    async with surroundings(engine, units, epoch=await units.run(lambda: node_take(node=NODE))) as made:
        yield made


def _talk_left_behind() -> None:
    """A talk as a former switchboard left it."""
    adviser_make()
    line = Line(epoch=2).talking()
    former = Scene().talking().call
    assert former.talk
    offer_id, staff_id = str(line.offer.id), str(line.offer.staff_id)
    talk = replace(
        former.talk,
        offer_id=offer_id,
        staff_id=staff_id,
        leg_id=f"adviser-{offer_id}",
        bridge_id=f"talk-{offer_id}",
    )
    line.call = replace(former, interaction_id=str(line.id), talk=talk)
    line.write()


@pytest.mark.parametrize(
    ("endpoints", "phase", "places"),
    [
        ({EXTENSION: "online"}, Phase.FLOW, ["served"]),
        ({EXTENSION: "offline"}, Phase.QUEUE, ["served", "waiting"]),
        ({}, Phase.QUEUE, ["served", "waiting"]),
    ],
    ids=["hung up", "lost", "lost, and unknown to the engine"],
)
async def test_one_who_can_be_called_hung_up_and_one_who_cannot_was_lost(
    engine: StandIn, here: Surroundings, endpoints: dict[str, str], phase: Phase, places: list[str]
) -> None:
    await here.read(_talk_left_behind)
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.endpoints = endpoints
    await here.reconcile()
    await here.until_read(lambda: phases()[CITIZEN], phase)
    assert await here.read(lambda: sorted(QueueItem.objects.values_list("state", flat=True))) == places


async def test_nobody_is_asked_after_whose_leg_is_there(engine: StandIn, here: Surroundings) -> None:
    await here.read(_talk_left_behind)
    leg_id = await here.read(lambda: Line().offer.id)
    engine.with_us(CITIZEN, "citizen", "12333")
    engine.with_us(f"adviser-{leg_id}", "agent", f"adviser-{leg_id}")
    await here.reconcile()
    await here.until(lambda: any("addChannel" in what for what in engine.whats()))
    assert [what for what in engine.whats() if "endpoints" in what] == []
