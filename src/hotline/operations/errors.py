"""The one kind of error the operator sees: what happened and what to do, in Chinese and English."""

from __future__ import annotations


class PlainError(Exception):
    """Something the operator can mend. Shown without a traceback; the program ends with code 1."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
