"""The three kinds of figure. Each keeps its whole numbers; nothing is rounded before it is shown."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """How many."""

    n: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        """The share between 0 and 1; None where there is nothing to take a share of."""
        return Fraction(self.part, self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class MeanTime:
    """A time shared by so many."""

    total_us: int
    n: int

    @property
    def seconds(self) -> Fraction | None:
        """The mean in seconds; None where there is nobody to share it."""
        return Fraction(self.total_us, self.n * 1_000_000) if self.n else None


Measure = Count | Share | MeanTime
