"""How one gets through to a person at this moment."""

from dataclasses import dataclass

from hotline.acd.models import Queue
from hotline.acd.selectors import hours_in_words, open_now, queue_now
from hotline.kernel.words import Language


@dataclass(frozen=True, slots=True)
class LineNow:
    """Whether advisers are there, how many are free, how many citizens wait, and the hours in words."""

    is_open: bool
    free: int
    waiting: int
    hours: str


def line_now(*, language: Language) -> LineNow | None:
    """The centre's first queue at this moment; None before a centre was loaded."""
    queue = Queue.objects.order_by("code").values_list("code", flat=True).first()
    if queue is None:
        return None
    now = queue_now(queue=queue)
    return LineNow(
        is_open=open_now(queue=queue),
        free=now.ready,
        waiting=now.waiting,
        hours=hours_in_words(queue=queue, language=language),
    )
