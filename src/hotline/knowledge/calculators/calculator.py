"""A calculator: what it asks, how it works, and which parameters its answer may rest on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import ParameterBook

from .asking import AskedField, Input, fields_asked, input_read
from .working import Result, Working


@dataclass(frozen=True, slots=True)
class Calculator:
    """One calculator. `work` writes the working of an input; `parameters` are all keys that it may take."""

    key: str
    title: Bilingual
    summary: Bilingual
    input_type: type[Input]
    work: Callable[[Any, Working], None]
    parameters: tuple[str, ...]

    def fields(self) -> tuple[AskedField, ...]:
        """What it asks, in order, ready to be drawn as a form."""
        return fields_asked(self.input_type)

    def calculate(self, asked: Input, *, book: ParameterBook, region: str, day: date) -> Result:
        """The answer for a region and a day. The same input, book, region and day give the same answer.

        Raises `InputRefusedError` for an input that contradicts the parameters, and `ParameterMissingError` where a
        parameter has no value for the region and the day that count.
        """
        working = Working(calculator=self.key, may_take=frozenset(self.parameters), book=book, region=region, day=day)
        self.work(asked, working)
        return working.result()

    def answer(self, raw: Mapping[str, object], *, book: ParameterBook, region: str, day: date) -> Result:
        """`calculate` for what a form or an API hands over; raises `InputRefusedError` also for what cannot be read."""
        return self.calculate(input_read(self.input_type, raw), book=book, region=region, day=day)
