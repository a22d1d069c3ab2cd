"""An index in memory: weighted fields, BM25 over words and character pairs, and whole everyday wordings on top.

A citizen's wording ("被炒鱿鱼", "lost my job") is what editors list in an entry's words: where a query holds one, or
is the beginning of one, that says more than any count of terms.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from .cutting import Cutter, Dictionary, is_chinese, phrase_in, text_folded
from .query import Query, query_read

_WEIGHTS = {"title": 3.0, "words": 2.5, "topic": 1.2, "answer": 1.5, "body": 1.0}
_PHRASE_WEIGHT = 9.0
_SQUEEZED_WORTH = 0.85
_TITLE_WEIGHT = 7.0
_RANK_WEIGHT = 2.0
_FIRST_SENTENCE_WORTH = 1.25
_CODE_SCORE = 1000.0
_K1, _B = 1.2, 0.6
_SHARE_NEEDED, _SHARE_NEEDED_IN_SENTENCES = 0.35, 0.12
"""Of what a query weighs, the share that must be found: less is chance, and nothing found is the better answer.
Whole sentences hold many words that no entry has, so that a smaller share already tells."""

_CHINESE_END = re.compile(r"(?<=[。！？])")
_ENGLISH_END = re.compile(r"(?<=[.!?])\s+")


class Where(StrEnum):
    """In which part of an entry a query was found."""

    CODE = "code"
    TITLE = "title"
    WORDS = "words"
    TOPIC = "topic"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry was found: where, and which of its words."""

    where: Where
    matched: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of one entry. `key` identifies it to the caller."""

    key: str
    code: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    topic_words: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]]
    rank: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found. Higher scores are better; they compare within one search only."""

    key: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An everyday wording of a document: folded, without common words, and as its editor wrote it."""

    folded: str
    squeezed: str
    written: str
    key: str


class Index:
    """Documents made searchable. Built once, then only read."""

    def __init__(self, documents: Sequence[Document], dictionary: Dictionary) -> None:
        everyday = {text_folded(word) for document in documents for word in (*document.words, *document.topic_words)}
        self._dictionary = dictionary
        self._cutter = Cutter(dictionary.words | {word for word in everyday if len(word) <= 8})
        self._documents = {document.key: document for document in documents}
        self._postings: dict[str, dict[str, float]] = defaultdict(dict)
        self._lengths: dict[str, float] = {}
        for document in documents:
            self._add(document)
        self._mean_length = sum(self._lengths.values()) / len(documents) if documents else 1.0
        self._phrases = [
            _Phrase(text_folded(word), self._cutter.squeezed(word), word, document.key)
            for document in documents
            for word in document.words
        ]

    def search(self, query: str, *, among: Iterable[str] | None = None, limit: int = 10) -> list[Hit]:
        """The best documents for a query, among these keys (all when omitted)."""
        asked = self._query(query)
        allowed = self._documents.keys() if among is None else self._documents.keys() & set(among)
        hits = self._by_code(asked.text, allowed) or self._by_words(asked, allowed)
        return hits[:limit]

    def sentence(self, *, key: str, query: str, language: str) -> str:
        """The sentence of the document that answers: the first, unless another has clearly more of the query."""
        sentences = [s for p in self._documents[key].bodies.get(language, ()) for s in sentences_of(p)]
        asked = self._query(query).asked
        held = [asked & set(self._cutter.terms(sentence)) for sentence in sentences]
        spread = Counter(term for terms in held for term in terms)
        weights = [
            sum(self._rarity(term) * math.log(1 + len(sentences) / spread[term]) for term in terms) for terms in held
        ]
        if weights:
            weights[0] *= _FIRST_SENTENCE_WORTH
        best = max(range(len(sentences)), key=weights.__getitem__, default=None)
        return "" if best is None else sentences[best]

    def _add(self, document: Document) -> None:
        counts: dict[str, float] = defaultdict(float)
        for where, texts in self._fields(document):
            for text in texts:
                for term in self._cutter.terms(text):
                    counts[term] += _WEIGHTS[where]
                for pair in self._cutter.pairs(text):
                    counts[pair] += _WEIGHTS[where]
        for term, count in counts.items():
            self._postings[term][document.key] = count
        self._lengths[document.key] = sum(counts.values())

    @staticmethod
    def _fields(document: Document) -> Iterable[tuple[str, Sequence[str]]]:
        yield "title", document.titles
        yield "words", document.words
        yield "topic", document.topic_words
        yield "answer", [body[0] for body in document.bodies.values() if body]
        yield "body", [paragraph for body in document.bodies.values() for paragraph in body[1:]]

    def _query(self, text: str) -> Query:
        return query_read(text, cutter=self._cutter, dictionary=self._dictionary, vocabulary=self._postings)

    def _rarity(self, term: str) -> float:
        held = len(self._postings.get(term, ()))
        return math.log(1 + (len(self._documents) - held + 0.5) / (held + 0.5)) if held else 0.0

    def _score_terms(self, asked: Query, scores: dict[str, float]) -> None:
        needed = _SHARE_NEEDED_IN_SENTENCES if asked.is_sentence else _SHARE_NEEDED
        for key, matched in self._matched(asked).items():
            if key in scores or self._share_found(asked, matched) >= needed:
                scores[key] += sum(matched.values())

    def _matched(self, asked: Query) -> dict[str, dict[str, float]]:
        """By document: each term of the query that it has, with what that adds to its score."""
        matched: dict[str, dict[str, float]] = defaultdict(dict)
        for term, weight in asked.terms.items():
            rarity = self._rarity(term)
            for key, count in self._postings.get(term, {}).items():
                norm = _K1 * (1 - _B + _B * self._lengths[key] / self._mean_length)
                matched[key][term] = weight * rarity * count * (_K1 + 1) / (count + norm)
        return matched

    def _share_found(self, asked: Query, matched: Mapping[str, float]) -> float:
        """Of what the query weighs, by words or by pairs, the share that a document has.

        A term that no entry knows weighs as much as the rarest: a query about something else must find nothing.
        """
        words = sum(self._rarity(term) * asked.terms[term] for term in matched.keys() - asked.pairs)
        pairs = sum(self._rarity(term) for term in matched.keys() & asked.pairs)
        return max(words / self._whole(asked.asked), pairs / self._whole(asked.pairs))

    def _whole(self, terms: Iterable[str]) -> float:
        unknown = math.log(1 + 2 * len(self._documents))
        return sum(self._rarity(term) or unknown for term in terms) or 1.0

    def _by_code(self, text: str, allowed: Set[str]) -> list[Hit]:
        if not re.fullmatch(r"[0-9]{1,4}", text):
            return []
        begun = ((self._documents[key].code, key) for key in allowed)
        found = sorted((code, key) for code, key in begun if code.startswith(text))
        return [Hit(key=key, score=_CODE_SCORE, reasons=(Reason(Where.CODE, code),)) for code, key in found]

    def _by_words(self, asked: Query, allowed: Set[str]) -> list[Hit]:
        if not asked.text:
            return []
        scores: dict[str, float] = defaultdict(float)
        reasons: dict[str, list[Reason]] = defaultdict(list)
        self._score_phrases(asked, scores, reasons)
        self._score_titles(asked, scores, reasons)
        self._score_terms(asked, scores)
        for key in scores:
            # One word may fit many entries equally: then what is asked most comes first.
            scores[key] += _RANK_WEIGHT / math.sqrt(self._documents[key].rank)
        found = sorted(scores.keys() & allowed, key=lambda key: (-scores[key], self._documents[key].rank))
        return [
            Hit(key=key, score=scores[key], reasons=tuple(reasons[key]) or self._reasons_by_term(asked, key))
            for key in found
        ]

    def _score_phrases(self, asked: Query, scores: dict[str, float], reasons: dict[str, list[Reason]]) -> None:
        best: dict[str, tuple[float, str]] = {}
        for phrase in self._phrases:
            share = _share_of(phrase.folded, asked.text)
            if len(asked.squeezed) > 1:
                share = max(share, _SQUEEZED_WORTH * _share_of(phrase.squeezed, asked.squeezed))
            if share > best.get(phrase.key, (0.0, ""))[0]:
                best[phrase.key] = (share, phrase.written)
        for key, (share, word) in best.items():
            scores[key] += _PHRASE_WEIGHT * share
            reasons[key].append(Reason(Where.WORDS, word))

    def _score_titles(self, asked: Query, scores: dict[str, float], reasons: dict[str, list[Reason]]) -> None:
        if len(asked.text) < 2:
            return
        for key, document in self._documents.items():
            for title in document.titles:
                if phrase_in(asked.text, text_folded(title), begun=True):
                    scores[key] += _TITLE_WEIGHT
                    reasons[key].append(Reason(Where.TITLE, title))

    def _reasons_by_term(self, asked: Query, key: str) -> tuple[Reason, ...]:
        document = self._documents[key]
        places = (
            (Where.TITLE, document.titles),
            (Where.WORDS, document.words),
            (Where.BODY, [p for body in document.bodies.values() for p in body]),
            (Where.TOPIC, document.topic_words),
        )
        by_rarity = sorted((t for t in asked.terms if t and not t.startswith("=")), key=self._rarity, reverse=True)
        for term in by_rarity:
            for where, texts in places:
                if any(term in self._cutter.terms(text) for text in texts):
                    return (Reason(where, term),)
        return ()


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph, Chinese or English; a mere `能。` or `No.` stays with what follows it."""
    between, least = ("", 8) if is_chinese(paragraph) else (" ", 20)
    sentences: list[str] = []
    for part in (_CHINESE_END if is_chinese(paragraph) else _ENGLISH_END).split(paragraph):
        if sentences and len(sentences[-1]) < least:
            sentences[-1] += between + part
        elif part:
            sentences.append(part)
    return sentences


def _share_of(word: str, query: str) -> float:
    """How much a listed word says about a query: 1 where they are the same, less where one holds the other."""
    if word == query:
        return 1.25
    if len(word) > 1 and phrase_in(word, query):
        return min(1.0, 0.45 + 0.55 * len(word) / len(query))
    if len(query) > 1 and phrase_in(query, word, begun=True):
        return 0.35 + 0.55 * len(query) / len(word)
    if is_chinese(query) and word.startswith(query):
        return 0.2
    return 0.0
