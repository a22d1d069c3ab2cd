"""Figures as people read them. Only here anything is rounded."""

from fractions import Fraction

from hotline.kernel.words import Words

from .measures import Count, MeanTime, Measure, Share

NOTHING = "—"
"""Shown where there is nothing to take a share or a mean of."""


def measure_shown(measure: Measure) -> str:
    """The figure with its unit, in the language of the present request."""
    match measure:
        case Count(n):
            return f"{n:,}"
        case Share():
            return _share_shown(measure.value)
        case MeanTime():
            return _time_shown(measure.seconds)


def _share_shown(share: Fraction | None) -> str:
    # One decimal; rounded half up, as people do on paper.
    return NOTHING if share is None else f"{_tenths(share * 100)} %"


def _time_shown(seconds: Fraction | None) -> str:
    if seconds is None:
        return NOTHING
    if seconds < 60:
        return str(Words(f"{_tenths(seconds)} 秒", f"{_tenths(seconds)} s"))
    minutes, rest = divmod(int(seconds + Fraction(1, 2)), 60)
    return str(Words(f"{minutes} 分 {rest:02d} 秒", f"{minutes} min {rest:02d} s"))


def _tenths(number: Fraction) -> str:
    tenths = int(number * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
