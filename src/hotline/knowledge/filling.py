"""Parameters put into texts: `{{key}}` becomes what holds in the entry's region on the day asked for. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .bilingual import LANGUAGES, Bilingual
from .parameters import KEY_PATTERN, ParameterBook, ParameterMissingError
from .reading import EntryAsOf, ParameterUsed

_TOKEN = re.compile(rf"\{{\{{\s*((?:{KEY_PATTERN}))\s*\}}\}}")
_BRACES = re.compile(r"\{\{.*?\}\}|\{\{|\}\}")

NOT_KNOWN = Bilingual(zh="（以最新公布的数额为准）", en="(see the latest published figure)")
"""What is said where a parameter has no value: an answer without its figure is better than no answer."""


def keys_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The parameters that the texts name, each once, in order of first mention."""
    return tuple(dict.fromkeys(key for text in texts for key in _keys(text)))


def broken_tokens_in(text: str) -> tuple[str, ...]:
    """What looks like a token and is none, such as `{{ Minimum Wage }}` or a single `{{`."""
    return tuple(part for part in _BRACES.findall(text) if not _TOKEN.fullmatch(part))


def text_filled(text: str, *, book: ParameterBook, region: str, day: date, language: str) -> str:
    """The text with every parameter said in its words; one without a value for that day is said to be `NOT_KNOWN`."""

    def said(match: re.Match[str]) -> str:
        try:
            return book.in_words(match[1], region=region, day=day, language=language)
        except ParameterMissingError:
            return NOT_KNOWN.in_language(language)

    return _TOKEN.sub(said, text)


def is_naming(entry: EntryAsOf) -> bool:
    """Whether any text of the entry names a parameter."""
    return any(_TOKEN.search(text) for text in _texts_of(entry))


def entry_filled(entry: EntryAsOf, *, book: ParameterBook, day: date) -> EntryAsOf:
    """The entry as it reads on `day`, with the parameters that it used."""

    def filled(text: str, language: str) -> str:
        return text_filled(text, book=book, region=entry.region, day=day, language=language)

    def both(text: Bilingual) -> Bilingual:
        return Bilingual(zh=filled(text.zh, "zh"), en=filled(text.en, "en"))

    def bodies(texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {language: tuple(filled(text, language) for text in body) for language, body in texts.items()}

    return replace(
        entry,
        as_of=day,
        paragraphs=bodies(dict(entry.paragraphs)),
        levels={level: bodies(dict(texts)) for level, texts in entry.levels.items()},
        guide=entry.guide.with_texts(both) if entry.guide else None,
        policy=entry.policy.with_texts(both) if entry.policy else None,
        parameters=_used(entry, book=book, day=day),
    )


def _used(entry: EntryAsOf, *, book: ParameterBook, day: date) -> tuple[ParameterUsed, ...]:
    used = []
    for key in keys_in(_texts_of(entry)):
        try:
            value = book.on(key, region=entry.region, day=day)
        except ParameterMissingError:
            continue
        words = (book.in_words(key, region=entry.region, day=day, language=language) for language in LANGUAGES)
        used.append(ParameterUsed(key=key, title=book.parameters[key].title, value=value, words=Bilingual(*words)))
    return tuple(used)


def _texts_of(entry: EntryAsOf) -> Iterable[str]:
    for bodies in (entry.paragraphs, *entry.levels.values()):
        for body in bodies.values():
            yield from body
    for part in (entry.guide, entry.policy):
        for text in part.texts() if part else ():
            yield from (text.zh, text.en)


def _keys(text: str) -> Iterable[str]:
    return (match[1] for match in _TOKEN.finditer(text))
