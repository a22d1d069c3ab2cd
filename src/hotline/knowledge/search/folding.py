"""The form in which texts are compared: width, case, script and space do not count."""

import re
import unicodedata
from functools import cache

import opencc

CHINESE = "一-鿿"
_CHINESE = re.compile(f"[{CHINESE}]")
_BEYOND_TABLE = re.compile(r"[^\x00-ɏ]")


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def text_folded(text: str) -> str:
    """Text in the form it is compared in: full-width forms, case, traditional characters and surplus space go."""
    folded = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return str(_to_simplified().convert(folded)) if _BEYOND_TABLE.search(folded) else folded


def is_chinese(text: str) -> bool:
    """Whether there is any Chinese character."""
    return _CHINESE.search(text) is not None


def phrase_in(phrase: str, text: str, *, begun: bool = False) -> bool:
    """Whether the phrase stands in the text; Latin phrases at word borders (only their beginning when `begun`)."""
    if is_chinese(phrase):
        return phrase in text
    end = "" if begun else r"(?![a-z0-9])"
    return re.search(rf"(?<![a-z0-9]){re.escape(phrase)}{end}", text) is not None
