"""What is searched, and what a search gives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_MOST_PASSAGE_CHARACTERS = 450


class Where(StrEnum):
    """In which part of an entry a query was found."""

    CODE = "code"
    REFERENCE = "reference"
    TITLE = "title"
    WORDS = "words"
    TOPIC = "topic"
    BODY = "body"
    SPELLING = "spelling"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry was found: where, and which of its words. By meaning there is no word."""

    where: Where
    matched: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of one entry. `key` identifies it to the caller.

    `references` are the articles and document numbers that it is or rests on; `family` is the law or collection that
    it is a part of, if any. `rank` 1 is the most asked.
    """

    key: str
    code: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    topic_words: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]]
    rank: int
    references: tuple[str, ...] = ()
    family: str = ""

    def fields(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Its texts by the field that they stand in."""
        yield "title", self.titles
        yield "words", self.words
        yield "topic", self.topic_words
        yield "answer", [body[0] for body in self.bodies.values() if body]
        yield "body", [paragraph for body in self.bodies.values() for paragraph in body[1:]]

    def passages(self) -> Iterator[str]:
        """The texts whose meaning stands for it: each body under its title, in parts, and its everyday wordings."""
        titles = dict(zip(("zh", "en"), self.titles, strict=False))
        for language, paragraphs in self.bodies.items():
            title, part = titles.get(language, ""), ""
            for paragraph in paragraphs:
                if part and len(part) + len(paragraph) > _MOST_PASSAGE_CHARACTERS:
                    yield f"{title}\n{part}"
                    part = ""
                part += paragraph
            if part:
                yield f"{title}\n{part}"
        if self.words:
            yield f"{self.titles[0]}\n{'，'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found. Higher scores are better; they compare within one search only."""

    key: str
    score: float
    reasons: tuple[Reason, ...]
