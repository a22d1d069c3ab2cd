"""Work for the worker process. Every task may be repeated."""

import time
import uuid
from collections.abc import Iterator

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from hotline.acd.models import MAIN_QUEUE
from hotline.acd.selectors import hours_in_words
from hotline.kernel import clock
from hotline.knowledge.renderings import voice_script
from hotline.knowledge.selectors import entries_most_asked
from hotline.speech.cache import is_rendered, render
from hotline.speech.languages import LANGUAGES, Language
from hotline.speech.prompts import prompts_to_speak
from hotline.telephony.models import CallState
from hotline.telephony.services.keeping import keeping_end
from hotline.telephony.services.missing import recording_note_missing
from hotline.telephony.services.recordings import recording_take_in

RENDER_AHEAD_ENTRIES = 500
RENDER_TURN_SECONDS = 50
"""A turn of rendering ends before the next minute's turn begins."""
SILENT_WORKER_SECONDS = 30


@app.task(queue="recordings", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def take_in_recording(recording_id: str) -> None:
    """Take a finished recording into the file store, and say what it lacks."""
    recording_take_in(recording_id=uuid.UUID(recording_id))
    recording_note_missing(recording_id=uuid.UUID(recording_id))


@app.periodic(cron="* * * * *")
@app.task(queue="voice", queueing_lock="render_topics", lock="render_topics")
def render_topics(timestamp: int) -> None:  # procrastinate tells when it was due
    """Speak topics ahead of their first listener, most asked first; not while calls run, which need the processor."""
    until = time.monotonic() + RENDER_TURN_SECONDS
    for text, language in _to_be_spoken():
        if is_rendered(text=text, language=language):
            continue
        if time.monotonic() > until or CallState.objects.exists():
            return
        render(text=text, language=language)


def _to_be_spoken() -> Iterator[tuple[str, Language]]:
    """Sentences of the line itself first, among them the hours; then topics, most asked first."""
    yield from prompts_to_speak()
    for language in LANGUAGES:
        yield hours_in_words(queue=MAIN_QUEUE, language=language), language
    for entry in entries_most_asked(limit=RENDER_AHEAD_ENTRIES):
        for language in LANGUAGES:
            for text in voice_script(entry, language):
                yield text, language


@app.periodic(cron="41 * * * *")
@app.task(queue="upkeep", queueing_lock="end_keeping", lock="end_keeping")
def end_keeping(timestamp: int) -> None:  # procrastinate tells when it was due
    """Delete what has been kept for its time: every hour, since nobody knows when a machine is switched off."""
    keeping_end(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="take_up_stalled", pass_context=False)
async def take_up_stalled(timestamp: int) -> None:  # procrastinate tells when it was due
    """Take up the jobs of a worker that was killed.

    One whose like waits already cannot be put beside it, and keeps it from beginning: it is let go, the other does its
    work.
    """
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_WORKER_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
