"""The day of retirement while the legal age rises step by step from 2025."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, ask
from .calculator import Calculator
from .laws import FLEXIBLE_RETIREMENT_2024, RETIREMENT_MEASURES_2024
from .times import months_added
from .working import Working, digits

RISE_BEGAN = date(2025, 1, 1)
"""Who reached the old age before this day retired by it."""

_FLEXIBLE, _LEAST_YEARS = "retirement-flexible-months", "pension-years-least"


class Group(StrEnum):
    """Whose age is asked about."""

    MAN = "man"
    WOMAN_55 = "woman-55"
    WOMAN_50 = "woman-50"


@dataclass(frozen=True, kw_only=True)
class RetirementInput(Input):
    """Birth and group."""

    born: Annotated[date, ask("出生日期", "Date of birth")]
    group: Annotated[
        str,
        ask(
            "属于哪一类",
            "Which group",
            choices={
                Group.MAN: ("男职工", "Man"),
                Group.WOMAN_55: ("原55岁退休的女职工", "Woman whose old age was 55"),
                Group.WOMAN_50: ("原50岁退休的女职工", "Woman whose old age was 50"),
            },
        ),
    ]


def work(given: RetirementInput, working: Working) -> None:
    """The old day, the months of delay, the new day, and how far one may go before or after it."""
    old_age = int(working.take(f"retirement-age-{given.group}"))
    old_day = months_added(given.born, old_age * 12)
    working.line(
        f"原法定退休年龄{old_age}岁：从出生日往后数{old_age}年。",
        f"The old legal age of {old_age}: that many years after birth.",
        RETIREMENT_MEASURES_2024.article(1),
        formula=f"{given.born.isoformat()} + {old_age} × 12",
        result=old_day,
    )
    delay = _delay(given, old_day, working)
    day = months_added(given.born, old_age * 12 + delay)
    years, months = divmod(old_age * 12 + delay, 12)
    working.line(
        f"法定退休年龄{years}岁" + (f"{months}个月" if months else "") + "，从出生日按月往后数。",
        f"The legal age is {years} years" + (f" and {months} months" if months else "") + ", counted in months.",
        RETIREMENT_MEASURES_2024.article(1),
        formula=f"{given.born.isoformat()} + {old_age} × 12 + {delay}",
        result=day,
    )
    working.amount("day", "法定退休日期", "Day of retirement", value=day)
    working.amount("delay", "延迟月数", "Months of delay", value=delay, unit=Unit.MONTHS)
    if day >= RISE_BEGAN:
        _flexible(old_day, day, working)
        _years_needed(day, working)
    working.note(
        "特殊工种、病残提前退休、公务员和高级专家另有规定，这里没有计算。",
        "Hazardous trades, early retirement through illness, civil servants and senior experts have their own rules.",
    )


def _delay(given: RetirementInput, old_day: date, working: Working) -> int:
    if old_day < RISE_BEGAN:
        working.line(
            "2025年1月1日以前已到原法定退休年龄，不延迟。",
            "The old age was reached before 1 January 2025: there is no delay.",
            RETIREMENT_MEASURES_2024.article(1),
            result=0,
            unit=Unit.MONTHS,
        )
        return 0
    step = int(working.take(f"retirement-step-months-{given.group}", day=old_day))
    most = int(working.take(f"retirement-delay-most-{given.group}", day=old_day))
    since = (old_day.year - RISE_BEGAN.year) * 12 + old_day.month - RISE_BEGAN.month
    delay = min(since // step + 1, most)
    working.line(
        f"从2025年1月起每{step}个月延迟1个月，最多{most}个月。",
        f"From January 2025 the age rises by a month every {step} months, {most} at most.",
        RETIREMENT_MEASURES_2024.article(1),
        formula=f"min(⌊{since} ÷ {step}⌋ + 1, {most})",
        result=delay,
        unit=Unit.MONTHS,
    )
    return delay


def _flexible(old_day: date, day: date, working: Working) -> None:
    months = int(working.take(_FLEXIBLE, day=day))
    earliest, latest = max(old_day, months_added(day, -months)), months_added(day, months)
    working.line(
        f"缴费年限够的，可以自愿提前最多{months}个月，但不早于原法定退休年龄。",
        f"With enough years paid one may go up to {months} months earlier, not before the old age.",
        RETIREMENT_MEASURES_2024.article(3),
        FLEXIBLE_RETIREMENT_2024.whole(),
        result=earliest,
    )
    working.line(
        f"与单位协商一致的，可以延迟最多{months}个月。",
        f"Where the employer agrees, one may stay up to {months} months longer.",
        RETIREMENT_MEASURES_2024.article(3),
        FLEXIBLE_RETIREMENT_2024.whole(),
        result=latest,
    )
    working.amount("earliest", "最早", "At the earliest", value=earliest)
    working.amount("latest", "最晚", "At the latest", value=latest)


def _years_needed(day: date, working: Working) -> None:
    least = working.take(_LEAST_YEARS, day=day)
    working.line(
        f"{day.year}年到龄的，按月领养老金最少要缴费{digits(least)}年。",
        f"Whoever reaches the age in {day.year} must have paid for {digits(least)} years.",
        RETIREMENT_MEASURES_2024.article(2),
        result=least,
        unit=Unit.YEARS,
    )
    working.amount("years_paid_least", "最低缴费年限", "Years to be paid at least", value=least, unit=Unit.YEARS)


CALCULATOR = Calculator(
    key="retirement",
    title=Bilingual(zh="法定退休时间", en="Day of retirement"),
    summary=Bilingual(zh="哪一天退休，可以提前或推迟多久。", en="On which day, and how much earlier or later."),
    input_type=RetirementInput,
    work=work,
    parameters=(
        *(
            f"{name}-{group}"
            for group in Group
            for name in ("retirement-age", "retirement-step-months", "retirement-delay-most")
        ),
        _FLEXIBLE,
        _LEAST_YEARS,
    ),
)
