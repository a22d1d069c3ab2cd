"""Ranking: parts that are computed for every document are added up, then the best are looked at closely."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .document import Reason, Where
from .folding import phrase_in
from .holdings import Holdings
from .meaning import Vectors
from .postings import Numbers, Scores
from .query import Query
from .weighing import Weights, family_scores, standardised, weights_for

_REFERENCE_SCORE = 100.0
_CANDIDATES = 150
_LEAST_TITLE_PART = 2
_SHARE_NEEDED, _SHARE_NEEDED_IN_SENTENCES = 0.35, 0.12
"""Of what a query weighs, the share that must be found: less is chance, and nothing found is the better answer.
Whole sentences hold many words that no entry has, so that a smaller share already tells."""
_SHARE_OF_MEANT_NEEDED = 0.6
_NEARNESS_NEEDED = 3.0


@dataclass(frozen=True, slots=True)
class Found:
    """A document found, with what is known of the reason."""

    number: int
    score: float
    reasons: tuple[Reason, ...]


def ranked(
    held: Holdings, asked: Query, *, allowed: NDArray[np.bool_], vector: Vectors | None, limit: int
) -> list[Found]:
    """The documents that answer a query best, best first, among the allowed."""
    count = len(held.documents)
    nearness = None if vector is None or not len(held.vectors) else held.vectors.nearness(vector, documents=count)
    weights = weights_for(has_meaning=nearness is not None)
    scores = _added_up(held, asked, weights, nearness)
    exact = _referred_to(held, asked)
    candidates = _candidates(scores, allowed, {*exact, *held.wordings.standing_in(asked.text)})
    enough = _is_enough(held, asked, candidates, nearness)
    wordings = held.wordings.best(candidates.tolist(), text=asked.text, squeezed=asked.squeezed)
    found = []
    for place, number in enumerate(candidates.tolist()):
        document = held.documents[number]
        if document is None:
            continue
        score, reasons = float(scores[number]), []
        if number in exact:
            score += _REFERENCE_SCORE / (1 + exact[number])
            reasons.append(Reason(Where.REFERENCE, document.references[0]))
        if number in wordings:
            share, written = wordings[number]
            score += weights.wording * share
            reasons.append(Reason(Where.WORDS, written))
        for title in _titles_beginning(held, number, asked.text):
            score += weights.title
            reasons.append(Reason(Where.TITLE, title))
        if reasons or enough[place]:
            # One word may fit many entries equally: then what is asked most comes first.
            found.append(Found(number, score + weights.rank / math.sqrt(document.rank), tuple(reasons)))
    found.sort(key=lambda one: (-one.score, _rank(held, one.number)))
    return found[:limit]


def _rank(held: Holdings, number: int) -> int:
    document = held.documents[number]
    return 0 if document is None else document.rank


def _candidates(scores: Scores, allowed: NDArray[np.bool_], more: Iterable[int]) -> Numbers:
    """The numbers to look at closely, ascending: the best by score, and those that hold a wording or reference."""
    masked = np.where(allowed & (scores > 0), scores, -np.inf)
    best = np.argpartition(-masked, _CANDIDATES)[:_CANDIDATES] if len(masked) > _CANDIDATES else np.arange(len(masked))
    chosen = {int(number) for number in best if masked[number] > -np.inf}
    chosen |= {number for number in more if allowed[number]}
    return np.array(sorted(chosen), dtype=np.int64)


def _is_enough(held: Holdings, asked: Query, candidates: Numbers, nearness: Scores | None) -> NDArray[np.bool_]:
    """Whether each candidate has enough of the query, by words, by pairs or by meaning.

    A term that no entry knows weighs as much as the rarest: a query about something else must find nothing.
    """
    unknown = math.log(1 + 2 * max(1, len(held.numbers)))
    words = {term: held.words.rarity(term) * weight for term, weight in asked.terms.items()}
    pairs = {pair: held.pairs.rarity(pair) for pair, weight in asked.pairs.items() if weight == 1.0}
    whole_words = sum(held.words.rarity(term) or unknown for term in asked.asked) or 1.0
    whole_pairs = sum(rarity or unknown for rarity in pairs.values()) or 1.0
    share = np.maximum(
        held.words.held_by(words, candidates) / whole_words, held.pairs.held_by(pairs, candidates) / whole_pairs
    )
    needed = _SHARE_NEEDED_IN_SENTENCES if asked.is_sentence else _SHARE_NEEDED
    enough: NDArray[np.bool_] = share >= needed
    for phrase in asked.meant:
        terms = {term: held.words.rarity(term) for term in held.cutter.terms_of_folded(phrase)}
        whole = sum(terms.values()) or 1.0
        enough |= held.words.held_by(terms, candidates) >= _SHARE_OF_MEANT_NEEDED * whole
    return enough if nearness is None else enough | (nearness[candidates] >= _NEARNESS_NEEDED)


def _titles_beginning(held: Holdings, number: int, text: str) -> list[str]:
    if len(text) < _LEAST_TITLE_PART:
        return []
    return [title for folded, title in held.titles(number) if text in folded and phrase_in(text, folded, begun=True)]


def _added_up(held: Holdings, asked: Query, weights: Weights, nearness: Scores | None) -> Scores:
    """What every document gets for words, pairs, meaning and its family."""
    parts = [
        (weights.words, standardised(held.words.scores(asked.terms))),
        (weights.pairs, standardised(held.pairs.scores(asked.pairs))),
    ]
    if nearness is not None:
        parts.append((weights.meaning, np.maximum(nearness, np.float32(0))))
    scores: Scores = np.zeros(len(held.documents), dtype=np.float32)
    for weight, part in parts:
        scores += np.float32(weight) * part
    families, count = held.families()
    scores += np.float32(weights.family) * family_scores(scores, families, count)
    return scores


def _referred_to(held: Holdings, asked: Query) -> dict[int, int]:
    """The documents that have a reference asked for, with its place: an article comes before what rests on it."""
    places: dict[int, int] = {}
    for reference in asked.references:
        for number, place in held.references.get(reference, {}).items():
            places[number] = min(place, places.get(number, place))
    return places
