"""Units of work: what is repeated, what is not, and that nothing is left behind on a thread."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection, connections, transaction

from hotline.kernel.sql import script
from hotline.telephony.models import Node
from hotline.telephony.switchboard.units import THREADS, RecordUnreachableError, Units


class Failing:
    """A unit that raises these, one after the other, and then gives back how often it was called."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self) -> int:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return self.calls


async def test_it_gives_back_the_result(units: Units) -> None:
    assert await units.run(lambda: 7) == 7


async def test_it_runs_in_a_transaction_or_not(units: Units) -> None:
    def is_in_transaction() -> bool:
        return connection.in_atomic_block

    assert await units.run(is_in_transaction)
    assert not await units.run(is_in_transaction, in_transaction=False)


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
@pytest.mark.parametrize("in_transaction", [True, False])
async def test_what_passes_is_repeated(units: Units, kind: type[Exception], in_transaction: bool) -> None:
    unit = Failing(kind("lost"), kind("lost again"))
    assert await units.run(unit, in_transaction=in_transaction) == 3


@pytest.mark.parametrize("error", [IntegrityError("double"), ValueError("wrong"), TimeoutError("elsewhere")])
async def test_other_errors_pass_through_at_once(units: Units, error: Exception) -> None:
    unit = Failing(error)
    with pytest.raises(type(error), match=str(error)):
        await units.run(unit)
    assert unit.calls == 1


async def test_it_gives_up_when_its_time_is_over(units: Units) -> None:
    units._repeat_for_seconds = 0.1
    unit = Failing(*[OperationalError("away")] * 1000)
    with pytest.raises(RecordUnreachableError):
        await units.run(unit)


async def test_the_time_counts_from_the_asking_not_from_the_first_thread_that_is_free(units: Units) -> None:
    units._repeat_for_seconds = 0.2
    freed = threading.Event()
    async with asyncio.TaskGroup() as group:
        for _ in range(THREADS):
            group.create_task(units.run(freed.wait, in_transaction=False))
        late = Failing(*[OperationalError("away")] * 1000)
        asked = group.create_task(_given_up(units, late))
        await asyncio.sleep(0.3)
        freed.set()
    assert asked.result()
    assert late.calls == 1


async def _given_up(units: Units, unit: Failing) -> bool:
    with pytest.raises(RecordUnreachableError):
        await units.run(unit)
    return True


async def test_a_database_that_says_nothing_is_given_up(units: Units) -> None:
    units._repeat_for_seconds = units._stuck_seconds = 0.05
    freed = threading.Event()
    with pytest.raises(RecordUnreachableError):
        await units.run(lambda: freed.wait(5))
    freed.set()


async def test_a_connection_killed_under_a_unit_is_replaced_and_the_unit_repeated(units: Units) -> None:
    backends: list[int] = []

    def unit() -> str:
        backends.append(script("SELECT pg_backend_pid()", {})[0][0])
        Node.objects.create(name=f"n{len(backends)}")
        if len(backends) == 1:
            _kill(backends[0])
        return str(script("SELECT count(*) FROM node", {})[0][0])

    assert await units.run(unit) == "1"
    assert len(set(backends)) == 2
    assert await units.run(lambda: list(Node.objects.values_list("name", flat=True))) == ["n2"]


async def test_a_connection_killed_between_two_units_is_replaced(units: Units) -> None:
    def backend() -> int:
        pid: int = script("SELECT pg_backend_pid()", {})[0][0]
        return pid

    for in_transaction in (True, False):
        before = await units.run(backend, in_transaction=in_transaction)
        await asyncio.to_thread(_kill, before)
        assert await units.run(backend, in_transaction=in_transaction) != before


async def test_two_units_that_block_each_other_are_both_carried_out(units: Units) -> None:
    both_hold = threading.Barrier(2)
    tries: list[str] = []

    def cross(name: str, first: int, second: int) -> Callable[[], str]:
        def unit() -> str:
            script("SET LOCAL deadlock_timeout = '10ms'; SELECT pg_advisory_xact_lock(%(n)s)", {"n": first})
            tries.append(name)
            if tries.count(name) == 1:
                both_hold.wait(timeout=5)
            script("SELECT pg_advisory_xact_lock(%(n)s)", {"n": second})
            Node.objects.create(name=name)
            return name

        return unit

    done = await asyncio.gather(units.run(cross("a", 71, 72)), units.run(cross("b", 72, 71)))
    assert [*done] == ["a", "b"]
    assert len(tries) == 3
    assert await units.run(lambda: sorted(Node.objects.values_list("name", flat=True))) == ["a", "b"]


async def test_after_a_failed_transaction_the_connection_is_clean(units: Units) -> None:
    def fail() -> None:
        Node.objects.create(name="half")
        Node.objects.create(name="half")

    def state() -> tuple[Any, ...]:
        return connection.in_atomic_block, connection.needs_rollback, connection.get_autocommit(), Node.objects.count()

    with pytest.raises(IntegrityError):
        await units.run(fail)
    assert await units.run(state, in_transaction=False) == (False, False, True, 0)


async def test_a_unit_inside_of_which_a_failure_was_caught_goes_on(units: Units) -> None:
    def unit() -> int:
        Node.objects.create(name="kept")
        try:
            with transaction.atomic():
                Node.objects.create(name="kept")
        except IntegrityError:
            return Node.objects.count()
        return -1

    assert await units.run(unit) == 1


async def test_the_end_of_the_asker_does_not_stop_a_unit_halfway(units: Units) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def unit() -> None:
        Node.objects.create(name="first")
        begun.set()
        goes_on.wait(5)
        Node.objects.create(name="second")

    asking = asyncio.create_task(units.run(unit))
    await asyncio.to_thread(begun.wait, 5)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert asking.cancelled()
    goes_on.set()
    while await units.run(Node.objects.count) != 2:
        await asyncio.sleep(0.005)


def _kill(backend: int) -> None:
    params = connections["default"].get_connection_params()
    kept = {key: params[key] for key in ("host", "port", "user", "password", "dbname") if key in params}
    with psycopg.connect(**kept, autocommit=True) as killing:
        killing.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
