"""The working of a calculation: lines that a person can follow, with formula, articles and parameters."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.parameters import (
    DatedValue,
    Parameter,
    ParameterBook,
    ParameterMissingError,
    Unit,
    number_in_digits,
    parameter_in_words,
)
from hotline.knowledge.renderings import day_in_words

FEN = Decimal("0.01")


def fen(value: Decimal) -> Decimal:
    """An amount of money, rounded half up to the fen. Values inside a formula are not rounded, only its result."""
    return value.quantize(FEN, rounding=ROUND_HALF_UP)


def digits(value: Decimal | int) -> str:
    """A number as it stands in a formula."""
    return number_in_digits(Decimal(value))


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, or a day."""

    of: Decimal | date
    unit: Unit | None = None

    def in_words(self, language: str) -> str:
        """As it is read: `1234.5元`, `18 months`, `2026年1月31日`."""
        if isinstance(self.of, date):
            return day_in_words(self.of, language)
        return parameter_in_words(self.of, self.unit or Unit.NUMBER, language)

    def to_json(self) -> dict[str, str | None]:
        """Digits or an ISO day, and the unit's name or None."""
        text = self.of.isoformat() if isinstance(self.of, date) else number_in_digits(self.of)
        return {"value": text, "unit": self.unit.value if self.unit else None}


@dataclass(frozen=True, slots=True)
class Amount:
    """One answer of a calculation; `key` names it to programs."""

    key: str
    label: Bilingual
    value: Value


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter that a line used, with the days on which that value holds and its document."""

    parameter: Parameter
    dated: DatedValue

    def in_words(self, language: str) -> str:
        """The parameter's title and value."""
        said = parameter_in_words(self.dated.value, self.parameter.unit, language)
        joint = ": " if language == "en" else "："
        return f"{self.parameter.title.in_language(language)}{joint}{said}"

    def to_json(self) -> dict[str, Any]:
        """What a record keeps of it."""
        until = self.dated.valid_to
        return {
            "key": self.parameter.key,
            "value": number_in_digits(self.dated.value),
            "unit": self.parameter.unit.value,
            "region": self.dated.region,
            "valid_from": self.dated.valid_from.isoformat(),
            "valid_to": until.isoformat() if until else None,
            "document": self.dated.document,
            "is_sample": self.dated.is_sample,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what is done, the formula with its numbers, what comes out, and why."""

    text: Bilingual
    formula: str
    result: Value | None
    basis: tuple[Basis, ...]
    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a calculator answers: amounts, the working line by line, and what it does not cover."""

    calculator: str
    region: str
    day: date
    amounts: tuple[Amount, ...]
    lines: tuple[Line, ...]
    notes: tuple[Bilingual, ...]

    def amount(self, key: str) -> Decimal | date:
        """The answer of this name; raises KeyError when there is none."""
        for one in self.amounts:
            if one.key == key:
                return one.value.of
        raise KeyError(key)

    def used(self) -> tuple[Used, ...]:
        """Every parameter that the working used, each value once."""
        seen = {
            (one.parameter.key, one.dated.region, one.dated.valid_from): one for line in self.lines for one in line.used
        }
        return tuple(seen.values())

    def to_json(self) -> dict[str, Any]:
        """The whole answer for the API and for the record."""
        return {
            "calculator": self.calculator,
            "region": self.region,
            "day": self.day.isoformat(),
            "amounts": [{"key": one.key, "label": one.label.to_json(), **one.value.to_json()} for one in self.amounts],
            "lines": [_line_to_json(line) for line in self.lines],
            "notes": [note.to_json() for note in self.notes],
        }


def _line_to_json(line: Line) -> dict[str, Any]:
    return {
        "text": line.text.to_json(),
        "formula": line.formula,
        "result": line.result.to_json() if line.result else None,
        "basis": [basis.to_json() for basis in line.basis],
        "parameters": [used.to_json() for used in line.used],
    }


@dataclass(slots=True)
class Working:
    """Gathers a calculation while it runs; parameters taken belong to the next line that is written."""

    calculator: str
    may_take: frozenset[str]
    book: ParameterBook
    region: str
    day: date
    _amounts: list[Amount] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _notes: list[Bilingual] = field(default_factory=list)
    _taken: list[Used] = field(default_factory=list)

    def take(self, key: str, *, day: date | None = None) -> Decimal:
        """A parameter's value on a day, at first the day asked about; `ParameterMissingError` where there is none."""
        if key not in self.may_take:
            # Editors are shown which calculators a change touches: an unnamed parameter would be missing there.
            raise LookupError(f"{self.calculator} does not name {key} among its parameters")
        dated = self.book.on(key, region=self.region, day=day or self.day)
        self._taken.append(Used(parameter=self.book.parameters[key], dated=dated))
        return dated.value

    def take_if_known(self, key: str, *, day: date | None = None) -> Decimal | None:
        """As `take`, but None where the region has no value for that day."""
        try:
            return self.take(key, day=day)
        except ParameterMissingError:
            return None

    def line(
        self,
        zh: str,
        en: str,
        *basis: Basis,
        formula: str = "",
        result: Decimal | date | int | None = None,
        unit: Unit | None = None,
    ) -> None:
        """Write one step."""  # fmt: skip
        value = None if result is None else Value(of=Decimal(result) if isinstance(result, int) else result, unit=unit)
        self._lines.append(
            Line(
                text=Bilingual(zh=zh, en=en),
                formula=formula,
                result=value,
                basis=basis,
                used=tuple(dict.fromkeys(self._taken)),
            )
        )
        self._taken.clear()

    def amount(self, key: str, zh: str, en: str, *, value: Decimal | date | int, unit: Unit | None = None) -> None:
        """Give one answer."""
        of = Decimal(value) if isinstance(value, int) else value
        self._amounts.append(Amount(key=key, label=Bilingual(zh=zh, en=en), value=Value(of=of, unit=unit)))

    def note(self, zh: str, en: str) -> None:
        """Say what this does not cover or what is uncertain."""
        self._notes.append(Bilingual(zh=zh, en=en))

    def result(self) -> Result:
        """Everything gathered; says so when a value was made up for the sample centre."""
        if any(used.dated.is_sample for line in self._lines for used in line.used):
            self.note(
                "本地数值是样例，不是任何真实城市的标准。",
                "The city's figures are samples, not those of any real city.",
            )
        return Result(
            calculator=self.calculator,
            region=self.region,
            day=self.day,
            amounts=tuple(self._amounts),
            lines=tuple(self._lines),
            notes=tuple(self._notes),
        )
