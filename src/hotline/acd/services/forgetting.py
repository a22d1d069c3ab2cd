"""The end of what the queues keep beside the record."""

from datetime import datetime

from hotline.acd.models import AgentSpan


def spans_forget(*, before: datetime) -> int:
    """Delete stretches of advisers' time that ended before this; returns how many. What goes on stays, however long."""
    return AgentSpan.objects.filter(during__endswith__lt=before).delete()[0]
