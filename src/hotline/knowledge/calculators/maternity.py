"""Maternity leave and maternity allowance."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import FEMALE_PROVISIONS, INSURANCE_LAW
from .working import Working, digits, fen

_BIRTH, _DIFFICULT, _FURTHER = "maternity-leave-days", "maternity-leave-difficult-birth", "maternity-leave-further-baby"
_EARLY, _LATE = "miscarriage-leave-under-4-months", "miscarriage-leave-from-4-months"
_CITY, _MONTH_DAYS = "maternity-leave-city-extra", "maternity-allowance-month-days"


class Event(StrEnum):
    """What the leave is for."""

    BIRTH = "birth"
    EARLY_LOSS = "loss-under-4-months"
    LATE_LOSS = "loss-from-4-months"


@dataclass(frozen=True, kw_only=True)
class MaternityInput(Input):
    """What decides about days and allowance."""

    event: Annotated[
        str,
        ask(
            "情形",
            "What happened",
            choices={
                Event.BIRTH: ("生育", "Birth"),
                Event.EARLY_LOSS: ("怀孕未满4个月流产", "Miscarriage before four months"),
                Event.LATE_LOSS: ("怀孕满4个月流产", "Miscarriage after four months"),
            },
        ),
    ]
    babies: Annotated[int, ask("生育几个婴儿", "How many babies", least=1, most=8)] = 1
    difficult: Annotated[bool, ask("是难产吗", "Was it a difficult birth?")] = False
    insured: Annotated[bool, ask("单位参加了生育保险吗", "Is the employer in maternity insurance?")] = True
    employer_average: Annotated[
        Decimal | None,
        ask(
            "单位上年度职工月平均工资",
            "The employer's average monthly wage last year",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("参加生育保险的填这一项。", "Give this when insured."),
        ),
    ] = None
    own_wage: Annotated[
        Decimal | None,
        ask(
            "本人产假前月工资",
            "Your monthly wage before the leave",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("没有参加生育保险的填这一项。", "Give this when not insured."),
        ),
    ] = None

    def check(self) -> None:
        """Twins and difficult births belong to a birth; the wage that counts is given."""
        if self.event != Event.BIRTH and (self.babies > 1 or self.difficult):
            field = "babies" if self.babies > 1 else "difficult"
            raise InputRefusedError(field, zh="流产没有这一项，请改回。", en="It belongs to a birth: take it back.")
        name = "employer_average" if self.insured else "own_wage"
        if getattr(self, name) is None:
            raise InputRefusedError(name, zh="请填写这一项，津贴按它计算。", en="Give this: the allowance rests on it.")


def work(given: MaternityInput, working: Working) -> None:
    """Days by national law, the city's days beside them, then the allowance for the national ones."""
    days = _days(given, working)
    working.amount("days", "国家规定的假期", "Leave by national law", value=days, unit=Unit.DAYS)
    if given.event == Event.BIRTH:
        _city_days(days, working)
    _allowance(given, days, working)


def _days(given: MaternityInput, working: Working) -> int:
    if given.event != Event.BIRTH:
        days = int(working.take(_EARLY if given.event == Event.EARLY_LOSS else _LATE))
        working.line(
            "流产的假期。", "Leave after a miscarriage.", FEMALE_PROVISIONS.article(7), result=days, unit=Unit.DAYS
        )
        return days
    parts = [int(working.take(_BIRTH))]
    if given.difficult:
        parts.append(int(working.take(_DIFFICULT)))
    if given.babies > 1:
        parts.append(int(working.take(_FURTHER)) * (given.babies - 1))
    days = sum(parts)
    working.line(
        "产假；难产、多胞胎另加。",
        "Maternity leave; a difficult birth and further babies add to it.",
        FEMALE_PROVISIONS.article(7),
        formula=" + ".join(str(part) for part in parts),
        result=days,
        unit=Unit.DAYS,
    )
    return days


def _city_days(days: int, working: Working) -> None:
    extra = working.take_if_known(_CITY)
    if extra is None:
        working.note(
            "本地延长的产假没有登记，请问当地。", "The extra leave of this region is not registered: ask locally."
        )
        return
    working.line(
        f"本地延长产假{digits(extra)}天，由地方法规规定。",
        f"This region adds {digits(extra)} days by its own rules.",
        formula=f"{days} + {digits(extra)}",
        result=days + extra,
        unit=Unit.DAYS,
    )
    working.amount(
        "days_with_city", "连同本地延长产假", "With the region's extra leave", value=days + extra, unit=Unit.DAYS
    )
    working.note(
        "延长产假期间的待遇由各地规定，津贴里没有计算。",
        "Pay during the extra leave is for each place to rule and not in the allowance here.",
    )


def _allowance(given: MaternityInput, days: int, working: Working) -> None:
    month_days = working.take(_MONTH_DAYS)
    wage = given.employer_average if given.insured else given.own_wage
    if wage is None:
        raise InputRefusedError("own_wage", zh="请填写工资。", en="Give the wage.")
    total = fen(wage / month_days * days)
    if given.insured:
        zh = "生育津贴：单位上年度职工月平均工资除以每月天数，乘产假天数，由基金支付。"
        en = "Maternity allowance: the employer's average wage by the days of a month, for each day, from the fund."
        basis: tuple[Basis, ...] = (FEMALE_PROVISIONS.article(8), INSURANCE_LAW.article(56))
    else:
        zh = "没有参加生育保险：按本人产假前工资，由单位支付。"
        en = "Not insured: the employer pays at the wage before the leave."
        basis = (FEMALE_PROVISIONS.article(8),)
    working.line(
        zh,
        en,
        *basis,
        formula=f"{digits(wage)} ÷ {digits(month_days)} × {days}",
        result=total,
        unit=Unit.YUAN,
    )
    working.amount("allowance", "产假期间津贴", "Allowance during the leave", value=total, unit=Unit.YUAN)
    if given.insured:
        working.note(
            "津贴低于本人工资时，许多地方规定由单位补足差额，请以当地规定为准。",
            "Where it is below your wage, many places make the employer pay the rest: follow the local rules.",
        )


CALCULATOR = Calculator(
    key="maternity",
    title=Bilingual(zh="产假和生育津贴", en="Maternity leave and allowance"),
    summary=Bilingual(zh="产假多少天，津贴多少。", en="How many days, and what allowance."),
    input_type=MaternityInput,
    work=work,
    parameters=(_BIRTH, _DIFFICULT, _FURTHER, _EARLY, _LATE, _CITY, _MONTH_DAYS),
)
