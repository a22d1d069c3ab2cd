"""What employee and employer pay each month for social insurance and the housing fund."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.parameters import Unit

from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import (
    HOUSING_REGULATION,
    INJURY_RATES_2015,
    INJURY_REGULATION,
    INSURANCE_LAW,
    MEDICAL_DECISION_1998,
    PENSION_DECISION_2005,
    RATES_2019,
    UNEMPLOYMENT_REGULATION,
)
from .working import Working, digits, fen

_FLOOR, _CEILING = "contribution-base-floor", "contribution-base-ceiling"
_HOUSING_FLOOR, _HOUSING_CEILING = "housing-fund-base-floor", "housing-fund-base-ceiling"
_HOUSING_LEAST, _HOUSING_MOST = "housing-fund-rate-least", "housing-fund-rate-most"
_INJURY = "injury-rate-class-{}"


@dataclass(frozen=True, slots=True)
class _Insurance:
    key: str
    zh: str
    en: str
    person: str
    employer: str
    basis: tuple[Basis, ...]


_INSURANCES = (
    _Insurance(
        "pension", "养老保险", "Pension insurance", "pension-rate-person", "pension-rate-employer",
        (INSURANCE_LAW.article(12), PENSION_DECISION_2005.whole(), RATES_2019.whole()),
    ),
    _Insurance(
        "medical", "医疗保险（含生育）", "Medical insurance, maternity included", "medical-rate-person",
        "medical-rate-employer", (INSURANCE_LAW.article(23), MEDICAL_DECISION_1998.whole()),
    ),
    _Insurance(
        "unemployment", "失业保险", "Unemployment insurance", "unemployment-rate-person", "unemployment-rate-employer",
        (INSURANCE_LAW.article(44), UNEMPLOYMENT_REGULATION.article(6)),
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ContributionsInput(Input):
    """Wage, class of trade and share for the housing fund."""

    monthly_wage: Annotated[
        Decimal,
        ask(
            "上年度月平均工资",
            "Average monthly wage last year",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
            help=("新入职的填第一个月工资。", "For a new job give the first month's wage."),
        ),
    ]
    trade_class: Annotated[
        int,
        ask(
            "单位的工伤风险行业类别",
            "Trade class of the employer for injury insurance",
            least=1,
            most=8,
            help=(
                "一类风险最小，八类最大，不知道的按一类。",
                "Class 1 has the least risk, 8 the most; 1 if not known.",
            ),
        ),
    ] = 1
    housing_percent: Annotated[
        Decimal | None,
        ask(
            "住房公积金缴存比例（单位和个人相同）",
            "Housing fund rate, the same for both",
            unit=Unit.PERCENT,
            most=100,
            help=("没有缴存的不填。", "Leave empty when none is paid."),
        ),
    ] = None


def work(given: ContributionsInput, working: Working) -> None:
    """The base between floor and ceiling, then each insurance for both sides."""
    base = _insurance_base(given, working)
    working.amount("base", "社会保险缴费基数", "Contribution base", value=base, unit=Unit.YUAN_PER_MONTH)
    person = employer = Decimal(0)
    for insurance in _INSURANCES:
        person += _side(insurance, base, working, is_person=True)
        employer += _side(insurance, base, working, is_person=False)
    employer += _injury(given, base, working)
    housing = _housing(given, working)
    working.amount("person", "个人每月合计", "Employee a month", value=person + housing, unit=Unit.YUAN_PER_MONTH)
    working.amount("employer", "单位每月合计", "Employer a month", value=employer + housing, unit=Unit.YUAN_PER_MONTH)
    working.note(
        "单位可能适用浮动的工伤费率、补充保险和当地的减免，这里没有计算。",
        "Adjusted injury rates, supplementary insurance and local reliefs are not reckoned here.",
    )


def _insurance_base(given: ContributionsInput, working: Working) -> Decimal:
    basis = RATES_2019.part("第三部分", "section 3")
    return _base(given.monthly_wage, (_FLOOR, _CEILING), ("社会保险", "Social insurance"), basis, working)


def _base(wage: Decimal, keys: tuple[str, str], name: tuple[str, str], basis: Basis, working: Working) -> Decimal:
    floor, ceiling = (working.take(key) for key in keys)
    base = min(max(wage, floor), ceiling)
    working.line(
        f"{name[0]}缴费基数：低于下限按下限，高于上限按上限。",
        f"{name[1]} base: the floor at least, the ceiling at most.",
        basis,
        formula=f"min(max({digits(wage)}, {digits(floor)}), {digits(ceiling)})",
        result=base,
        unit=Unit.YUAN_PER_MONTH,
    )
    return base


def _side(insurance: _Insurance, base: Decimal, working: Working, *, is_person: bool) -> Decimal:
    key = insurance.person if is_person else insurance.employer
    zh, en = ("个人", "employee") if is_person else ("单位", "employer")
    return _share(key, base, (f"{insurance.zh}，{zh}", f"{insurance.en}, {en}"), insurance.basis, working)


def _injury(given: ContributionsInput, base: Decimal, working: Working) -> Decimal:
    return _share(
        _INJURY.format(given.trade_class),
        base,
        ("工伤保险，单位（个人不缴）", "Work injury insurance, employer only"),
        (INJURY_REGULATION.article(10), INJURY_RATES_2015.whole()),
        working,
    )


def _share(key: str, base: Decimal, name: tuple[str, str], basis: tuple[Basis, ...], working: Working) -> Decimal:
    rate = working.take(key)
    pay = fen(base * rate / 100)
    working.line(
        f"{name[0]}{digits(rate)}%。",
        f"{name[1]}: {digits(rate)}%.",
        *basis,
        formula=f"{digits(base)} × {digits(rate)}%",
        result=pay,
        unit=Unit.YUAN_PER_MONTH,
    )
    return pay


def _housing(given: ContributionsInput, working: Working) -> Decimal:
    percent = given.housing_percent
    if percent is None:
        return Decimal(0)
    base = _base(
        given.monthly_wage,
        (_HOUSING_FLOOR, _HOUSING_CEILING),
        ("住房公积金", "Housing fund"),
        HOUSING_REGULATION.article(16),
        working,
    )
    least, most = working.take(_HOUSING_LEAST), working.take(_HOUSING_MOST)
    if not least <= percent <= most:
        raise InputRefusedError(
            "housing_percent",
            zh=f"缴存比例在{digits(least)}%到{digits(most)}%之间。",
            en=f"The rate lies between {digits(least)}% and {digits(most)}%.",
        )
    pay = fen(base * percent / 100)
    working.line(
        f"住房公积金，单位和个人各{digits(percent)}%。",
        f"Housing fund: {digits(percent)}% each.",
        HOUSING_REGULATION.article(16),
        HOUSING_REGULATION.article(18),
        formula=f"{digits(base)} × {digits(percent)}%",
        result=pay,
        unit=Unit.YUAN_PER_MONTH,
    )
    working.amount("housing", "住房公积金，各", "Housing fund, each", value=pay, unit=Unit.YUAN_PER_MONTH)
    return pay


CALCULATOR = Calculator(
    key="contributions",
    title=Bilingual(zh="社会保险和公积金缴费", en="Social insurance and housing fund contributions"),
    summary=Bilingual(zh="个人和单位每月各缴多少。", en="What employee and employer pay each month."),
    input_type=ContributionsInput,
    work=work,
    parameters=(
        _FLOOR,
        _CEILING,
        *(key for one in _INSURANCES for key in (one.person, one.employer)),
        *(_INJURY.format(number) for number in range(1, 9)),
        _HOUSING_LEAST,
        _HOUSING_MOST,
        _HOUSING_FLOOR,
        _HOUSING_CEILING,
    ),
)
