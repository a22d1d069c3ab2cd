"""An entry as it is heard, and the lines under it that say why it holds. Pure: the same entry, the same rendering."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from .drafts import Basis
from .kinds import Level
from .reading import EntryAsOf


def voice_script(entry: EntryAsOf, language: str, level: str = Level.PLAIN.value) -> tuple[str, ...]:
    """The paragraphs to be read: title, text, and one sentence with legal basis and validity."""
    title = entry.title.in_language(language)
    # A voice needs the full stop to lower at the end; a title that asks already has its mark.
    end = "" if title.endswith(("？", "?")) else ("." if language == "en" else "。")
    return (title + end, *entry.body(language, level), _spoken_basis(entry, language))


def card_script(entry: EntryAsOf, language: str, level: str = Level.PLAIN.value) -> tuple[str, ...]:
    """What an adviser reads out from the card: title, answer, and the rest."""
    return (entry.title.in_language(language), *entry.body(language, level))


def wording_digest(script: Sequence[str]) -> str:
    """SHA-256, hexadecimal, over the pieces of a text as it is given: proof of the wording."""
    return hashlib.sha256("\n".join(script).encode()).hexdigest()


def basis_lines(basis: Sequence[Basis], language: str) -> tuple[str, ...]:
    """One line a law, with the date of its version and its articles."""
    if language == "en":
        return tuple(
            f"{law} (version of {day_in_words(version, 'en')}), {_articles_en(rows)}"
            for law, version, rows in _by_law(basis, "en")
        )
    return tuple(
        f"《{law}》（{day_in_words(version, 'zh')}版）{'、'.join(row.article.zh for row in rows)}"
        for law, version, rows in _by_law(basis, "zh")
    )


def validity_line(entry: EntryAsOf, language: str) -> str:
    """From when to when, the last day included."""
    first = day_in_words(entry.valid_from, language)
    if entry.valid_to is None:
        return f"Valid from {first}" if language == "en" else f"{first}起有效"
    last = day_in_words(entry.valid_to - timedelta(days=1), language)
    return f"Valid from {first} to {last}" if language == "en" else f"{first}起有效，到{last}为止"


def day_in_words(day: date, language: str) -> str:
    """`2026年1月31日` or `31 January 2026`: written so that a voice reads it right."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _spoken_basis(entry: EntryAsOf, language: str) -> str:
    # Without title marks and brackets, and without the versions' dates: a listener keeps the law and the article,
    # and hears an article that stands in two versions once.
    basis = tuple(dict.fromkeys(replace(row, version=date.min) for row in entry.basis))
    if language == "en":
        laws = "; ".join(f"the {law}, {_articles_en(rows)}" for law, _, rows in _by_law(basis, "en"))
        validity = validity_line(entry, "en")
        return f"This rests on {laws}. {validity}."
    laws = "；".join(f"{law}{'、'.join(row.article.zh for row in rows)}" for law, _, rows in _by_law(basis, "zh"))
    return f"以上依据{laws}，{validity_line(entry, 'zh')}。"


def _by_law(basis: Sequence[Basis], language: str) -> list[tuple[str, date, list[Basis]]]:
    ordered = groupby(basis, key=lambda row: (row.law.in_language(language), row.version))
    return [(law, version, list(rows)) for (law, version), rows in ordered]


def _articles_en(rows: Sequence[Basis]) -> str:
    names = [row.article.en for row in rows]
    words = {name.split(" ", 1)[0] for name in names}
    if len(names) == 1 or len(words) != 1:
        return ", ".join(names)
    numbers = [name.split(" ", 1)[1] for name in names]
    return f"{words.pop()}s {', '.join(numbers[:-1])} and {numbers[-1]}"
