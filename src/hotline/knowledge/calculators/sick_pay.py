"""Sick leave: the medical period in which one cannot be dismissed, and the least pay during it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import CONTRACT_LAW, LABOUR_LAW_OPINIONS_1995, MEDICAL_PERIOD_1994
from .working import Working, digits, fen

_PERIODS_UNDER_TEN = ((5, 6, 12), (0, 3, 6))
_PERIODS_FROM_TEN = ((20, 24, 30), (15, 18, 24), (10, 12, 18), (5, 9, 15), (0, 6, 12))
"""From how many years with this employer, months of the period, months within which sick leave adds up."""

_FLOOR, _MINIMUM = "sick-pay-floor-share", "minimum-wage"


@dataclass(frozen=True, kw_only=True)
class SickPayInput(Input):
    """Years of work, and what the contract says about sick pay."""

    years_worked: Annotated[
        int, ask("实际参加工作满几年", "Full years of work, all employers", unit=Unit.YEARS, most=60)
    ]
    years_here: Annotated[int, ask("在本单位工作满几年", "Full years with this employer", unit=Unit.YEARS, most=60)]
    sick_months: Annotated[int, ask("病假几个月", "Months of sick leave", unit=Unit.MONTHS, least=1, most=24)] = 1
    monthly_wage: Annotated[Decimal, ask("月工资", "Monthly wage", unit=Unit.YUAN_PER_MONTH, least=1)]
    agreed_percent: Annotated[
        Decimal | None,
        ask(
            "合同或规章约定的病假工资比例",
            "Sick pay by contract or house rules, in per cent of the wage",
            unit=Unit.PERCENT,
            most=100,
            help=("没有约定的不填。", "Leave empty when nothing was agreed."),
        ),
    ] = None

    def check(self) -> None:
        """Years here are a part of all years."""
        if self.years_here > self.years_worked:
            raise InputRefusedError(
                "years_here", zh="不能多于参加工作的总年数。", en="It cannot be more than all years of work."
            )


def work(given: SickPayInput, working: Working) -> None:
    """The period first, then the pay of the months within it."""
    period = _period(given, working)
    monthly = _monthly(given, working)
    months = min(given.sick_months, period)
    working.line(
        f"医疗期内{months}个月的病假工资。",
        f"Sick pay for {months} months within the period.",
        formula=f"{digits(monthly)} × {months}",
        result=fen(monthly * months),
        unit=Unit.YUAN,
    )
    working.amount(
        "monthly", "每月病假工资（至少）", "Sick pay a month, at least", value=monthly, unit=Unit.YUAN_PER_MONTH
    )
    working.amount("total", "医疗期内合计", "In all within the period", value=fen(monthly * months), unit=Unit.YUAN)
    if given.sick_months > period:
        working.note(
            "病假超过医疗期的部分，待遇按当地规定和约定，这里没有计算。",
            "Sick leave beyond the period follows local rules and the contract and is not reckoned here.",
        )
    working.note(
        "有的地方对病假工资另有更高的规定；个人应缴的社会保险费从中扣除。",
        "Some places rule more; the employee's own contributions are taken from it.",
    )


def _period(given: SickPayInput, working: Working) -> int:
    rows = _PERIODS_UNDER_TEN if given.years_worked < 10 else _PERIODS_FROM_TEN
    months, within = next((months, within) for least, months, within in rows if given.years_here >= least)
    working.line(
        f"医疗期{months}个月，在{within}个月内累计病休时间计算；期内单位不得无故解除合同。",
        f"The medical period is {months} months, sick leave adding up within {within}; dismissal is barred during it.",
        MEDICAL_PERIOD_1994.article(3),
        MEDICAL_PERIOD_1994.article(4),
        CONTRACT_LAW.article(42),
        result=months,
        unit=Unit.MONTHS,
    )
    working.amount("period", "医疗期", "Medical period", value=months, unit=Unit.MONTHS)
    return months


def _monthly(given: SickPayInput, working: Working) -> Decimal:
    minimum, share = working.take(_MINIMUM), working.take(_FLOOR)
    floor = fen(minimum * share / 100)
    working.line(
        f"病假工资可以低于最低工资，但不得低于它的{digits(share)}%。",
        f"Sick pay may be below the minimum wage, but not below {digits(share)}% of it.",
        LABOUR_LAW_OPINIONS_1995.article(59),
        formula=f"{digits(minimum)} × {digits(share)}%",
        result=floor,
        unit=Unit.YUAN_PER_MONTH,
    )
    if given.agreed_percent is None:
        return floor
    agreed = fen(given.monthly_wage * given.agreed_percent / 100)
    monthly = max(agreed, floor)
    working.line(
        "约定的病假工资，与上面的下限比，取高的。",
        "The agreed sick pay, or the floor above where that is more.",
        LABOUR_LAW_OPINIONS_1995.article(59),
        formula=f"max({digits(given.monthly_wage)} × {digits(given.agreed_percent)}%, {digits(floor)})",
        result=monthly,
        unit=Unit.YUAN_PER_MONTH,
    )
    return monthly


CALCULATOR = Calculator(
    key="sick-pay",
    title=Bilingual(zh="医疗期和病假工资", en="Medical period and sick pay"),
    summary=Bilingual(zh="医疗期几个月，病假工资至少多少。", en="How long the period is, and the least sick pay."),
    input_type=SickPayInput,
    work=work,
    parameters=(_FLOOR, _MINIMUM),
)
