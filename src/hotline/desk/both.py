"""Texts in both languages, as the desk's pages get them: they change their language without asking again."""

from typing import TypedDict

from hotline.kernel.words import Words


class Both(TypedDict):
    """The same text twice; the page shows the one it speaks."""

    zh: str
    en: str


def both(zh: str, en: str) -> Both:
    """The two texts together."""
    return {"zh": zh, "en": en}


def labelled(label: str) -> Both:
    """The two halves of a label of the record, which holds both languages: "已答复 Answered"."""
    words = Words.of_label(label)
    return both(words.zh, words.en)
