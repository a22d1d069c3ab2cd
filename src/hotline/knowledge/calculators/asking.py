"""What a calculator asks: fields with labels and limits, from which desk, portal and API draw the same form.

An input is a frozen dataclass whose fields are annotated by `ask`. It cannot be built with values that are impossible:
whoever tries gets an `InputRefusedError` that names the field and says why in both languages.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit, number_in_digits

TEXT_AT_MOST = 40
"""Characters of an answer to one field; whatever is longer is no number and no day."""


class FieldKind(StrEnum):
    """Which control a form needs for a field."""

    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Ask:
    """How a field is asked: label, unit, limits (both included), a word of help, and what there is to choose."""

    label: Bilingual
    unit: Unit | None
    least: Decimal
    most: Decimal
    help: Bilingual | None
    choices: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of an input, ready to be drawn. `default` is None where it must be given or may stay empty."""

    name: str
    kind: FieldKind
    ask: Ask
    is_required: bool
    default: Any


class InputRefusedError(ValueError):
    """An input is impossible or unreadable: `field` is its name, `zh` and `en` say why and what to do."""

    def __init__(self, field: str, *, zh: str, en: str) -> None:
        super().__init__(f"{field}: {en}")
        self.field, self.zh, self.en = field, zh, en


def ask(
    zh: str,
    en: str,
    *,
    unit: Unit | None = None,
    least: int | str = 0,
    most: int | str = 10_000_000,
    help: tuple[str, str] | None = None,  # noqa: A002 - the word that forms use for it
    choices: Mapping[str, tuple[str, str]] | None = None,
) -> Ask:
    """How to ask for a field: `name: Annotated[int, ask("月数", "Months")]`. Texts are given as Chinese and English."""
    return Ask(
        label=Bilingual(zh=zh, en=en),
        unit=unit,
        least=Decimal(least),
        most=Decimal(most),
        help=Bilingual(*help) if help else None,
        choices={key: Bilingual(*label) for key, label in (choices or {}).items()},
    )


@dataclass(frozen=True, kw_only=True)
class Input:
    """What every input shares: it is checked when it is made."""

    EARLIEST: ClassVar[date] = date(1920, 1, 1)
    LATEST: ClassVar[date] = date(2100, 1, 1)

    def __post_init__(self) -> None:
        for one in fields_asked(type(self)):
            _limits_check(one, getattr(self, one.name))
        self.check()

    def check(self) -> None:
        """Refuse what contradicts itself across fields; raises `InputRefusedError`."""


InputT = TypeVar("InputT", bound=Input)


def fields_asked(input_type: type[Input]) -> tuple[AskedField, ...]:
    """The fields of an input in the order in which they are asked."""
    hints = get_type_hints(input_type, include_extras=True)
    return tuple(_asked_field(one, hints[one.name]) for one in fields(input_type))


def input_read(input_type: type[InputT], raw: Mapping[str, object]) -> InputT:
    """The input in what a form or an API hands over: texts, or JSON's own numbers and truth values.

    An empty answer counts as none. Raises `InputRefusedError` at the first field that cannot be used.
    """
    known = {one.name: one for one in fields_asked(input_type)}
    for name in raw:
        if name not in known:
            raise InputRefusedError(str(name)[:TEXT_AT_MOST], zh="没有这一项。", en="There is no such field.")
    given: dict[str, Any] = {}
    for name, one in known.items():
        answer = raw.get(name)
        if answer is None or (isinstance(answer, str) and not answer.strip()):
            if one.is_required:
                raise InputRefusedError(
                    name, zh=f"请填写“{one.ask.label.zh}”。", en=f"Please fill in “{one.ask.label.en}”."
                )
            continue
        given[name] = _parsed(one, answer)
    return input_type(**given)


def _asked_field(one: Field[Any], hint: Any) -> AskedField:
    asked_type, how = get_args(hint)
    # `Decimal | None` is a number that may stay empty.
    plain = next((kind for kind in get_args(asked_type) if kind is not type(None)), asked_type)
    return AskedField(
        name=one.name,
        kind=FieldKind.CHOICE if how.choices else _KINDS[plain],
        ask=how,
        is_required=one.default is MISSING,
        default=None if one.default is MISSING else one.default,
    )


_WHOLE_AT_MOST = Decimal(10) ** 12

_KINDS = {Decimal: FieldKind.NUMBER, int: FieldKind.WHOLE, date: FieldKind.DAY, bool: FieldKind.YES_NO}


def _parsed(one: AskedField, answer: object) -> Any:
    text = unicodedata.normalize("NFKC", str(answer)).strip()
    if len(text) > TEXT_AT_MOST:
        raise InputRefusedError(one.name, zh="填写的内容太长。", en="This is too long.")
    match one.kind:
        case FieldKind.CHOICE:
            return text
        case FieldKind.YES_NO:
            return _yes_no(one.name, text.lower())
        case FieldKind.DAY:
            return _day(one.name, text)
        case FieldKind.NUMBER:
            return _number(one.name, text)
        case FieldKind.WHOLE:
            return _whole(one.name, text)


def _yes_no(name: str, text: str) -> bool:
    if text in ("true", "1", "yes", "on", "是"):
        return True
    if text in ("false", "0", "no", "off", "否"):
        return False
    raise InputRefusedError(name, zh="请选“是”或“否”。", en="Answer yes or no.")


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputRefusedError(name, zh="请写成 2026-01-31 这样的日期。", en="Write a date like 2026-01-31.") from None


def _number(name: str, text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise InputRefusedError(name, zh="请填写数字。", en="Write a number.") from None


def _whole(name: str, text: str) -> int:
    number = _number(name, text)
    if not number.is_finite() or number != number.to_integral_value():
        raise InputRefusedError(name, zh="请填写整数。", en="Write a whole number.")
    # "1e999999" is short to read and endless to write out as an int.
    if abs(number) > _WHOLE_AT_MOST:
        raise InputRefusedError(name, zh="数字太大。", en="The number is too large.")
    return int(number)


def _limits_check(one: AskedField, value: Any) -> None:
    if value is None:
        return
    if one.kind is FieldKind.CHOICE and value not in one.ask.choices:
        labels = list(one.ask.choices.values())
        raise InputRefusedError(
            one.name,
            zh=f"只能选：{'、'.join(label.zh for label in labels)}。",
            en=f"Choose one of: {', '.join(label.en for label in labels)}.",
        )
    if one.kind is FieldKind.DAY and not Input.EARLIEST <= value <= Input.LATEST:
        raise InputRefusedError(one.name, zh="请核对年份。", en="Please check the year.")
    if one.kind in (FieldKind.NUMBER, FieldKind.WHOLE):
        _number_check(one, Decimal(value))


def _number_check(one: AskedField, value: Decimal) -> None:
    if not value.is_finite():
        raise InputRefusedError(one.name, zh="请填写数字。", en="Write a number.")
    least, most = one.ask.least, one.ask.most
    if not least <= value <= most:
        low, high = number_in_digits(least), number_in_digits(most)
        raise InputRefusedError(
            one.name, zh=f"请填写{low}到{high}之间的数。", en=f"Give a number from {low} to {high}."
        )
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise InputRefusedError(one.name, zh="最多两位小数。", en="Give at most two decimal places.")
