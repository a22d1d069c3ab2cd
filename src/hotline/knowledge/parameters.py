"""Policy parameters: a wage, a rate, a number of days that the law or a city sets anew, with its document and its days.

Texts never type such a figure: they write `{{key}}`, and the reading puts in what holds in the region on the day asked
for. Pure: a `ParameterBook` is made from plain values, whether they come from files or from tables.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from .bilingual import Bilingual

KEY_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
"""How the key of a parameter is written, in files and in the token `{{key}}`."""

NATION = "cn"
"""The region whose parameters hold wherever no nearer region has its own."""


class Unit(StrEnum):
    """What a parameter counts. A percentage is kept as it is said: 8 for 8 %."""

    YUAN = "yuan"
    YUAN_PER_MONTH = "yuan_per_month"
    YUAN_PER_HOUR = "yuan_per_hour"
    PERCENT = "percent"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    TIMES = "times"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is in one region for some days. `valid_to` is the first day on which it no longer holds.

    `source` says where it stands, `document` is the number of that document and may be empty; `is_sample` marks a value
    invented for the sample centre.
    """

    value: Decimal
    region: str
    valid_from: date
    valid_to: date | None
    source: Bilingual
    document: str = ""
    is_sample: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its history. `decimals` is how many places its values may have; `values` may be in any order."""

    key: str
    title: Bilingual
    unit: Unit
    decimals: int
    values: tuple[DatedValue, ...]

    def history(self, region: str) -> tuple[DatedValue, ...]:
        """The values that this region itself has, the oldest first."""
        return tuple(sorted((row for row in self.values if row.region == region), key=lambda row: row.valid_from))


class ParameterMissingError(LookupError):
    """No value is known for this key, region and day; `zh` and `en` say so to a person."""

    def __init__(self, *, key: str, region: str, day: date, title: Bilingual | None) -> None:
        self.key, self.region, self.day = key, region, day
        name = title or Bilingual(zh=key, en=key)
        self.zh = f"没有“{name.zh}”在{day.year}年{day.month}月{day.day}日的数值，请先登记这项政策参数。"
        self.en = f"There is no value of “{name.en}” for {day.isoformat()}: register this parameter first."
        super().__init__(f"{key} {region} {day.isoformat()}: {self.en}")


class ParameterBook:
    """All parameters of a centre, asked by key, region and day."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        """Keep these parameters; of two with one key the later counts. `parameter_faults` checks their days."""
        self._parameters = {parameter.key: parameter for parameter in parameters}
        self._by_region: dict[tuple[str, str], list[DatedValue]] = {}
        for parameter in self._parameters.values():
            for row in parameter.values:
                self._by_region.setdefault((parameter.key, row.region), []).append(row)

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._parameters.values())

    def __len__(self) -> int:
        return len(self._parameters)

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Every parameter by its key."""
        return MappingProxyType(self._parameters)

    def on(self, key: str, *, region: str, day: date) -> DatedValue:
        """What holds on this day in this region or, where it has none, in the nearest one above.

        Raises `ParameterMissingError` for an unknown key and for a day without a value.
        """
        for place in region_and_above(region):
            for row in self._by_region.get((key, place), ()):
                if row.holds_on(day):
                    return row
        parameter = self._parameters.get(key)
        raise ParameterMissingError(key=key, region=region, day=day, title=parameter.title if parameter else None)

    def in_words(self, key: str, *, region: str, day: date, language: str) -> str:
        """The parameter as a text says it on this day. Raises `ParameterMissingError` as `on` does."""
        row = self.on(key, region=region, day=day)
        return parameter_in_words(row.value, self._parameters[key].unit, language)

    def changes(self, key: str, *, region: str, since: date, until: date) -> tuple[date, ...]:
        """The days after `since`, up to `until`, on which a value begins or ends in this region or one above."""
        rows = [row for place in region_and_above(region) for row in self._by_region.get((key, place), ())]
        days = {day for row in rows for day in (row.valid_from, row.valid_to) if day is not None}
        return tuple(sorted(day for day in days if since < day <= until))


def region_and_above(region: str) -> tuple[str, ...]:
    """A region's path and those above it, the nearest first: `cn/sample-city` gives `cn/sample-city` and `cn`."""
    parts = region.split("/")
    return tuple("/".join(parts[:count]) for count in range(len(parts), 0, -1))


def parameter_in_words(value: Decimal, unit: Unit, language: str) -> str:
    """A value with its unit as a text says it, so that a voice reads it right: `每月2420元`, `8%`, `24 months`."""
    number = number_in_digits(value)
    if language != "en":
        return _ZH[unit].format(number)
    one, many = _EN[unit]
    return (one if value == 1 else many).format(number)


def number_in_digits(value: Decimal) -> str:
    """Plain digits without an exponent, without grouping, without zeros at the end: `2420`, `21.75`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_ZH: Mapping[Unit, str] = {
    Unit.YUAN: "{}元",
    # A voice reads "元/月" letter by letter: the unit goes in front, as one would say it.
    Unit.YUAN_PER_MONTH: "每月{}元",
    Unit.YUAN_PER_HOUR: "每小时{}元",
    Unit.PERCENT: "{}%",
    Unit.DAYS: "{}天",
    Unit.WEEKS: "{}周",
    Unit.MONTHS: "{}个月",
    Unit.YEARS: "{}年",
    Unit.HOURS: "{}小时",
    Unit.TIMES: "{}倍",
    Unit.NUMBER: "{}",
}

_EN: Mapping[Unit, tuple[str, str]] = {
    Unit.YUAN: ("{} yuan", "{} yuan"),
    Unit.YUAN_PER_MONTH: ("{} yuan a month", "{} yuan a month"),
    Unit.YUAN_PER_HOUR: ("{} yuan an hour", "{} yuan an hour"),
    Unit.PERCENT: ("{}%", "{}%"),
    Unit.DAYS: ("{} day", "{} days"),
    Unit.WEEKS: ("{} week", "{} weeks"),
    Unit.MONTHS: ("{} month", "{} months"),
    Unit.YEARS: ("{} year", "{} years"),
    Unit.HOURS: ("{} hour", "{} hours"),
    Unit.TIMES: ("{} time", "{} times"),
    Unit.NUMBER: ("{}", "{}"),
}
"""English has a form for one and a form for all other numbers."""
