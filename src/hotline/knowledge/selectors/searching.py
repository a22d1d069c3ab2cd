"""Searching entries. The index lives in memory and is built again when what is said has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock

from django.db import connection

from hotline.kernel import clock
from hotline.knowledge.filling import entry_filled, text_filled
from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.kinds import Secrecy
from hotline.knowledge.models import Topic
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.search import Document, Index, Reason
from hotline.knowledge.search.cutting import Dictionary, dictionary_load

from .entries import entries_by_topic, entries_most_asked, entries_written, entry_as_of, versions_said
from .parameters import parameter_book

QUERY_LIMIT = 200
"""Characters of a query that are looked at; what is longer is a letter, not a query."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry found: the sentence that answers, in the language asked for, and why it was found."""

    entry: EntryAsOf
    sentence: str
    reasons: tuple[Reason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Held:
    """An index with the entries it was built from and the mark of the state it shows."""

    mark: tuple[object, ...]
    index: Index
    entries: dict[str, EntryAsOf]


_lock = Lock()
_held: list[_Held] = []


def entries_search(
    *, query: str, language: str = "zh", day: date | None = None, limit: int = 10, for_staff: bool = False
) -> tuple[SearchHit, ...]:
    """The entries that hold on `day` (today when omitted) and fit the query best, best first.

    A query may be everyday words, a code or its first digits, or half a word; an empty one finds nothing. Entries kept
    for advisers are found only `for_staff`.
    """
    query = query[:QUERY_LIMIT]
    held = _index_now()
    asked_day = day or clock.local_day()
    among = [
        key
        for key, entry in held.entries.items()
        if entry.holds_on(asked_day) and (for_staff or entry.secrecy == Secrecy.PUBLIC)
    ]
    book = parameter_book()
    hits = []
    for hit in held.index.search(query, among=among, limit=limit):
        written = held.entries[hit.key]
        entry = entry_filled(written, book=book, day=asked_day)
        sentence = held.index.sentence(key=hit.key, query=query, language=language)
        filled = text_filled(sentence, book=book, region=entry.region, day=asked_day, language=language)
        hits.append(
            SearchHit(entry=entry, sentence=filled or entry.answer(language), reasons=hit.reasons, score=hit.score)
        )
    return tuple(hits)


def entries_suggested(
    *,
    code: str | None = None,
    path_words: Sequence[str] = (),
    day: date | None = None,
    limit: int = 5,
    for_staff: bool = False,
) -> tuple[EntryAsOf, ...]:
    """What an adviser may need for a call: the entry listened to, then what the menu path says, then its topic.

    Where nothing is known of the call, the most asked entries.
    """
    asked_day = day or clock.local_day()
    found: list[EntryAsOf] = []
    heard = entry_as_of(code=code, day=asked_day, for_staff=for_staff) if code else None
    if heard is not None:
        found.append(heard)
    words = " ".join(path_words)
    if words.strip():
        found.extend(hit.entry for hit in entries_search(query=words, day=asked_day, limit=limit, for_staff=for_staff))
    if heard is not None:
        found.extend(entries_by_topic(topic=heard.topic, day=asked_day, for_staff=for_staff))
    if not found:
        found.extend(entries_most_asked(limit=limit, day=asked_day, for_staff=for_staff))
    distinct = {entry.version_id: entry for entry in found}
    return tuple(distinct.values())[:limit]


def _index_now() -> _Held:
    mark = _state_mark()
    with _lock:
        if not _held or _held[0].mark != mark:
            _held[:] = [_index_build(mark)]
        return _held[0]


def _state_mark() -> tuple[object, ...]:
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


def _index_build(mark: tuple[object, ...]) -> _Held:
    topics = {topic.path: topic for topic in Topic.objects.all()}
    entries = {str(entry.version_id): entry for entry in entries_written(versions_said(None, for_staff=True))}
    documents = [_document(key, entry, topics[entry.topic]) for key, entry in entries.items()]
    return _Held(mark=mark, index=Index(documents, _dictionary()), entries=entries)


def _document(key: str, entry: EntryAsOf, topic: Topic) -> Document:
    return Document(
        key=key,
        code=entry.code,
        titles=(entry.title.zh, entry.title.en),
        words=entry.words,
        topic_words=(topic.title_zh, topic.title_en, *topic.words),
        bodies=entry.paragraphs,
        rank=entry.rank,
    )


@cache
def _dictionary() -> Dictionary:
    return dictionary_load(SAMPLE_FOLDER / "dictionary.txt")
