"""What an index holds: numbered documents with their terms, wordings, references, families and vectors."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .cutting import Cutter, pairs_of_folded
from .dictionary import Dictionary, article_wordings, stop_words
from .document import Document
from .folding import is_chinese, text_folded
from .postings import Postings
from .references import references_in
from .spelling import Speller
from .vectors import VectorSet
from .wordings import Wordings

_FIELDS = {"title": 3.0, "words": 2.5, "topic": 1.2, "answer": 1.5, "body": 1.0}
_B = 0.7
_LEAST_ROOM = 256
_GONE_SHARE, _GONE_LEAST = 0.2, 50


class Holdings:
    """Documents taken apart. A number is never given twice; `documents` has None where one has gone."""

    def __init__(self, documents: Sequence[Document], dictionary: Dictionary) -> None:
        self.cutter = Cutter(dictionary.words)
        self.learn(documents)
        self.speller = Speller()
        self.speller.learn(dictionary.words, weight=1.0)
        self.words, self.pairs = Postings(b=_B), Postings(b=_B)
        self.wordings = Wordings(self.cutter)
        self.vectors = VectorSet()
        self.documents: list[Document | None] = []
        self.numbers: dict[str, int] = {}
        self.references: dict[str, dict[int, int]] = defaultdict(dict)
        self._families: dict[str, int] = {"": 0}
        self._family_of = np.zeros(_LEAST_ROOM, dtype=np.int64)
        self._present = np.zeros(_LEAST_ROOM, dtype=np.bool_)
        self._titles: dict[int, tuple[tuple[str, str], ...]] = {}
        self._by_law: dict[int, tuple[str, ...]] = {}
        self._lacking: set[str] = set()
        self._english: list[str] = []
        self._english_of = 0
        for document in documents:
            self.put(document)

    def learn(self, documents: Iterable[Document]) -> None:
        """Cut by the wordings of these documents from now on."""
        for document in documents:
            self.cutter.learn(text_folded(word) for word in (*document.words, *document.topic_words))

    def put(self, document: Document) -> None:
        """Take in a document, in place of the one with the same key if there is one."""
        self.remove(document.key)
        self.learn([document])
        number = len(self.documents)
        self.documents.append(document)
        self.numbers[document.key] = number
        self._lacking.add(document.key)
        self._make_room(number)
        self._present[number] = True
        self._family_of[number] = self._families.setdefault(document.family, len(self._families))
        self._titles[number] = tuple((text_folded(title), title) for title in document.titles if title)
        references = references_of(document)
        for place, reference in enumerate(references):
            self.references[reference][number] = place
        by_law = article_wordings().get(references[0], ()) if document.family and references else ()
        wordings = list(dict.fromkeys((*document.words, *by_law)))
        self._put_terms(number, document, wordings)
        self.wordings.add(number, wordings)
        self._by_law[number] = by_law
        self.speller.learn(map(text_folded, wordings), weight=1.0 + 2.0 / math.sqrt(document.rank))

    def remove(self, key: str) -> None:
        """Forget the document with this key, if there is one."""
        number = self.numbers.pop(key, None)
        if number is not None:
            self.documents[number] = None
            self._lacking.discard(key)
            self._present[number] = False
            del self._titles[number]
            self.words.remove(number)
            self.pairs.remove(number)
            self.wordings.remove(number)

    def passages(self, number: int) -> list[str]:
        """The texts whose meaning stands for a document; none where it has gone."""
        document = self.documents[number]
        if document is None:
            return []
        return list(replace(document, words=(*document.words, *self._by_law[number])).passages())

    def give_vectors(self, number: int, packed: Iterable[NDArray[np.int8]]) -> None:
        """Let a document be found by meaning as well."""
        if (document := self.documents[number]) is not None:
            self._lacking.discard(document.key)
        for row in packed:
            self.vectors.add(number, row)

    def lacking_vectors(self) -> list[tuple[str, int]]:
        """The keys and numbers of documents that cannot be found by meaning yet."""
        return [(key, self.numbers[key]) for key in sorted(self._lacking)]

    def lacks_vectors(self) -> bool:
        """Whether there are any such."""
        return bool(self._lacking)

    def is_worn(self) -> bool:
        """Whether so many have gone that building anew is worth its time."""
        gone = len(self.documents) - len(self.numbers)
        return gone > max(_GONE_LEAST, _GONE_SHARE * len(self.documents))

    def present(self) -> NDArray[np.bool_]:
        """By number, whether the document is there."""
        return self._present[: len(self.documents)]

    def families(self) -> tuple[NDArray[np.int64], int]:
        """By number, the number of its family (0 for none), and how many there are."""
        return self._family_of[: len(self.documents)], len(self._families)

    def titles(self, number: int) -> tuple[tuple[str, str], ...]:
        """The titles of a document, each folded and as written."""
        return self._titles.get(number, ())

    def english(self) -> list[str]:
        """The English terms, sorted."""
        size = self.words.size()
        if size != self._english_of:
            self._english = sorted(term for term in self.words.terms() if not is_chinese(term))
            self._english_of = size
        return self._english

    def _make_room(self, number: int) -> None:
        if number >= len(self._present):
            self._present = np.concatenate([self._present, np.zeros_like(self._present)])
            self._family_of = np.concatenate([self._family_of, np.zeros_like(self._family_of)])

    def _put_terms(self, number: int, document: Document, wordings: Iterable[str]) -> None:
        words: dict[str, float] = defaultdict(float)
        pairs: dict[str, float] = defaultdict(float)
        for field, texts in document.fields():
            for text in wordings if field == "words" else texts:
                folded = text_folded(text)
                for term in self.cutter.terms_of_folded(folded):
                    words[term] += _FIELDS[field]
                for pair in pairs_of_folded(folded):
                    pairs[pair] += _FIELDS[field]
                if field == "title":
                    self._learn_english(folded)
        self.words.add(number, words)
        self.pairs.add(number, pairs)

    def _learn_english(self, title: str) -> None:
        self.speller.learn((word for word in title.split() if word not in stop_words()), weight=0.5)


def references_of(document: Document) -> list[str]:
    """The references of a document in the form they are compared in, its own first."""
    return list(dict.fromkeys(found for text in document.references for found in references_in(text)))
