"""Entries as the right column shows them."""

from typing import Any

from hotline.desk.both import both
from hotline.knowledge.reading import EntryAsOf


def entry_brief(entry: EntryAsOf, *, listened: bool = False) -> dict[str, Any]:
    """A line of the list: title and answer."""
    return {
        "version": str(entry.version_id),
        "code": entry.code,
        "title": both(entry.title.zh, entry.title.en),
        "answer": both(entry.answer("zh"), entry.answer("en")),
        "listened": listened,
    }


def entry_card(entry: EntryAsOf) -> dict[str, Any]:
    """The card: the answer first, then the rest, the basis and the days on which it holds."""
    return entry_brief(entry) | {
        "paragraphs": {"zh": list(entry.body("zh")), "en": list(entry.body("en"))},
        "basis": [basis.to_json() for basis in entry.basis],
        "valid_from": entry.valid_from.isoformat(),
        "valid_to": entry.valid_to.isoformat() if entry.valid_to else None,
    }
