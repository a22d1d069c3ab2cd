"""The fields of knowledge with their topics and entries, as of a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hotline.kernel.words import Language
from hotline.knowledge.selectors import entries_most_asked, topics_tree

ALL_ENTRIES = 1000
"""More than a centre's public entries by voice can be: their codes have four digits, their lists are one page."""


@dataclass(frozen=True, slots=True)
class TopicShown:
    """A topic with the entries that belong to it: code and title."""

    path: str
    title: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One of the fields, the first digit of its codes, and its topics that have entries."""

    digit: int
    path: str
    title: str
    count: int
    topics: tuple[TopicShown, ...]


def fields_as_of(*, day: date, language: Language) -> tuple[FieldShown, ...]:
    """Every field that has entries on that day, most asked entries first within a topic."""
    entries: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries_most_asked(limit=ALL_ENTRIES, day=day):
        entries[entry.topic].append((entry.code, entry.title.in_language(language)))
    nodes = [node for node in topics_tree(day=day) if node.entries]
    return tuple(
        FieldShown(
            digit=root.field,
            path=root.path,
            title=root.title.in_language(language),
            count=root.entries,
            topics=tuple(
                TopicShown(node.path, node.title.in_language(language), tuple(entries[node.path]))
                for node in nodes
                if node.path.split("/")[0] == root.path and entries[node.path]
            ),
        )
        for root in nodes
        if root.parent is None
    )
