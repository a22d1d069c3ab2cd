"""An index in memory: BM25 over words and pairs of characters, whole everyday wordings, and meaning where there is any.

A citizen's wording ("被炒鱿鱼", "lost my job") is what editors list in an entry's words: where a query holds one, or
is the beginning of one, that says more than any count of terms.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from .dictionary import Dictionary
from .document import Document, Hit, Reason, Where
from .folding import phrase_in, text_folded
from .holdings import Holdings
from .meaning import Vectors
from .query import Query, Reader
from .ranking import Found, ranked
from .sentences import sentence_that_answers

_CODE_SCORE = 1000.0
_PLACES = {
    "title": Where.TITLE,
    "words": Where.WORDS,
    "topic": Where.TOPIC,
    "answer": Where.BODY,
    "body": Where.BODY,
}
Allowed = NDArray[np.bool_]


class Index:
    """Documents made searchable. They come, change and go one by one; searching and changing take turns."""

    def __init__(self, documents: Sequence[Document], dictionary: Dictionary) -> None:
        self._lock = RLock()
        self._dictionary = dictionary
        self._held = Holdings(documents, dictionary)

    def put(self, document: Document) -> None:
        """Take in a document, in place of the one with the same key if there is one."""
        with self._lock:
            self._held.put(document)

    def put_all(self, documents: Iterable[Document]) -> None:
        """Take in many: their wordings are learnt first, so that all are cut alike."""
        with self._lock:
            several = list(documents)
            self._held.learn(several)
            for document in several:
                self._held.put(document)

    def remove(self, key: str) -> None:
        """Forget the document with this key, if there is one."""
        with self._lock:
            self._held.remove(key)
            if self._held.is_worn():
                self._rebuild()

    def without_vectors_any(self) -> bool:
        """Whether some document cannot be found by meaning yet."""
        with self._lock:
            return self._held.lacks_vectors()

    def without_vectors(self) -> list[tuple[str, list[str]]]:
        """The keys of documents that cannot be found by meaning yet, with the texts that stand for each."""
        with self._lock:
            held = self._held
            return [(key, held.passages(at)) for key, at in held.lacking_vectors()]

    def put_vectors(self, key: str, packed: Iterable[NDArray[np.int8]]) -> None:
        """Let the document with this key be found by meaning as well; nothing where it has gone."""
        with self._lock:
            number = self._held.numbers.get(key)
            if number is not None:
                self._held.give_vectors(number, packed)

    def has_vectors(self) -> bool:
        """Whether anything can be found by meaning."""
        return len(self._held.vectors) > 0

    def allowed(self, condition: Callable[[str], bool]) -> Allowed:
        """Of all documents, those whose key fits the condition: for `search`, valid until the index changes."""
        with self._lock:
            return np.fromiter(
                (document is not None and condition(document.key) for document in self._held.documents), dtype=np.bool_
            )

    def search(
        self, query: str, *, among: Allowed | None = None, vector: Vectors | None = None, limit: int = 10
    ) -> list[Hit]:
        """The best documents for a query, among the allowed (all when omitted); `vector` is what the query means."""
        with self._lock:
            asked = self._read(query)
            allowed = self._held.present() if among is None else self._grown(among)
            if not asked.text:
                return []
            if hits := self._by_code(asked.text, allowed):
                return hits[:limit]
            found = ranked(self._held, asked, allowed=allowed, vector=vector, limit=limit)
            return [self._hit(asked, one) for one in found]

    def sentence(self, *, key: str, query: str, language: str) -> str:
        """The sentence of the document that answers; empty where the document or a text in the language is missing."""
        with self._lock:
            number = self._held.numbers.get(key)
            document = None if number is None else self._held.documents[number]
            if document is None:
                return ""
            asked = self._read(query)
            return sentence_that_answers(
                document.bodies.get(language, ()),
                asked=asked.asked,
                terms_of=self._held.cutter.terms,
                rarity=self._held.words.rarity,
            )

    def completed(self, typed: str, *, limit: int) -> list[str]:
        """Known phrases that begin with what is typed so far, in characters, pinyin or initials."""
        with self._lock:
            return self._held.speller.completed(text_folded(typed), limit=limit)

    def _rebuild(self) -> None:
        old = self._held
        self._held = Holdings([document for document in old.documents if document is not None], self._dictionary)
        for number, packed in old.vectors.rows():
            document = old.documents[number]
            if document is not None:
                self._held.give_vectors(self._held.numbers[document.key], [packed])

    def _read(self, query: str) -> Query:
        held = self._held
        reader = Reader(held.cutter, self._dictionary, held.speller, held.words)
        return reader.read(query, english=held.english())

    def _grown(self, among: Allowed) -> Allowed:
        """What was allowed, in the present size: documents that came since are not among it."""
        present = self._held.present()
        grown = np.zeros(len(present), dtype=np.bool_)
        grown[: len(among)] = among[: len(present)]
        return grown & present

    def _by_code(self, text: str, allowed: Allowed) -> list[Hit]:
        if not re.fullmatch(r"[0-9]{1,4}", text):
            return []
        there = (self._held.documents[number] for number in np.flatnonzero(allowed))
        found = sorted((one.code, one.key) for one in there if one is not None and one.code.startswith(text))
        return [Hit(key=key, score=_CODE_SCORE, reasons=(Reason(Where.CODE, code),)) for code, key in found]

    def _hit(self, asked: Query, found: Found) -> Hit:
        document = self._held.documents[found.number]
        assert document is not None  # noqa: S101  # only those that are there are ranked
        reasons = found.reasons or self._reasons_by_term(asked, document)
        return Hit(key=document.key, score=found.score, reasons=reasons)

    def _reasons_by_term(self, asked: Query, document: Document) -> tuple[Reason, ...]:
        folded = [(_PLACES[field], [text_folded(text) for text in texts]) for field, texts in document.fields()]
        by_rarity = sorted((term for term in asked.terms if term), key=self._held.words.rarity, reverse=True)
        looked_for = [(phrase, Where.SPELLING) for phrase in asked.meant] + [(term, None) for term in by_rarity]
        for phrase, instead in looked_for:
            for where, texts in folded:
                if any(phrase in text and phrase_in(phrase, text, begun=True) for text in texts):
                    return (Reason(instead or where, phrase),)
        return (Reason(Where.MEANING, ""),)
