"""The queue of the sample centre."""

from hotline.accounts.models import Role, Staff

from .calendar import DAYS
from .models import MAIN_QUEUE, Calendar, Queue, QueueMember


def sample_load() -> None:
    """Make the queue 综合咨询, open day and night so that it can be tried, with all advisers as members.

    Repeating it changes nothing but to add advisers who came since.
    """
    calendar, _ = Calendar.objects.get_or_create(
        code="main", defaults={"weekly": {key: [["00:00", "24:00"]] for key in DAYS}}
    )
    queue, _ = Queue.objects.get_or_create(
        code=MAIN_QUEUE, defaults={"title_zh": "综合咨询", "title_en": "General enquiries", "calendar": calendar}
    )
    for staff in Staff.objects.filter(role=Role.ADVISER, is_active=True):
        QueueMember.objects.get_or_create(queue=queue, staff=staff)
