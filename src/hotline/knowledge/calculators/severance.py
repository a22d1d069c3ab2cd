"""Severance pay when a labour contract ends: N, N+1, and 2N for an unlawful end."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import COMPENSATION_1994, CONTRACT_LAW, CONTRACT_REGULATION
from .times import Span, span_between
from .working import Working, digits, fen

LAW_BEGAN = date(2008, 1, 1)
"""The day on which the Labour Contract Law took force: years before it follow the rules of their time."""


class Ending(StrEnum):
    """How the contract ended."""

    UNLAWFUL = "unlawful"
    AGREED = "agreed"
    EMPLOYER_FAULT = "employer-fault"
    ILLNESS = "illness"
    UNFIT = "unfit"
    CHANGED = "changed"
    REDUNDANCY = "redundancy"
    EXPIRED = "expired"
    RESIGNED = "resigned"
    MISCONDUCT = "misconduct"


_ENDINGS: dict[str, tuple[str, str]] = {
    Ending.UNLAWFUL: ("单位违法解除或终止", "The employer ended it unlawfully"),
    Ending.AGREED: ("单位提出、双方协商一致", "Agreed, proposed by the employer"),
    Ending.EMPLOYER_FAULT: ("单位有过错，本人被迫辞职", "Resigned because of the employer's fault"),
    Ending.ILLNESS: ("医疗期满不能工作", "Unable to work after the medical period"),
    Ending.UNFIT: ("经培训或调岗仍不能胜任", "Not fit for the job after training or transfer"),
    Ending.CHANGED: ("客观情况重大变化", "Circumstances changed greatly"),
    Ending.REDUNDANCY: ("经济性裁员", "Redundancy"),
    Ending.EXPIRED: ("合同期满，单位不续订或降低条件", "Expired and not renewed on the same terms"),
    Ending.RESIGNED: ("本人辞职（单位没有过错）", "Resigned without the employer's fault"),
    Ending.MISCONDUCT: ("严重违纪等，单位依法解除", "Dismissed for serious misconduct"),
}

_ARTICLES = {
    Ending.AGREED: (36, 46), Ending.EMPLOYER_FAULT: (38, 46), Ending.ILLNESS: (40, 46), Ending.UNFIT: (40, 46),
    Ending.CHANGED: (40, 46), Ending.REDUNDANCY: (41, 46), Ending.EXPIRED: (44, 46), Ending.UNLAWFUL: (48, 87),
    Ending.RESIGNED: (37, 46), Ending.MISCONDUCT: (39, 46),
}  # fmt: skip

_WITH_NOTICE = (Ending.ILLNESS, Ending.UNFIT, Ending.CHANGED)
_NOTHING_OWED = (Ending.RESIGNED, Ending.MISCONDUCT)

_ARTICLES_BEFORE = {
    Ending.AGREED: 5, Ending.ILLNESS: 6, Ending.UNFIT: 7, Ending.CHANGED: 8, Ending.REDUNDANCY: 9,
}  # fmt: skip
"""Articles of the Measures of 1994 for years before 2008; other endings had no severance pay under them."""

_CAPPED_BEFORE, _MONTHS_BEFORE_AT_MOST = (Ending.AGREED, Ending.UNFIT), 12
_MINIMUM, _AVERAGE = "minimum-wage", "average-monthly-wage"
_WAGE_CAP, _YEARS_CAP, _DAMAGES = "severance-wage-cap", "severance-years-cap", "unlawful-ending-times"


@dataclass(frozen=True, kw_only=True)
class SeveranceInput(Input):
    """What decides about severance pay."""

    ending: Annotated[str, ask("劳动合同怎样结束", "How the contract ended", choices=_ENDINGS)]
    started: Annotated[date, ask("入职日期", "First day of work")]
    ended: Annotated[date, ask("离职日期", "Last day of work")]
    monthly_wage: Annotated[
        Decimal,
        ask(
            "离职前12个月平均工资（应发）",
            "Average monthly wage of the last 12 months, before deductions",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("含奖金、津贴、补贴。", "With bonuses and allowances."),
        ),
    ]
    notice_given: Annotated[
        bool,
        ask(
            "单位提前30天书面通知了吗",
            "Did the employer give 30 days' written notice?",
            help=(
                "只在不能工作、不能胜任、情况变化时有影响。",
                "Counts only for illness, unfitness or changed circumstances.",
            ),
        ),
    ] = True
    last_month_wage: Annotated[
        Decimal | None,
        ask(
            "离职前上一个月的工资",
            "Wage of the last full month",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("不填就用平均工资。", "The average wage is used when left empty."),
        ),
    ] = None

    def check(self) -> None:
        """Days in order, and not before the law."""
        if self.ended < self.started:
            raise InputRefusedError("ended", zh="离职日期不能早于入职日期。", en="It cannot be before the first day.")
        if self.ended < LAW_BEGAN:
            raise InputRefusedError(
                "ended",
                zh="2008年1月1日以前结束的，劳动合同法还没有施行，这里不能计算。",
                en="The Labour Contract Law was not in force before 1 January 2008.",
            )


def work(given: SeveranceInput, working: Working) -> None:
    """Nothing, damages, or severance pay with or without a month for notice."""
    ending = Ending(given.ending)
    if ending in _NOTHING_OWED:
        working.line(
            f"{_ENDINGS[ending][0]}：法律没有规定经济补偿。",
            f"{_ENDINGS[ending][1]}: the law provides no severance pay.",
            *(CONTRACT_LAW.article(number) for number in _ARTICLES[ending]),
            result=Decimal(0),
            unit=Unit.YUAN,
        )
        total = Decimal(0)
    elif ending is Ending.UNLAWFUL:
        total = _damages(given, working)
    else:
        total = _severance(given, ending, working) + _notice(given, ending, working)
    working.amount("total", "合计应付", "Total owed", value=fen(total), unit=Unit.YUAN)
    working.note(
        "合同或者集体合同约定更高的，按约定；个人所得税没有计算。",
        "A contract that gives more comes first; income tax is not reckoned here.",
    )


def years_counted(span: Span) -> Decimal:
    """Months of wage under article 47: one a year; six months or more count as a year, less as a half."""
    rest = Decimal(0)
    if span.months_beyond >= 6:
        rest = Decimal(1)
    elif span.is_beyond_years:
        rest = Decimal("0.5")
    return span.years + rest


def _damages(given: SeveranceInput, working: Working) -> Decimal:
    wage, most = _wage(given, working)
    months = _months_line(given.started, given.ended, most, working)
    times = working.take(_DAMAGES, day=given.ended)
    total = wage * months * times
    working.line(
        f"违法解除或终止，按经济补偿标准的{digits(times)}倍付赔偿金，年限从用工之日算起，不再另付经济补偿。",
        f"An unlawful end costs {digits(times)} times severance pay, counted from the first day; it replaces it.",
        CONTRACT_LAW.article(87),
        CONTRACT_REGULATION.article(25),
        formula=f"{digits(wage)} × {digits(months)} × {digits(times)}",
        result=fen(total),
        unit=Unit.YUAN,
    )
    working.amount("months", "计算的月数", "Months counted", value=months, unit=Unit.MONTHS)
    working.amount("damages", "赔偿金（2N）", "Damages (2N)", value=fen(total), unit=Unit.YUAN)
    return total


def _severance(given: SeveranceInput, ending: Ending, working: Working) -> Decimal:
    before = _before_2008(given, ending, working)
    wage, most = _wage(given, working)
    months = _months_line(max(given.started, LAW_BEGAN), given.ended, most, working)
    total = wage * months
    working.line(
        "经济补偿：每满一年付一个月工资。",
        "Severance pay: one month's wage for each year.",
        *(CONTRACT_LAW.article(number) for number in _ARTICLES[ending]),
        CONTRACT_LAW.article(47),
        formula=f"{digits(wage)} × {digits(months)}",
        result=fen(total),
        unit=Unit.YUAN,
    )
    paid = fen(total) + fen(before)
    working.amount("months", "2008年起计算的月数", "Months counted from 2008", value=months, unit=Unit.MONTHS)
    working.amount("severance", "经济补偿（N）", "Severance pay (N)", value=paid, unit=Unit.YUAN)
    return paid


def _before_2008(given: SeveranceInput, ending: Ending, working: Working) -> Decimal:
    if given.started >= LAW_BEGAN:
        return Decimal(0)
    if ending not in _ARTICLES_BEFORE:
        working.line(
            "2008年以前的年限：当时对这种情形没有一般规定，这里不计。",
            "Years before 2008: the rules of that time had none for this case, so they are not counted here.",
            CONTRACT_LAW.article(97),
            result=0,
            unit=Unit.MONTHS,
        )
        return Decimal(0)
    span = span_between(given.started, LAW_BEGAN - timedelta(days=1))
    months = span.years + (1 if span.is_beyond_years else 0)
    if ending in _CAPPED_BEFORE:
        months = min(months, _MONTHS_BEFORE_AT_MOST)
    total = given.monthly_wage * months
    working.line(
        f"2008年以前的年限按当时的规定：不满一年算一年，计{months}个月。",
        f"Years before 2008 by the rules of that time, a part of a year as one: {months} months.",
        CONTRACT_LAW.article(97),
        COMPENSATION_1994.article(_ARTICLES_BEFORE[ending]),
        formula=f"{digits(given.monthly_wage)} × {months}",
        result=fen(total),
        unit=Unit.YUAN,
    )
    working.amount("months_before", "2008年前计算的月数", "Months before 2008", value=months, unit=Unit.MONTHS)
    working.note(
        "2008年以前的年限，各地裁判口径不完全一样，请以当地仲裁、法院为准。",
        "Courts differ on years before 2008: the local arbitration and court decide.",
    )
    return total


def _wage(given: SeveranceInput, working: Working) -> tuple[Decimal, Decimal | None]:
    """The wage that counts, and the most years where it was cut."""
    times = working.take(_WAGE_CAP, day=given.ended)
    cap = working.take(_AVERAGE, day=given.ended) * times
    least = working.take(_MINIMUM, day=given.ended)
    if given.monthly_wage > cap:
        most = working.take(_YEARS_CAP, day=given.ended)
        working.line(
            f"月工资高于当地上年度职工月平均工资的{digits(times)}倍，按{digits(times)}倍算，年限最多{digits(most)}年。",
            f"Above {digits(times)} times the local average: that cap counts, for at most {digits(most)} years.",
            CONTRACT_LAW.article(47),
            formula=f"min({digits(given.monthly_wage)}, {digits(cap / times)} × {digits(times)})",
            result=fen(cap),
            unit=Unit.YUAN_PER_MONTH,
        )
        return cap, most
    wage = max(given.monthly_wage, least)
    working.line(
        "月工资：离职前12个月的平均应发工资，低于最低工资的按最低工资。",
        "Monthly wage: the average of the last 12 months, the minimum wage at least.",
        CONTRACT_LAW.article(47),
        CONTRACT_REGULATION.article(27),
        formula=f"max({digits(given.monthly_wage)}, {digits(least)})",
        result=wage,
        unit=Unit.YUAN_PER_MONTH,
    )
    return wage, None


def _months_line(first: date, last: date, most: Decimal | None, working: Working) -> Decimal:
    span = span_between(first, last)
    counted = years_counted(span)
    months = counted if most is None else min(counted, most)
    working.line(
        f"从{first.isoformat()}到{last.isoformat()}满{span.years}年{span.months_beyond}个月："
        "六个月以上不满一年算一年，不满六个月算半年。",
        f"From {first.isoformat()} to {last.isoformat()} are {span.years} years and {span.months_beyond} months: "
        "six months or more count as a year, less as a half.",
        CONTRACT_LAW.article(47),
        formula="" if most is None else f"min({digits(counted)}, {digits(most)})",
        result=months,
        unit=Unit.MONTHS,
    )
    return months


def _notice(given: SeveranceInput, ending: Ending, working: Working) -> Decimal:
    if ending not in _WITH_NOTICE or given.notice_given:
        return Decimal(0)
    wage = given.last_month_wage or given.monthly_wage
    working.line(
        "没有提前30天书面通知，另付一个月工资，按上一个月的工资。",
        "Without 30 days' written notice one more month is owed, at the last month's wage.",
        CONTRACT_LAW.article(40),
        CONTRACT_REGULATION.article(20),
        result=fen(wage),
        unit=Unit.YUAN,
    )
    working.amount("notice", "代通知金（+1）", "Pay for notice (+1)", value=fen(wage), unit=Unit.YUAN)
    return wage


CALCULATOR = Calculator(
    key="severance",
    title=Bilingual(zh="经济补偿和赔偿金", en="Severance pay and damages"),
    summary=Bilingual(zh="离职时单位应付多少：N、N+1、2N。", en="What is owed at the end of a contract: N, N+1, 2N."),
    input_type=SeveranceInput,
    work=work,
    parameters=(_WAGE_CAP, _AVERAGE, _MINIMUM, _YEARS_CAP, _DAMAGES),
)
