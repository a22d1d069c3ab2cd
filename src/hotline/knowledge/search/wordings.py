"""Everyday wordings of documents and how much of a query each of them covers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .cutting import Cutter
from .folding import is_chinese, phrase_in, text_folded

_SQUEEZED_WORTH = 0.85
_LONGEST_LOOKED_UP = 16
_SAME, _ONLY_BEGUN = 1.25, 0.2


@dataclass(frozen=True, slots=True)
class Wording:
    """An everyday wording of a document: folded, without common words, and as its editor wrote it."""

    folded: str
    squeezed: str
    written: str


class Wordings:
    """The wordings of numbered documents."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self._of: dict[int, list[Wording]] = {}
        self._holders: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, words: Iterable[str]) -> None:
        """Take in the wordings of a document."""
        wordings = [Wording(text_folded(word), self._cutter.squeezed(word), word) for word in words]
        self._of[number] = wordings
        for wording in wordings:
            for form in {wording.folded, wording.squeezed}:
                if len(form) > 1:
                    self._holders[form].add(number)

    def remove(self, number: int) -> None:
        """Forget those of a document."""
        for wording in self._of.pop(number, ()):
            for form in (wording.folded, wording.squeezed):
                self._holders.get(form, set()).discard(number)

    def standing_in(self, text: str) -> set[int]:
        """Documents with a wording that stands whole in the text."""
        if not is_chinese(text):
            words = text.split()
            pieces: Iterable[str] = (
                " ".join(words[start:end])
                for start in range(len(words))
                for end in range(start + 1, min(len(words), start + 6) + 1)
            )
        else:
            pieces = (
                text[start:end]
                for start in range(len(text))
                for end in range(start + 2, min(len(text), start + _LONGEST_LOOKED_UP) + 1)
            )
        return {number for piece in pieces for number in self._holders.get(piece, ())}

    def best(self, numbers: Iterable[int], *, text: str, squeezed: str) -> Mapping[int, tuple[float, str]]:
        """By document, the share of the query that its best wording covers, and that wording as written."""
        share_of = _share_in_chinese if is_chinese(text) else _share_in_english
        best: dict[int, tuple[float, str]] = {}
        for number in numbers:
            for wording in self._of.get(number, ()):
                share = share_of(wording.folded, text)
                if len(squeezed) > 1 and share < _SQUEEZED_WORTH:
                    share = max(share, _SQUEEZED_WORTH * share_of(wording.squeezed, squeezed))
                if share > best.get(number, (0.0, ""))[0]:
                    best[number] = (share, wording.written)
        return best


def _share_in_chinese(word: str, query: str) -> float:
    """How much a listed word says about a query: 1 where they are the same, less where one holds the other."""
    if word == query:
        return _SAME
    if len(word) > 1 and word in query:
        return _share_held(word, query)
    if len(query) > 1 and query in word:
        return _share_holding(word, query)
    return _ONLY_BEGUN if word.startswith(query) else 0.0


def _share_in_english(word: str, query: str) -> float:
    """The same at the borders of words."""
    if word == query:
        return _SAME
    if word in query and len(word) > 1 and phrase_in(word, query):
        return _share_held(word, query)
    if query in word and len(query) > 1 and phrase_in(query, word, begun=True):
        return _share_holding(word, query)
    return 0.0


def _share_held(word: str, query: str) -> float:
    return min(1.0, 0.45 + 0.55 * len(word) / len(query))


def _share_holding(word: str, query: str) -> float:
    return 0.35 + 0.55 * len(query) / len(word)
