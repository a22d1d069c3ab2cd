"""The tree of topics."""

from collections import Counter
from datetime import date

from hotline.kernel import clock
from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.models import Topic
from hotline.knowledge.reading import TopicNode

from .entries import versions_said


def topics_tree(*, day: date | None = None) -> tuple[TopicNode, ...]:
    """All topics, parents before their children, each with the number of entries at and below it on that day."""
    counts: Counter[str] = Counter()
    paths = (
        versions_said(None).filter(valid__contains=day or clock.local_day()).values_list("entry__topic_id", flat=True)
    )
    for path in paths:
        parts = path.split("/")
        counts.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return tuple(
        TopicNode(
            path=topic.path,
            parent=topic.parent_id,
            field=topic.field,
            title=Bilingual(zh=topic.title_zh, en=topic.title_en),
            entries=counts[topic.path],
        )
        for topic in Topic.objects.all()
    )
