"""What an examination finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How bad it is; the value is the mark that the operator sees."""

    FINE = "✓"
    ODD = "!"
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing examined: what was found and, where it is not fine, what to do."""

    verdict: Verdict
    zh: str
    en: str


def fine(*, zh: str, en: str) -> Finding:
    """All is well."""
    return Finding(Verdict.FINE, zh, en)


def odd(*, zh: str, en: str) -> Finding:
    """It works, but the operator should know."""
    return Finding(Verdict.ODD, zh, en)


def wrong(*, zh: str, en: str) -> Finding:
    """It does not work."""
    return Finding(Verdict.WRONG, zh, en)
