"""Searching entries: one service for desk, portal, chat, voice and API."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hotline.kernel import clock
from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.filling import entry_filled, text_filled
from hotline.knowledge.kinds import Audience, Secrecy
from hotline.knowledge.parameters import NATION
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.search import Reason

from .entries import entries_by_topic, entries_most_asked, entry_as_of
from .parameters import parameter_book
from .search_index import index_now
from .search_meaning import meaning_of

QUERY_LIMIT = 200
"""Characters of a query that are looked at; what is longer is a letter, not a query."""

_TOO_LONG = Bilingual(
    zh=f"问题太长，只查了前{QUERY_LIMIT}个字。请用几个词或者一句话来问。",
    en=f"The question is too long: only its first {QUERY_LIMIT} characters were searched. Ask in a few words.",
)
_NO_WORDS = Bilingual(
    zh="没有可查的文字。请输入要问的词，例如“失业金”。",
    en="There is nothing to search for. Type what you want to know, such as “unemployment benefit”.",
)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry found: the sentence that answers, in the language asked for, and why it was found."""

    entry: EntryAsOf
    sentence: str
    reasons: tuple[Reason, ...]
    score: float


def query_remark(query: str) -> Bilingual | None:
    """What to tell somebody about a query that cannot be taken as it is: too long, or without a word; else None."""
    if len(query) > QUERY_LIMIT:
        return _TOO_LONG
    return None if not query.strip() or re.search(r"\w", query) else _NO_WORDS


def entries_search(
    *,
    query: str,
    language: str = "zh",
    day: date | None = None,
    limit: int = 10,
    for_staff: bool = False,
    kind: str = "",
    audience: str = "",
    region: str = "",
) -> tuple[SearchHit, ...]:
    """The entries that hold on `day` (today when omitted) and fit the query best, best first.

    A query may be everyday words, a code or its first digits, half a word, pinyin or its initials, an article or the
    number of a document; an empty one finds nothing. Entries kept for advisers are found only `for_staff`. `kind`,
    `audience` and `region` keep what is of that kind, for those people (or for both), in that region (or everywhere).
    """
    query = query[:QUERY_LIMIT].replace("\x00", " ")
    asked_day = day or clock.local_day()

    def is_wanted(key: str) -> bool:
        entry = held.entries.get(key)
        return (
            entry is not None
            and entry.holds_on(asked_day)
            and (for_staff or entry.secrecy == Secrecy.PUBLIC)
            and kind in {"", entry.kind}
            and (not audience or entry.audience in {audience, Audience.BOTH})
            and (not region or entry.region in {region, NATION})
        )

    held = index_now()
    among = held.index.allowed(is_wanted)
    found = held.index.search(query, among=among, vector=meaning_of(query, held.index), limit=limit)
    book = parameter_book()
    hits = []
    for hit in found:
        written = held.entries.get(hit.key)
        if written is None:
            continue  # withdrawn between the search and now
        entry = entry_filled(written, book=book, day=asked_day)
        sentence = held.index.sentence(key=hit.key, query=query, language=language)
        filled = text_filled(sentence, book=book, region=entry.region, day=asked_day, language=language)
        hits.append(SearchHit(entry, sentence=filled or entry.answer(language), reasons=hit.reasons, score=hit.score))
    return tuple(hits)


def queries_suggested(*, typed: str, limit: int = 8) -> tuple[str, ...]:
    """Everyday wordings that begin with what is typed so far, in characters, pinyin or initials; the most asked first.

    Wordings of entries kept for advisers may be among them: they name a subject, never an answer.
    """
    typed = typed[:QUERY_LIMIT].strip()
    return tuple(index_now().index.completed(typed, limit=limit)) if typed else ()


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
