"""Annual leave: how many days, and what untaken days cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import LEAVE_MEASURES, LEAVE_REGULATION
from .working import Working, digits, fen

_STEPS = (
    (20, "annual-leave-days-from-20-years"),
    (10, "annual-leave-days-from-10-years"),
    (1, "annual-leave-days-from-1-year"),
)
"""Years of work from which each number of days holds."""

_SICK_MONTHS = {
    "annual-leave-days-from-1-year": 2,
    "annual-leave-days-from-10-years": 3,
    "annual-leave-days-from-20-years": 4,
}
"""Months of sick leave that cost the leave of the year, by the step of days."""

_PERSONAL_DAYS = 20
_RATE, _PAID_DAYS, _YEAR_DAYS = "untaken-leave-rate", "paid-days-a-month", 365


@dataclass(frozen=True, kw_only=True)
class AnnualLeaveInput(Input):
    """One employee's calendar year with one employer."""

    year: Annotated[int, ask("哪一年", "Which year", least=2008, most=2099)]
    years_worked: Annotated[
        int,
        ask("累计工作满几年", "Full years of work, all employers", unit=Unit.YEARS, most=60),
    ]
    twelve_months: Annotated[
        bool,
        ask(
            "连续工作满12个月了吗",
            "Have you worked twelve months without a break?",
            help=("换过单位但没有中断的，连续计算。", "A change of employer without a break counts on."),
        ),
    ] = True
    monthly_wage: Annotated[
        Decimal,
        ask(
            "前12个月的月平均工资（不含加班工资）",
            "Average monthly wage of the last 12 months without overtime",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
        ),
    ]
    days_taken: Annotated[
        int, ask("今年已休的年休假天数", "Days of annual leave already taken", unit=Unit.DAYS, most=60)
    ] = 0
    joined: Annotated[
        date | None, ask("今年新入职的，入职日期", "First day, if you joined this employer this year")
    ] = None
    left: Annotated[date | None, ask("今年离职的，离职日期", "Last day, if you leave this employer this year")] = None
    sick_months: Annotated[
        int, ask("今年请病假累计几个月", "Months of sick leave this year", unit=Unit.MONTHS, most=12)
    ] = 0
    personal_days: Annotated[
        int,
        ask("今年请事假、没有扣工资的天数", "Days of personal leave without loss of pay", unit=Unit.DAYS, most=366),
    ] = 0
    long_vacation: Annotated[
        bool, ask("享受寒暑假且天数多于年休假吗", "Do you have school vacations longer than annual leave?")
    ] = False
    waived: Annotated[bool, ask("是本人书面提出不休的吗", "Did you give it up in writing for reasons of your own?")] = (
        False
    )

    def check(self) -> None:
        """Days lie in the year, in order."""
        for name, day in (("joined", self.joined), ("left", self.left)):
            if day is not None and day.year != self.year:
                raise InputRefusedError(name, zh="日期要在所选的年份里。", en="It must lie in the year chosen.")
        if self.joined and self.left and self.left < self.joined:
            raise InputRefusedError("left", zh="离职日期不能早于入职日期。", en="It cannot be before the first day.")


def work(given: AnnualLeaveInput, working: Working) -> None:
    """The days of a full year, the share of this year, what is left of it, and its pay."""
    full = _full_year(given, working)
    days = _share(given, full, working) if full else 0
    untaken = max(days - given.days_taken, 0)
    working.amount("days", "今年应休天数", "Days due this year", value=days, unit=Unit.DAYS)
    working.amount("untaken", "未休天数", "Days not taken", value=untaken, unit=Unit.DAYS)
    _pay(given, untaken, working)
    working.note(
        "合同、集体合同或规章规定的天数、报酬更高的，按更高的执行。",
        "More days or pay by contract, collective contract or house rules come first.",
    )
    working.note(
        "年度中累计工作年限跨过10年或20年的，各地折算办法不同，这里按填写的年数算。",
        "Where ten or twenty years are reached within the year, places differ; the years given are used here.",
    )


