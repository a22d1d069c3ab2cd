"""Work of a worker that was killed is taken up by the next."""

from datetime import timedelta
from functools import partial

from asgiref.sync import sync_to_async
from django.db import connection, connections
from procrastinate.contrib.django import app

from hotline.kernel import clock
from hotline.telephony import tasks
from hotline.telephony.switchboard.units import Units

LONG_AGO = timedelta(minutes=5)


def _defer(task: str, *, lock: str | None) -> None:
    app.configure_task(task, allow_unknown=True, queue="test", lock=lock, queueing_lock=lock).defer()


def _left_behind(task: str, *, lock: str | None) -> None:
    """A job that a worker was at when it was killed."""
    _defer(task, lock=lock)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [clock.now() - LONG_AGO]
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = %s AND status = 'todo'",
            [worker, task],
        )


def _jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs WHERE queue_name = 'test' ORDER BY 1, 2")
        return list(cursor.fetchall())


async def _take_up() -> None:
    await tasks.take_up_stalled(0)
    await sync_to_async(connections.close_all)()  # of the thread on which jobs are asked for


async def test_a_job_is_done_again(units: Units) -> None:
    await units.run(partial(_left_behind, "recording", lock=None))
    await _take_up()
    assert await units.run(_jobs) == [("recording", "todo")]


async def test_one_whose_like_waits_already_is_let_go_and_keeps_no_other_back(units: Units) -> None:
    await units.run(partial(_left_behind, "render", lock="render"))
    await units.run(partial(_defer, "render", lock="render"))
    await units.run(partial(_left_behind, "recording", lock=None))
    await _take_up()
    assert await units.run(_jobs) == [("recording", "todo"), ("render", "todo")]
