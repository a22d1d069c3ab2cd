"""How much words, pairs of characters, meaning and the field of law count.

Fitted as a few numbers on one half of a set of questions, looked at on the other.
"""

from dataclasses import dataclass

import numpy as np

from .postings import Scores

_BEST_OF_FAMILY = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What one standard deviation of each part adds to a score."""

    words: float
    pairs: float
    meaning: float
    family: float
    wording: float
    title: float
    rank: float


_WITHOUT_MEANING = Weights(words=1.0, pairs=1.0, meaning=0.0, family=0.4, wording=4.0, title=3.0, rank=0.8)
_WITH_MEANING = Weights(words=1.0, pairs=1.0, meaning=4.5, family=0.2, wording=2.0, title=3.0, rank=0.8)


def weights_for(*, has_meaning: bool) -> Weights:
    """The weights for a query, with or without its meaning."""
    return _WITH_MEANING if has_meaning else _WITHOUT_MEANING


def standardised(scores: Scores) -> Scores:
    """Scores in standard deviations, so that long and short queries and different measures can be added."""
    spread = float(scores.std())
    return (scores / np.float32(spread)).astype(np.float32) if spread > 0 else scores


def family_scores(scores: Scores, families: np.ndarray[tuple[int], np.dtype[np.int64]], count: int) -> Scores:
    """By document, the mean of the best scores in its family: a question is about a field before an article.

    Family 0 stands for none and gets nothing.
    """
    best: Scores = np.zeros((_BEST_OF_FAMILY, count), dtype=np.float32)
    rest = scores.copy()
    for place in range(_BEST_OF_FAMILY):
        top: Scores = np.zeros(count, dtype=np.float32)
        np.maximum.at(top, families, rest)
        best[place] = top
        rest[rest >= top[families]] = 0
    means: Scores = best.mean(axis=0)
    means[0] = 0
    return means[families]
