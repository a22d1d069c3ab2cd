"""The end of keeping: what has been kept for its time is deleted. The record and its figures are not touched."""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings

from hotline.acd.selectors import blobs_to_hear, contacts_promised
from hotline.acd.services import spans_forget
from hotline.citizens.services import contacts_forget
from hotline.kernel import outbox
from hotline.kernel.blobs import blobs_delete_due

from .commands import commands_forget

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What was deleted, as counts."""

    recordings: int
    numbers: int
    facts: int
    wishes: int
    desk_times: int


def keeping_end(*, at: datetime) -> Ended:
    """Delete recordings, numbers, facts dealt with, wishes of desks and desk times whose time is over.

    A number that somebody is to call back and a voice message that nobody has dealt with stay until that is done. May
    be repeated, and cut short at any point: each kind is a transaction of its own, each recording as well.
    """
    facts_before = at - timedelta(days=settings.HOTLINE_KEEP_FACTS_DAYS)
    ended = Ended(
        recordings=blobs_delete_due(at=at, spare=blobs_to_hear()),
        numbers=contacts_forget(at=at, spare=contacts_promised()),
        facts=outbox.forget(before=facts_before),
        wishes=commands_forget(before=facts_before),
        desk_times=spans_forget(before=at - timedelta(days=settings.HOTLINE_KEEP_DESK_TIMES_DAYS)),
    )
    counts = {what: count for what, count in asdict(ended).items() if count}
    if counts:
        log.info("keeping time over: %s", ", ".join(f"{count} {what}" for what, count in counts.items()))
    return ended
