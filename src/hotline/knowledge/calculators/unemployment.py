"""Unemployment benefit: for how many months, and how much."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, ask
from .calculator import Calculator
from .laws import INSURANCE_LAW, UNEMPLOYMENT_REGULATION
from .working import Working, digits, fen

_LONGEST = (
    (120, "unemployment-months-from-10-years"),
    (60, "unemployment-months-from-5-years"),
    (12, "unemployment-months-from-1-year"),
)
"""Months paid from which each longest period holds."""

_AMOUNTS = (
    (240, "unemployment-benefit-from-20-years"),
    (180, "unemployment-benefit-15-to-20-years"),
    (120, "unemployment-benefit-10-to-15-years"),
    (60, "unemployment-benefit-5-to-10-years"),
    (12, "unemployment-benefit-1-to-5-years"),
)
"""Months paid from which each monthly amount holds."""

_AFTER, _MOST, _FIRST_YEAR = "unemployment-benefit-after-12-months", "unemployment-months-most", 12


@dataclass(frozen=True, kw_only=True)
class UnemploymentInput(Input):
    """What decides about the benefit."""

    months_paid: Annotated[
        int,
        ask(
            "累计缴纳失业保险费的月数",
            "Months of unemployment insurance paid",
            unit=Unit.MONTHS,
            most=600,
            help=("领过失业金又重新就业的，从重新就业算起。", "After an earlier claim, count from the new job."),
        ),
    ]
    months_left: Annotated[
        int, ask("上次失业应领而没领的月数", "Months left from an earlier claim", unit=Unit.MONTHS, most=24)
    ] = 0
    left_by_own_will: Annotated[
        bool,
        ask(
            "是本人自愿离职吗",
            "Did you leave by your own will?",
            help=("单位有过错被迫辞职的，选“否”。", "Answer no if the employer's fault made you leave."),
        ),
    ] = False


def work(given: UnemploymentInput, working: Working) -> None:
    """Months first, then the amount of each month."""
    months = _months(given, working)
    total = _money(given, months, working) if months else Decimal(0)
    working.amount("months", "最长可领月数", "Months at most", value=months, unit=Unit.MONTHS)
    working.amount("total", "领满时合计", "Total over all months", value=fen(total), unit=Unit.YUAN)
    working.note(
        "这是最长期限；期间重新就业、参军、退休等，从那时起停发。",
        "These are the most months: benefit stops on a new job, military service or retirement.",
    )
    working.note(
        "领取期间标准调整的，以后的月份按新标准。", "If the amounts change meanwhile, later months follow the new ones."
    )


def _months(given: UnemploymentInput, working: Working) -> int:
    if given.left_by_own_will:
        working.line(
            "本人自愿中断就业，不符合领取条件。",
            "Work was given up by own will: the conditions are not met.",
            INSURANCE_LAW.article(45),
            result=0,
            unit=Unit.MONTHS,
        )
        return 0
    if given.months_paid < 12:
        return _too_short(given, working)
    longest = int(working.take(_key(_LONGEST, given.months_paid)))
    working.line(
        f"累计缴费满{given.months_paid // 12}年，最长可领{longest}个月。",
        f"With {given.months_paid // 12} full years paid, benefit lasts up to {longest} months.",
        INSURANCE_LAW.article(46),
        UNEMPLOYMENT_REGULATION.article(17),
        result=longest,
        unit=Unit.MONTHS,
    )
    if not given.months_left:
        return longest
    most = int(working.take(_MOST))
    months = min(longest + given.months_left, most)
    working.line(
        f"加上上次没领完的月数，合计不超过{most}个月。",
        f"Months left from before are added, up to {most} in all.",
        INSURANCE_LAW.article(46),
        formula=f"min({longest} + {given.months_left}, {most})",
        result=months,
        unit=Unit.MONTHS,
    )
    return months


def _too_short(given: UnemploymentInput, working: Working) -> int:
    working.line(
        "缴费不满1年，本次失业不符合领取条件。",
        "Less than one year was paid: this time the conditions are not met.",
        INSURANCE_LAW.article(45),
        result=0,
        unit=Unit.MONTHS,
    )
    if given.months_left:
        working.note(
            "上次没领完的月数这次能否接着领，请向失业保险经办机构核实。",
            "Ask the agency whether the months left from before can be claimed now.",
        )
    return 0


def _money(given: UnemploymentInput, months: int, working: Working) -> Decimal:
    monthly = working.take(_key(_AMOUNTS, given.months_paid))
    first = min(months, _FIRST_YEAR)
    total = monthly * first
    working.line(
        f"前{first}个月，每月{digits(monthly)}元。",
        f"The first {first} months: {digits(monthly)} yuan each.",
        INSURANCE_LAW.article(47),
        UNEMPLOYMENT_REGULATION.article(18),
        formula=f"{digits(monthly)} × {first}",
        result=fen(total),
        unit=Unit.YUAN,
    )
    working.amount("monthly", "每月金额", "Monthly amount", value=fen(monthly), unit=Unit.YUAN_PER_MONTH)
    later = months - first
    if later:
        after = working.take(_AFTER)
        working.line(
            f"第13个月起还有{later}个月，每月{digits(after)}元。",
            f"From the 13th month, {later} months: {digits(after)} yuan each.",
            INSURANCE_LAW.article(47),
            formula=f"{digits(after)} × {later}",
            result=fen(after * later),
            unit=Unit.YUAN,
        )
        total += after * later
    return total


def _key(steps: tuple[tuple[int, str], ...], months: int) -> str:
    return next(key for least, key in steps if months >= least)


CALCULATOR = Calculator(
    key="unemployment-benefit",
    title=Bilingual(zh="失业保险金", en="Unemployment benefit"),
    summary=Bilingual(zh="能领几个月、每月多少。", en="For how many months, and how much a month."),
    input_type=UnemploymentInput,
    work=work,
    parameters=(*(key for _, key in _LONGEST), _MOST, *(key for _, key in _AMOUNTS), _AFTER),
)
