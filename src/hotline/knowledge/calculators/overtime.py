"""Overtime pay on working days, rest days and public holidays."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import LABOUR_LAW, LABOUR_LAW_OPINIONS_1995, WAGE_PROVISIONS, WORKING_TIME_2008, WORKING_TIME_2025
from .working import Working, digits, fen

_MINIMUM, _PAID_DAYS, _DAY_HOURS = "minimum-wage", "paid-days-a-month", "working-hours-a-day"
_WEEKDAY, _REST_DAY, _HOLIDAY = "overtime-rate-weekday", "overtime-rate-rest-day", "overtime-rate-holiday"
_MONTH_LIMIT = "overtime-hours-a-month"
_HOURS_AT_MOST = 744


class HoursSystem(StrEnum):
    """Which system of working hours the job has."""

    STANDARD = "standard"
    COMPREHENSIVE = "comprehensive"
    FLEXIBLE = "flexible"


@dataclass(frozen=True, kw_only=True)
class OvertimeInput(Input):
    """Wage and hours of one month."""

    monthly_wage: Annotated[
        Decimal,
        ask(
            "月工资（加班费基数）",
            "Monthly wage on which overtime is reckoned",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("合同约定的正常工作时间的工资。", "The agreed wage for normal hours."),
        ),
    ]
    hours_system: Annotated[
        str,
        ask(
            "工时制度",
            "System of working hours",
            choices={
                HoursSystem.STANDARD: ("标准工时制", "Standard hours"),
                HoursSystem.COMPREHENSIVE: ("综合计算工时制（经批准）", "Hours reckoned over a period (approved)"),
                HoursSystem.FLEXIBLE: ("不定时工时制（经批准）", "Flexible hours (approved)"),
            },
        ),
    ] = HoursSystem.STANDARD.value
    weekday_hours: Annotated[
        Decimal, ask("延长工作时间的小时数", "Hours beyond normal time", unit=Unit.HOURS, most=_HOURS_AT_MOST)
    ] = Decimal(0)
    rest_day_hours: Annotated[
        Decimal,
        ask(
            "休息日加班、没有补休的小时数",
            "Hours on rest days without time off instead",
            unit=Unit.HOURS,
            most=_HOURS_AT_MOST,
        ),
    ] = Decimal(0)
    holiday_hours: Annotated[
        Decimal, ask("法定节假日加班的小时数", "Hours on public holidays", unit=Unit.HOURS, most=_HOURS_AT_MOST)
    ] = Decimal(0)

    def check(self) -> None:
        """A month has 744 hours; hours over a period know no rest days."""
        if self.weekday_hours + self.rest_day_hours + self.holiday_hours > _HOURS_AT_MOST:
            raise InputRefusedError(
                "weekday_hours", zh="三项合计超过一个月的小时数。", en="Together that is more hours than a month has."
            )
        if self.hours_system == HoursSystem.COMPREHENSIVE and self.rest_day_hours:
            raise InputRefusedError(
                "rest_day_hours",
                zh="综合计算工时制下周休息日上班属于正常工作，请把超出标准总工时的小时填在上一项。",
                en="There a rest day is a normal working day: put hours beyond the period's total in the field above.",
            )


def work(given: OvertimeInput, working: Working) -> None:
    """An hour's wage, then each kind of hours."""
    if given.hours_system == HoursSystem.FLEXIBLE:
        working.line(
            "经批准实行不定时工时制的，不执行加班工资的规定。",
            "Rules on overtime pay do not apply to approved flexible hours.",
            WAGE_PROVISIONS.article(13),
            result=Decimal(0),
            unit=Unit.YUAN,
        )
        working.note(
            "有的地方规定不定时工时制在法定节假日上班仍付300%，请以当地规定为准。",
            "Some places still pay 300% for public holidays under flexible hours: follow the local rules.",
        )
        working.amount("total", "加班工资合计", "Overtime pay in all", value=Decimal(0), unit=Unit.YUAN)
        return
    hour = _hour(given, working)
    total = _kind(working, hour, hours=given.weekday_hours, key=_WEEKDAY)
    total += _kind(working, hour, hours=given.rest_day_hours, key=_REST_DAY)
    total += _kind(working, hour, hours=given.holiday_hours, key=_HOLIDAY)
    working.amount("total", "加班工资合计", "Overtime pay in all", value=total, unit=Unit.YUAN)
    _notes(given, working)


