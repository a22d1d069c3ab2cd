"""Telephone numbers as callers' networks send them. Pure."""

import re

_MAINLAND_PREFIX = re.compile(r"^(?:\+|00)86")
_DIALLABLE = re.compile(r"^\+?\d{5,15}$")
VISIBLE_HEAD = 3
VISIBLE_TAIL = 4


def number_clean(raw: str) -> str | None:
    """The number in one spelling, or None where it is withheld, a name, or nothing that could be dialled.

    >>> number_clean("+86 138-0013-8000")
    '13800138000'
    >>> number_clean("anonymous") is None
    True
    """
    compact = re.sub(r"[\s\-()]", "", raw)
    compact = _MAINLAND_PREFIX.sub("", compact)
    return compact if _DIALLABLE.match(compact) else None


def number_masked(number: str) -> str:
    """What a screen may show: 138****8000. Short numbers show less.

    >>> number_masked("13800138000")
    '138****8000'
    >>> number_masked("65432100")
    '****2100'
    """
    hidden = len(number) - VISIBLE_HEAD - VISIBLE_TAIL
    if hidden >= VISIBLE_TAIL:
        return f"{number[:VISIBLE_HEAD]}{'*' * hidden}{number[-VISIBLE_TAIL:]}"
    return f"****{number[-min(VISIBLE_TAIL, len(number) // 2) :]}"
