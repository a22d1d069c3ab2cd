"""The sentence of a text that answers a query."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence, Set

from .folding import is_chinese

_CHINESE_END = re.compile(r"(?<=[。！？；])")
_ENGLISH_END = re.compile(r"(?<=[.!?])\s+")
_FIRST_SENTENCE_WORTH = 1.25


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph, Chinese or English; a mere `能。` or `No.` stays with what follows it."""
    between, least = ("", 8) if is_chinese(paragraph) else (" ", 20)
    sentences: list[str] = []
    for part in (_CHINESE_END if is_chinese(paragraph) else _ENGLISH_END).split(paragraph):
        if sentences and len(sentences[-1]) < least:
            sentences[-1] += between + part
        elif part:
            sentences.append(part)
    return sentences


def sentence_that_answers(
    paragraphs: Sequence[str],
    *,
    asked: Set[str],
    terms_of: Callable[[str], Sequence[str]],
    rarity: Callable[[str], float],
) -> str:
    """The sentence with most of what is asked: the first, unless another has clearly more. Empty without text."""
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    held = [asked & set(terms_of(sentence)) for sentence in sentences]
    spread = Counter(term for terms in held for term in terms)
    weights = [sum(rarity(term) * math.log(1 + len(sentences) / spread[term]) for term in terms) for terms in held]
    if weights:
        weights[0] *= _FIRST_SENTENCE_WORTH
    best = max(range(len(sentences)), key=weights.__getitem__, default=None)
    return "" if best is None else sentences[best]
