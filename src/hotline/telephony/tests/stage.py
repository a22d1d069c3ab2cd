"""A small centre to test the switchboard with: node, flow, queue, advisers, and calls as the record has them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from hotline.accounts.models import Staff
from hotline.acd.models import Offer, Queue, QueueMember
from hotline.acd.services import desk_alive, desk_phone, desk_set_presence
from hotline.inquiries.models import Interaction, Segment
from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.interpreter import begin
from hotline.ivr.models import FlowVersion
from hotline.ivr.parse import read_yaml
from hotline.kernel import clock
from hotline.kernel.ids import derived_id
from hotline.telephony.machine import Call, Phase, arriving, events, writes
from hotline.telephony.machine.state import leg_id_for
from hotline.telephony.models import Recording
from hotline.telephony.services.nodes import node_take
from hotline.telephony.switchboard.record import Ownership, decision_write

from .scene import CITIZEN, NUMBER, main_flow

NODE = "n1"
T0 = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def centre_make() -> int:
    """A node taken, the shipped flow loaded, a queue with nobody in it. Returns the node's epoch."""
    FlowVersion.objects.create(
        flow=main_flow().name,
        n=main_flow().version,
        digest="f" * 64,
        data=read_yaml(MAIN_FLOW_FILE.read_text(encoding="utf-8"), file="main.yaml"),
        loaded_at=clock.now(),
    )
    Queue.objects.create(code="main", title_zh="综合咨询", title_en="General enquiries")
    return node_take(node=NODE)


def adviser_make(work_number: str = "1001", *, is_ready: bool = True) -> Staff:
    """An adviser of the queue, reachable, and ready unless said otherwise."""
    staff = Staff.objects.create(username=work_number, display_name=work_number, work_number=work_number)
    QueueMember.objects.create(queue_id="main", staff=staff)
    desk_set_presence(staff_id=staff.id, presence="not_ready", reason="test")
    desk_alive(staff_id=staff.id, until=clock.now() + timedelta(days=1))
    desk_phone(staff_id=staff.id, reachable=True)
    if is_ready:
        desk_set_presence(staff_id=staff.id, presence="ready")
    return staff


class Time:
    """The clock, standing still until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = T0
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def passes(self, seconds: float) -> None:
        """So many seconds go by."""
        self.now += timedelta(seconds=seconds)


class Line:
    """One call as the record has it: writes go through `decision_write`, one decision after the other."""

    def __init__(self, *, leg_id: str = CITIZEN, epoch: int = 1) -> None:
        self.id = derived_id("call", leg_id)
        self.call: Call = arriving(interaction_id=str(self.id), citizen_leg=leg_id, run=begin(main_flow()))
        self.ownership = Ownership(node=NODE, epoch=epoch, seq=-1)
        self._todo: tuple[writes.Write, ...] = ()

    def write(self, *todo: writes.Write, **changes: Any) -> list[events.Event]:
        """The next decision: these writes, and these changes of the call."""
        self.call = replace(self.call, **changes)
        self.ownership = replace(self.ownership, seq=self.ownership.seq + 1)
        self._todo = todo
        return self.again()

    def again(self) -> list[events.Event]:
        """The last decision once more, as when nobody knows whether it was committed."""
        return decision_write(call=self.call, todo=self._todo, ownership=self.ownership)

    def opened(self, *, number: str = NUMBER) -> "Line":
        """Answered."""
        self.write(writes.OpenInteraction(self.call.citizen_leg, "12333", number))
        return self

    def queued(self) -> "Line":
        """Waiting; offered at once where an adviser is ready."""
        self.opened().write(writes.JoinQueue("main", "", 1), phase=Phase.QUEUE, queue_n=1)
        return self

    def talking(self) -> "Line":
        """With the adviser who is ready."""
        offer_id = str(self.queued().offer.id)
        self.write(writes.AcceptOffer(offer_id, leg_id_for(offer_id)))
        return self

    def recorded(self) -> "Line":
        """A talk that is being recorded."""
        self.talking().write(writes.OpenRecording("talk1", "talk"))
        return self

    @property
    def interaction(self) -> Interaction:
        """As it is in the database."""
        return Interaction.objects.get(pk=self.id)

    @property
    def offer(self) -> Offer:
        """The newest offer."""
        return Offer.objects.filter(interaction_id=self.id).latest("made_at", "id")

    @property
    def recording(self) -> Recording:
        """The only recording."""
        return Recording.objects.get(interaction_id=self.id)

    @property
    def segments(self) -> list[str]:
        """What the citizen's time was spent on, the open one with a plus."""
        found = Segment.objects.filter(interaction_id=self.id).order_by("during")
        return [f"{segment.kind}{'' if segment.during.upper else '+'}" for segment in found]


def everything() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django_%%'")
        tables = [row[0] for row in cursor.fetchall()]
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor: Any, table: str) -> list[str]:
    cursor.execute(f'SELECT to_jsonb(found)::text FROM "{table}" found')  # noqa: S608  # a name from pg_tables
    return sorted(row[0] for row in cursor.fetchall())