@dataclass(frozen=True, slots=True)
class _Hour:
    wage: Decimal
    formula: str


def _hour(given: OvertimeInput, working: Working) -> _Hour:
    least = working.take(_MINIMUM)
    wage = max(given.monthly_wage, least)
    working.line(
        "月工资不得低于当地最低工资。",
        "The monthly wage cannot be below the local minimum.",
        LABOUR_LAW.article(48),
        formula=f"max({digits(given.monthly_wage)}, {digits(least)})",
        result=wage,
        unit=Unit.YUAN_PER_MONTH,
    )
    days, hours = working.take(_PAID_DAYS), working.take(_DAY_HOURS)
    formula = f"{digits(wage)} ÷ {digits(days)} ÷ {digits(hours)}"
    notice = WORKING_TIME_2025 if working.day >= WORKING_TIME_2025.version else WORKING_TIME_2008
    working.line(
        "小时工资：月工资除以月计薪天数，再除以每天8小时。后面用没有四舍五入的数。",
        "An hour's wage: by the paid days a month and eight hours a day. Later lines use it unrounded.",
        notice.whole(),
        formula=formula,
        result=fen(wage / days / hours),
        unit=Unit.YUAN_PER_HOUR,
    )
    return _Hour(wage=wage / days / hours, formula=formula)


_NAMES = {
    _WEEKDAY: ("延长工作时间", "Beyond normal time"),
    _REST_DAY: ("休息日加班", "Rest days"),
    _HOLIDAY: ("法定节假日加班", "Public holidays"),
}


def _kind(working: Working, hour: _Hour, *, hours: Decimal, key: str) -> Decimal:
    if not hours:
        return Decimal(0)
    name = _NAMES[key]
    rate = working.take(key)
    pay = fen(hour.wage * rate / 100 * hours)
    working.line(
        f"{name[0]}{digits(hours)}小时，按{digits(rate)}%。",
        f"{name[1]}: {digits(hours)} hours at {digits(rate)}%.",
        LABOUR_LAW.article(44),
        formula=f"{hour.formula} × {digits(rate)}% × {digits(hours)}",
        result=pay,
        unit=Unit.YUAN,
    )
    return pay


def _notes(given: OvertimeInput, working: Working) -> None:
    if given.hours_system == HoursSystem.COMPREHENSIVE:
        working.line(
            "综合计算工时制：超过标准总工时的部分按150%，法定节假日按300%。",
            "Hours over a period: 150% beyond the period's total, 300% on public holidays.",
            WAGE_PROVISIONS.article(13),
            LABOUR_LAW_OPINIONS_1995.article(62),
        )
    limit = working.take(_MONTH_LIMIT)
    if given.weekday_hours > limit:
        working.line(
            f"延长工作时间每月不得超过{digits(limit)}小时；超过的也要付加班工资。",
            f"More than {digits(limit)} hours a month are not allowed; they are paid all the same.",
            LABOUR_LAW.article(41),
        )
    working.note(
        "约定的基数更高的，按约定；计件工资按计件单价折算，这里没有计算。",
        "A higher agreed base comes first; piece rates are not reckoned here.",
    )


CALCULATOR = Calculator(
    key="overtime",
    title=Bilingual(zh="加班工资", en="Overtime pay"),
    summary=Bilingual(zh="平时、休息日、法定节假日加班各多少。", en="On working days, rest days and public holidays."),
    input_type=OvertimeInput,
    work=work,
    parameters=(_MINIMUM, _PAID_DAYS, _DAY_HOURS, _WEEKDAY, _REST_DAY, _HOLIDAY, _MONTH_LIMIT),
)