def _full_year(given: AnnualLeaveInput, working: Working) -> int:
    if not given.twelve_months or given.years_worked < 1:
        working.line(
            "连续工作不满12个月，还不享受年休假。",
            "Annual leave begins after twelve months of work without a break.",
            LEAVE_REGULATION.article(2),
            LEAVE_MEASURES.article(3),
            result=0,
            unit=Unit.DAYS,
        )
        return 0
    key = next(key for least, key in _STEPS if given.years_worked >= least)
    days = int(working.take(key))
    working.line(
        f"累计工作满{given.years_worked}年，全年年休假{days}天。",
        f"With {given.years_worked} full years of work there are {days} days a year.",
        LEAVE_REGULATION.article(3),
        result=days,
        unit=Unit.DAYS,
    )
    if given.long_vacation or given.personal_days >= _PERSONAL_DAYS or given.sick_months >= _SICK_MONTHS[key]:
        working.line(
            "寒暑假更长，或者不扣工资的事假满20天，或者病假达到规定月数：不享受当年的年休假。",
            "Longer school vacations, twenty days of paid personal leave, or long sick leave: none this year.",
            LEAVE_REGULATION.article(4),
            result=0,
            unit=Unit.DAYS,
        )
        return 0
    return days


def _share(given: AnnualLeaveInput, full: int, working: Working) -> int:
    if given.joined is None and given.left is None:
        return full
    first = given.joined or date(given.year, 1, 1)
    last = given.left or date(given.year, 12, 31)
    passed = (last - first).days + 1
    days = min(passed * full // _YEAR_DAYS, full)
    working.line(
        f"在本单位{passed}个日历天，折算后不足1整天的不算。",
        f"{passed} calendar days with this employer; a part of a day does not count.",
        LEAVE_MEASURES.article(12 if given.left else 5),
        formula=f"{passed} ÷ {_YEAR_DAYS} × {full}",
        result=days,
        unit=Unit.DAYS,
    )
    return days


def _pay(given: AnnualLeaveInput, untaken: int, working: Working) -> None:
    month_days = working.take(_PAID_DAYS)
    rate = Decimal(100) if given.waived else working.take(_RATE)
    total = fen(given.monthly_wage / month_days * untaken * rate / 100)
    extra = fen(given.monthly_wage / month_days * untaken * (rate - 100) / 100)
    formula = f"{digits(given.monthly_wage)} ÷ {digits(month_days)} × {untaken} × {digits(rate)}%"
    if given.waived:
        zh, en = "本人书面提出不休的，只付正常工资。", "Given up in writing: only the normal wage is paid."
    else:
        zh = f"未休的天数按日工资的{digits(rate)}%付，其中包含已付的正常工资。"
        en = f"Untaken days are paid at {digits(rate)}% of a day's wage, the normal wage included."
    working.line(
        zh,
        en,
        LEAVE_REGULATION.article(5),
        LEAVE_MEASURES.article(10),
        LEAVE_MEASURES.article(11),
        formula=formula,
        result=total,
        unit=Unit.YUAN,
    )
    working.line(
        "正常工资已经发了的，还应补的部分。",
        "What is still owed where the normal wage has been paid.",
        LEAVE_MEASURES.article(10),
        formula=f"{digits(given.monthly_wage)} ÷ {digits(month_days)} × {untaken} × {digits(rate - 100)}%",
        result=extra,
        unit=Unit.YUAN,
    )
    working.amount("pay", "未休年休假工资报酬", "Pay for untaken days", value=total, unit=Unit.YUAN)
    working.amount("pay_owed", "其中还应补发", "Of it still owed", value=extra, unit=Unit.YUAN)


CALCULATOR = Calculator(
    key="annual-leave",
    title=Bilingual(zh="带薪年休假", en="Annual leave"),
    summary=Bilingual(zh="能休几天，没休的该补多少。", en="How many days, and what untaken days cost."),
    input_type=AnnualLeaveInput,
    work=work,
    parameters=(*(key for _, key in _STEPS), _RATE, _PAID_DAYS),
)
