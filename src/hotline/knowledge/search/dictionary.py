"""Words that a general dictionary does not know, and what people mean by the words they use."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .folding import is_chinese, phrase_in, text_folded

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words to cut by, and by word what else it may mean. Both folded."""

    words: frozenset[str]
    meanings: Mapping[str, tuple[str, ...]]
    _by_first: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_first: dict[str, list[str]] = defaultdict(list)
        for word in self.meanings:
            by_first[word[0]].append(word)
        object.__setattr__(self, "_by_first", {first: tuple(words) for first, words in by_first.items()})

    def spoken_in(self, text: str) -> Iterable[str]:
        """The words with a meaning of their own that stand in the folded text, each once."""
        for first in dict.fromkeys(text):
            for word in self._by_first.get(first, ()):
                if phrase_in(word, text):
                    yield word


def dictionary_read(text: str) -> Dictionary:
    """Read `word` and `word = other, other` lines; `#` begins a comment. A word may stand on several lines."""
    words: set[str] = set()
    meanings: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        word, _, others = line.partition("#")[0].partition("=")
        if not (word := text_folded(word)):
            continue
        words.add(word)
        if others:
            meant = [text_folded(other) for other in others.split(",") if other.strip()]
            meanings[word] = tuple(dict.fromkeys([*meanings.get(word, ()), *meant]))
            words.update(meant)
    return Dictionary(words=frozenset(words), meanings=meanings)


@cache
def dictionary_shipped() -> Dictionary:
    """The dictionary that comes with the program: `data/words.txt`."""
    return dictionary_read((DATA / "words.txt").read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words too common to tell one text from another."""
    return frozenset((DATA / "stop_words.txt").read_text(encoding="utf-8").split())


@cache
def article_wordings() -> Mapping[str, tuple[str, ...]]:
    """By article of law, in the form of `references.reference_folded`: what it is about in everyday words."""
    from .references import reference_folded  # noqa: PLC0415  # it folds by this package's own rules

    wordings: dict[str, tuple[str, ...]] = {}
    for line in (DATA / "articles.txt").read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("#")[0].partition("=")
        if words:
            law, article = name.split()
            wordings[reference_folded(f"{law}第{article}条")] = tuple(word.strip() for word in words.split(","))
    return wordings


def words_to_cut_by(words: Iterable[str]) -> list[str]:
    """Of these, the words that a cutter should keep whole: Chinese, two characters or more, not a whole sentence."""
    return [word for word in words if is_chinese(word) and 1 < len(word) <= 8]
