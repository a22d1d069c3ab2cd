"""An estimate of the monthly pension: the basic part and the part from the personal account."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, ask
from .calculator import Calculator
from .laws import INSURANCE_LAW, PENSION_DECISION_2005
from .working import Working, digits, fen

_BASE, _ACCRUAL, _LEAST_YEARS = "pension-base", "pension-accrual-a-year", "pension-years-least"

MONTHS_BY_AGE = {
    40: 233, 41: 230, 42: 226, 43: 223, 44: 220, 45: 216, 46: 212, 47: 208, 48: 204, 49: 199,
    50: 195, 51: 190, 52: 185, 53: 180, 54: 175, 55: 170, 56: 164, 57: 158, 58: 152, 59: 145,
    60: 139, 61: 132, 62: 125, 63: 117, 64: 109, 65: 101, 66: 93, 67: 84, 68: 75, 69: 65, 70: 56,
}  # fmt: skip
"""Months over which the personal account is paid out, by age at retirement: annex to the decision of 2005."""


@dataclass(frozen=True, kw_only=True)
class PensionInput(Input):
    """What the pension rests on, as it will stand at retirement."""

    age: Annotated[int, ask("退休时满几岁", "Full years of age at retirement", unit=Unit.YEARS, least=40, most=70)]
    years_paid: Annotated[
        Decimal,
        ask(
            "累计缴费年限（含视同缴费）",
            "Years paid, deemed years included",
            unit=Unit.YEARS,
            most=55,
            help=("可以写小数，如 25.5。", "Part of a year as a decimal, such as 25.5."),
        ),
    ]
    index: Annotated[
        Decimal,
        ask(
            "平均缴费指数",
            "Average contribution index",
            unit=Unit.NUMBER,
            least="0.4",
            most=3,
            help=("一直按平均工资缴费为1。", "It is 1 when the average wage was always paid on."),
        ),
    ] = Decimal(1)
    account: Annotated[Decimal, ask("个人账户储存额", "Balance of the personal account", unit=Unit.YUAN)]


def work(given: PensionInput, working: Working) -> None:
    """Whether the years suffice, then both parts and their sum."""
    if not _years_suffice(given, working):
        working.amount(
            "monthly", "每月养老金（估算）", "Monthly pension, estimated", value=Decimal(0), unit=Unit.YUAN_PER_MONTH
        )
        return
    basic = _basic(given, working)
    account = _account(given, working)
    working.amount("basic", "其中基础养老金", "Of it the basic part", value=basic, unit=Unit.YUAN_PER_MONTH)
    working.amount("account", "其中个人账户养老金", "Of it from the account", value=account, unit=Unit.YUAN_PER_MONTH)
    working.amount(
        "monthly", "每月养老金（估算）", "Monthly pension, estimated", value=basic + account, unit=Unit.YUAN_PER_MONTH
    )
    working.note(
        "只是估算：过渡性养老金、企业年金、退休后的调整没有计算，以社保经办机构核定为准。",
        "Only an estimate: transitional pension, annuities and later rises are left out; the agency decides.",
    )
    working.note(
        "退休年龄不是整岁的，计发月数这里按已满的岁数取，各地执行可能更细。",
        "For an age between birthdays the full years are used here; practice may be finer.",
    )


def _years_suffice(given: PensionInput, working: Working) -> bool:
    least = working.take(_LEAST_YEARS)
    is_enough = given.years_paid >= least
    working.line(
        f"最低缴费年限{digits(least)}年" + ("，已经满足。" if is_enough else "，还差一些，要继续缴费后才能按月领取。"),
        f"At least {digits(least)} years must be paid: "
        + ("that is met." if is_enough else "more must be paid before a monthly pension begins."),
        INSURANCE_LAW.article(16),
        result=given.years_paid,
        unit=Unit.YEARS,
    )
    return is_enough


def _basic(given: PensionInput, working: Working) -> Decimal:
    base, accrual = working.take(_BASE), working.take(_ACCRUAL)
    basic = fen(base * (1 + given.index) / 2 * given.years_paid * accrual / 100)
    working.line(
        f"基础养老金：计发基数与本人指数化工资的平均值，每满一年发{digits(accrual)}%。",
        f"Basic part: the mean of the base and one's indexed wage, {digits(accrual)}% of it for each year.",
        INSURANCE_LAW.article(15),
        PENSION_DECISION_2005.part("第六部分", "section 6"),
        formula=f"{digits(base)} × (1 + {digits(given.index)}) ÷ 2 × {digits(given.years_paid)} × {digits(accrual)}%",
        result=basic,
        unit=Unit.YUAN_PER_MONTH,
    )
    return basic


def _account(given: PensionInput, working: Working) -> Decimal:
    months = MONTHS_BY_AGE[given.age]
    part = fen(given.account / months)
    working.line(
        f"个人账户养老金：储存额除以计发月数，{given.age}岁退休是{months}个月。",
        f"From the account: its balance over {months} months for retirement at {given.age}.",
        INSURANCE_LAW.article(15),
        PENSION_DECISION_2005.part("第六部分和附表", "section 6 and annex"),
        formula=f"{digits(given.account)} ÷ {months}",
        result=part,
        unit=Unit.YUAN_PER_MONTH,
    )
    return part


CALCULATOR = Calculator(
    key="pension",
    title=Bilingual(zh="养老金估算", en="Pension estimate"),
    summary=Bilingual(zh="退休后每月大约领多少。", en="About how much a month after retirement."),
    input_type=PensionInput,
    work=work,
    parameters=(_LEAST_YEARS, _BASE, _ACCRUAL),
)
