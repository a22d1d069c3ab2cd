"""The worker process: jobs out of PostgreSQL. Those of a worker that was killed are taken up again."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

CONCURRENT_JOBS = 2
LOOK_SECONDS = 1.0
LEAVE_SECONDS = 3.0
"""So long a job may still take when the process is told to stop; it is taken up again after that."""


async def serve_worker() -> int:
    """Until told to stop by a signal, which procrastinate hears itself."""
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("the worker needs procrastinate's Django connector")
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            concurrency=CONCURRENT_JOBS,
            fetch_job_polling_interval=LOOK_SECONDS,
            delete_jobs="successful",
            shutdown_graceful_timeout=LEAVE_SECONDS,
            name="worker",
        )
    return 0
