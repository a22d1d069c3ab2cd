"""The search index of this process, kept like what is said by the state mark: only what changed is read again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.db import connection

from hotline.knowledge.models import Topic
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.search import Document, Index, dictionary_shipped

from .entries import entries_written, versions_said

_Mark = tuple[object, ...]
_READ_AT_ONCE = 500


@dataclass(slots=True)
class IndexHeld:
    """An index with the entries in it by version id, and the mark of the state it shows."""

    mark: _Mark
    index: Index
    entries: dict[str, EntryAsOf] = field(default_factory=dict)
    changed: dict[str, datetime] = field(default_factory=dict)


_lock = Lock()
_held: list[IndexHeld] = []


def index_now() -> IndexHeld:
    """The index as what is said stands now: a version published a moment ago is in it, a withdrawn one is not."""
    mark = _state_mark()
    with _lock:
        if not _held or _held[0].mark[0] != mark[0]:
            _held[:] = [IndexHeld(mark=(mark[0],), index=Index([], dictionary_shipped()))]
        held = _held[0]
        if held.mark != mark:
            _bring_up_to_date(held)
            held.mark = mark
        return held


def _state_mark() -> _Mark:
    with connection.cursor() as cursor:
        # Versions are only added or ended, entries and topics carry their own changes: equal marks, equal content.
        cursor.execute(
            """
            SELECT current_database(), (SELECT count(*) FROM entry_version), (SELECT max(id::text) FROM entry_version),
                (SELECT count(*) FROM entry_version WHERE NOT upper_inf(said)), (SELECT max(changed_at) FROM entry)
            """
        )
        row = cursor.fetchone()
    return tuple(row or ())


def _bring_up_to_date(held: IndexHeld) -> None:
    said = {
        str(version): changed
        for version, changed in versions_said(None, for_staff=True).values_list("id", "entry__changed_at")
    }
    for key in held.entries.keys() - said.keys():
        held.index.remove(key)
        del held.entries[key], held.changed[key]
    old = [key for key, changed in said.items() if held.changed.get(key) != changed]
    topics = {topic.path: topic for topic in Topic.objects.all()} if old else {}
    fresh = {str(entry.version_id): entry for entry in _read(old)}
    held.index.put_all(_document(key, entry, topics[entry.topic]) for key, entry in fresh.items())
    for key, entry in fresh.items():
        held.entries[key], held.changed[key] = entry, said[key]


def _read(keys: list[str]) -> Iterable[EntryAsOf]:
    for start in range(0, len(keys), _READ_AT_ONCE):
        part = keys[start : start + _READ_AT_ONCE]
        yield from entries_written(versions_said(None, for_staff=True).filter(pk__in=part))


def _document(key: str, entry: EntryAsOf, topic: Topic) -> Document:
    own = [] if entry.policy is None else [entry.policy.number.zh]
    own += [f"{basis.law.zh}{basis.article.zh}" for basis in entry.basis]
    return Document(
        key=key,
        code=entry.code,
        titles=(entry.title.zh, entry.title.en),
        words=entry.words,
        topic_words=(topic.title_zh, topic.title_en, *topic.words),
        bodies=entry.paragraphs,
        rank=entry.rank,
        references=tuple(own),
    )
