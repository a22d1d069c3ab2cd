"""Texts in both languages, as pages get them."""

from typing import TypedDict


class Both(TypedDict):
    """The same text twice; the page shows the one it speaks."""

    zh: str
    en: str


def both(zh: str, en: str) -> Both:
    """The two texts together."""
    return {"zh": zh, "en": en}


def labelled(label: str) -> Both:
    """The two halves of a label of the record, which holds both languages: "已答复 Answered"."""
    zh, _, en = label.partition(" ")
    return both(zh, en or zh)
