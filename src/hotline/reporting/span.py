"""Which days a report is asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from hotline.kernel.words import Words

LONGEST_DAYS = 93
"""A quarter: a longer span is read from the file of several quarters."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    first: date
    last: date

    def moved(self, *, lengths: int) -> "Span":
        """The span of the same length so many lengths later, or earlier where negative."""
        by = timedelta(days=((self.last - self.first).days + 1) * lengths)
        return Span(self.first + by, self.last + by)


class SpanRefusedError(ValueError):
    """The days asked for cannot be reported; `words` says why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def span_read(*, first: str, last: str, today: date) -> Span:
    """The span that two texts from a form mean; where one is empty it is the other, where both are, today.

    Raises SpanRefusedError.
    """
    try:
        begins = date.fromisoformat(first or last) if first or last else today
        ends = date.fromisoformat(last) if last else begins
    except ValueError:
        words = Words("日期要写成 2026-11-24 这样。", "Write dates like 2026-11-24.")
        raise SpanRefusedError(words) from None
    if ends < begins:
        raise SpanRefusedError(
            Words("开始日期在结束日期之后，请对调。", "The first day is after the last: exchange them.")
        )
    if (ends - begins).days >= LONGEST_DAYS:
        raise SpanRefusedError(
            Words(f"一次最多看 {LONGEST_DAYS} 天，请缩短。", f"Ask for {LONGEST_DAYS} days at most at a time.")
        )
    if begins.year < 2000 or ends > today + timedelta(days=366):
        raise SpanRefusedError(Words("这个日期没有记录。", "There is no record of these days."))
    return Span(begins, ends)
