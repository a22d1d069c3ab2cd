"""A centre with everybody in it, in the database that HOTLINE_DATABASE names, to measure matching with."""

import os
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up above
from django.db import connection, transaction  # noqa: E402

from hotline.accounts.models import Staff  # noqa: E402
from hotline.acd.models import AgentDesk, AgentSpan, Queue, QueueItem, QueueMember  # noqa: E402
from hotline.acd.services import match, matching  # noqa: E402
from hotline.inquiries.models import Inquiry, Interaction  # noqa: E402
from hotline.kernel import clock  # noqa: E402
from hotline.kernel.ids import new_id  # noqa: E402

LONG = timedelta(days=1)


def fill(*, waiting: int, desks: int, queues: int, memberships: int) -> None:
    """Lay the tables and put everybody in: citizens spread over the queues, advisers each in several of them."""
    call_command("migrate", verbosity=0)
    codes = [f"q{n}" for n in range(queues)]
    Queue.objects.all().delete()
    Queue.objects.bulk_create(Queue(code=code, title_zh=code, title_en=code) for code in codes)
    _advisers(codes, desks=desks, memberships=memberships)
    _citizens(codes, waiting=waiting)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def free_all() -> None:
    """Every adviser is ready."""
    _settle(ready=AgentDesk.objects.count())


def free_one() -> None:
    """Only the adviser who became free last is ready."""
    _settle(ready=1)


def free_none() -> None:
    """Everybody is busy."""
    _settle(ready=0)


def timed_match(*, commits: bool = False) -> float:
    """Seconds for one offer, or for finding that there is none; taken back unless it commits."""
    with transaction.atomic():
        began = time.perf_counter()
        match(limit=1)
        seconds = time.perf_counter() - began
        if not commits:
            transaction.set_rollback(True)
    return time.perf_counter() - began if commits else seconds


def disconnect() -> None:
    """Give the connection of this thread back."""
    connection.close()


def plan() -> str:
    """How PostgreSQL finds the next pair, with times and pages."""
    values = matching.pair_values(at=clock.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + matching.PAIR, values)
        lines = [str(row[0]) for row in cursor.fetchall()]
        transaction.set_rollback(True)
    return "\n".join(lines)


def _advisers(codes: list[str], *, desks: int, memberships: int) -> None:
    now = clock.now()
    people = Staff.objects.bulk_create(
        Staff(username=f"a{n}", display_name=f"a{n}", work_number=str(n)) for n in range(desks)
    )
    AgentDesk.objects.bulk_create(
        AgentDesk(
            staff=person,
            signed_in=True,
            presence_since=now,
            screen_alive_until=now + LONG,
            phone_reachable=True,
            phone_changed_at=now,
            idle_since=now + timedelta(milliseconds=n),
        )
        for n, person in enumerate(people)
    )
    AgentSpan.objects.bulk_create(AgentSpan(staff=person, state="not_ready", during=(now, None)) for person in people)
    # Sevens apart, so that two advisers who share one queue do not share all.
    QueueMember.objects.bulk_create(
        QueueMember(queue_id=codes[(n + 7 * turn) % len(codes)], staff=person)
        for n, person in enumerate(people)
        for turn in range(memberships)
    )


def _citizens(codes: list[str], *, waiting: int) -> None:
    now = clock.now()
    inquiries = Inquiry.objects.bulk_create(Inquiry(number=f"bench-{n}", created_at=now) for n in range(waiting))
    calls = Interaction.objects.bulk_create(
        Interaction(
            inquiry=inquiry,
            medium="voice",
            direction="in",
            origin="normal",
            origin_ref=str(new_id()),
            started_at=now,
        )
        for inquiry in inquiries
    )
    QueueItem.objects.bulk_create(
        QueueItem(
            interaction=call,
            queue_id=codes[n % len(codes)],
            enqueued_at=now + timedelta(milliseconds=n),
            give_up_at=now + LONG,
        )
        for n, call in enumerate(calls)
    )


def _settle(*, ready: int) -> None:
    AgentDesk.objects.update(presence="not_ready")
    chosen = AgentDesk.objects.order_by("-idle_since").values_list("pk", flat=True)[:ready]
    AgentDesk.objects.filter(pk__in=list(chosen)).update(presence="ready")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE agent_desk")
