"""Benefits for the family of someone who died through work."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.parameters import Unit

from . import injured_wage as wages
from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import INJURY_REGULATION
from .working import Working, digits, fen

_FUNERAL, _TIMES, _INCOME = "death-funeral-months", "death-lump-times", "urban-disposable-income"
_SPOUSE, _OTHER, _ALONE = "death-spouse-share", "death-relative-share", "death-alone-extra-share"


@dataclass(frozen=True, kw_only=True)
class WorkDeathInput(Input):
    """The wage of the dead and the family that lived on it. The day asked about is the day of death."""

    monthly_wage: Annotated[
        Decimal,
        ask(
            "生前12个月平均月缴费工资",
            "Average wage on which contributions were paid, 12 months before",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
        ),
    ]
    spouse: Annotated[bool, ask("有靠其供养的配偶吗", "Is there a dependent spouse?")] = False
    relatives: Annotated[
        int,
        ask(
            "其他靠其供养的亲属人数",
            "Other dependent relatives",
            most=20,
            help=("无劳动能力、主要靠其生活的父母、子女等。", "Unable to work and living mainly on that wage."),
        ),
    ] = 0
    alone: Annotated[int, ask("其中孤寡老人或孤儿人数", "Of them old people alone or orphans", most=20)] = 0

    def check(self) -> None:
        """Those alone are counted among the others."""
        if self.alone > self.relatives:
            raise InputRefusedError(
                "alone", zh="不能多于其他供养亲属的人数。", en="It cannot be more than the other relatives."
            )


def work(given: WorkDeathInput, working: Working) -> None:
    """Funeral, lump sum, and the monthly pension of the family."""
    _funeral(working)
    _lump(working)
    if given.spouse or given.relatives:
        _pension(given, working)
    working.note(
        "供养亲属要符合规定条件，由社会保险行政部门核定。",
        "Whether relatives count as dependent is for the authority to decide.",
    )


def _funeral(working: Working) -> None:
    average, months = working.take(wages.AVERAGE), working.take(_FUNERAL)
    pay = fen(average * months)
    working.line(
        f"丧葬补助金：{digits(months)}个月的当地上年度职工月平均工资。",
        f"Funeral: {digits(months)} months of last year's local average wage.",
        INJURY_REGULATION.article(39),
        formula=f"{digits(average)} × {digits(months)}",
        result=pay,
        unit=Unit.YUAN,
    )
    working.amount("funeral", "丧葬补助金", "Funeral", value=pay, unit=Unit.YUAN)


def _lump(working: Working) -> None:
    times = working.take(_TIMES)
    income = working.take_if_known(_INCOME)
    text = (
        f"一次性工亡补助金：上一年度全国城镇居民人均可支配收入的{digits(times)}倍。",
        f"Lump sum: {digits(times)} times last year's national urban disposable income a head.",
    )
    if income is None:
        working.line(*text, INJURY_REGULATION.article(39))
        working.note(
            f"上一年度全国城镇居民人均可支配收入还没有登记，请查国家统计局公布的数，再乘{digits(times)}。",
            f"Last year's urban disposable income is not registered: take the published figure times {digits(times)}.",
        )
        return
    working.line(
        *text,
        INJURY_REGULATION.article(39),
        formula=f"{digits(income)} × {digits(times)}",
        result=fen(income * times),
        unit=Unit.YUAN,
    )
    working.amount("lump", "一次性工亡补助金", "Lump sum for death", value=fen(income * times), unit=Unit.YUAN)


def _pension(given: WorkDeathInput, working: Working) -> None:
    wage = wages.injured_wage(given.monthly_wage, working)
    parts, share = [], Decimal(0)
    for key, count in ((_SPOUSE, int(given.spouse)), (_OTHER, given.relatives), (_ALONE, given.alone)):
        if count:
            percent = working.take(key)
            share += percent * count
            parts.append(f"{digits(percent)}%" + (f" × {count}" if count > 1 else ""))
    monthly = fen(min(wage * share / 100, wage))
    working.line(
        "供养亲属抚恤金：按比例相加，合计不高于本人生前工资。",
        "Pension of the family: shares are added up, together not above the wage.",
        INJURY_REGULATION.article(39),
        formula=f"min({digits(wage)} × ({' + '.join(parts)}), {digits(wage)})",
        result=monthly,
        unit=Unit.YUAN_PER_MONTH,
    )
    working.amount("pension", "供养亲属抚恤金", "Pension of the family", value=monthly, unit=Unit.YUAN_PER_MONTH)


CALCULATOR = Calculator(
    key="work-death",
    title=Bilingual(zh="因工死亡待遇", en="Benefits after a death through work"),
    summary=Bilingual(zh="丧葬补助、一次性补助和供养亲属抚恤金。", en="Funeral, lump sum and the family's pension."),
    input_type=WorkDeathInput,
    work=work,
    parameters=(*wages.PARAMETERS, _FUNERAL, _TIMES, _INCOME, _SPOUSE, _OTHER, _ALONE),
)
