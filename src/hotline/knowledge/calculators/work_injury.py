"""Benefits for a disability caused by work, by its grade."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.parameters import Unit

from . import injured_wage as wages
from .asking import Input, InputRefusedError, ask
from .calculator import Calculator
from .laws import INJURY_REGULATION
from .working import Working, digits, fen

_LUMP, _ALLOWANCE = "injury-lump-months-grade-{}", "injury-allowance-share-grade-{}"
_MEDICAL, _JOB = "injury-medical-subsidy-grade-{}", "injury-job-subsidy-grade-{}"
_MINIMUM = "minimum-wage"


class Care(StrEnum):
    """How much care of daily life was confirmed."""

    NONE = "none"
    PART = "part"
    MOST = "most"
    FULL = "full"


_CARE = {Care.PART: "injury-care-share-part", Care.MOST: "injury-care-share-most", Care.FULL: "injury-care-share-full"}


@dataclass(frozen=True, kw_only=True)
class WorkInjuryInput(Input):
    """Grade, wage, care, and whether the job ends."""

    grade: Annotated[
        int,
        ask("伤残等级", "Grade of disability", least=1, most=10, help=("一级最重，十级最轻。", "1 is the gravest.")),
    ]
    monthly_wage: Annotated[
        Decimal,
        ask(
            "受伤前12个月平均月缴费工资",
            "Average wage on which contributions were paid, 12 months before",
            unit=Unit.YUAN_PER_MONTH,
            least=1,
        ),
    ]
    care: Annotated[
        str,
        ask(
            "生活护理等级",
            "Care of daily life",
            choices={
                Care.NONE: ("不需要", "None"),
                Care.PART: ("部分不能自理", "Partly dependent"),
                Care.MOST: ("大部分不能自理", "Mostly dependent"),
                Care.FULL: ("完全不能自理", "Wholly dependent"),
            },
        ),
    ] = Care.NONE.value
    job_ends: Annotated[
        bool,
        ask("解除或终止劳动关系吗", "Does the job end?", help=("只适用于五级到十级。", "Only for grades 5 to 10.")),
    ] = False

    def check(self) -> None:
        """Grades 1 to 4 keep the job."""
        if self.job_ends and self.grade <= 4:
            raise InputRefusedError(
                "job_ends",
                zh="一级到四级保留劳动关系、退出工作岗位，不能解除。",
                en="With grades 1 to 4 the job is kept, without work: it cannot be ended.",
            )


def work(given: WorkInjuryInput, working: Working) -> None:
    """Each benefit that the grade gives, one after another."""
    wage = wages.injured_wage(given.monthly_wage, working)
    _lump(given, wage, working)
    if given.grade <= 6 and not given.job_ends:
        _allowance(given, wage, working)
    if given.care != Care.NONE:
        _care(Care(given.care), working)
    if given.job_ends:
        _subsidies(given, working)
    working.note(
        "医疗费、康复、辅助器具、住院伙食和停工留薪期工资另算。",
        "Treatment, rehabilitation, aids, meals in hospital and wages during treatment come on top.",
    )
    working.note(
        "单位没有参加工伤保险的，这些待遇都由单位支付。", "An employer who was not insured pays all of this itself."
    )


def _article(grade: int) -> Basis:
    return INJURY_REGULATION.article(35 if grade <= 4 else 36 if grade <= 6 else 37)


def _lump(given: WorkInjuryInput, wage: Decimal, working: Working) -> None:
    months = working.take(_LUMP.format(given.grade))
    lump = fen(wage * months)
    working.line(
        f"一次性伤残补助金：{given.grade}级{digits(months)}个月的本人工资，由基金支付。",
        f"Lump sum for grade {given.grade}: {digits(months)} months of the wage, from the fund.",
        _article(given.grade),
        formula=f"{digits(wage)} × {digits(months)}",
        result=lump,
        unit=Unit.YUAN,
    )
    working.amount("lump", "一次性伤残补助金", "Lump sum for disability", value=lump, unit=Unit.YUAN)


def _allowance(given: WorkInjuryInput, wage: Decimal, working: Working) -> None:
    share, least = working.take(_ALLOWANCE.format(given.grade)), working.take(_MINIMUM)
    monthly = fen(max(wage * share / 100, least))
    if given.grade <= 4:
        zh, en = "由基金按月支付", "paid by the fund each month"
    else:
        zh, en = "单位难以安排工作的，由单位按月支付", "paid by the employer where there is no fitting work"
    working.line(
        f"伤残津贴：本人工资的{digits(share)}%，低于最低工资的补足差额；{zh}。",
        f"Allowance: {digits(share)}% of the wage, the minimum wage at least; {en}.",
        _article(given.grade),
        formula=f"max({digits(wage)} × {digits(share)}%, {digits(least)})",
        result=monthly,
        unit=Unit.YUAN_PER_MONTH,
    )
    working.amount("allowance", "伤残津贴", "Disability allowance", value=monthly, unit=Unit.YUAN_PER_MONTH)


def _care(care: Care, working: Working) -> None:
    average, share = working.take(wages.AVERAGE), working.take(_CARE[care])
    monthly = fen(average * share / 100)
    working.line(
        f"生活护理费：当地上年度职工月平均工资的{digits(share)}%。",
        f"Care: {digits(share)}% of last year's local average wage.",
        INJURY_REGULATION.article(34),
        formula=f"{digits(average)} × {digits(share)}%",
        result=monthly,
        unit=Unit.YUAN_PER_MONTH,
    )
    working.amount("care", "生活护理费", "Pay for care", value=monthly, unit=Unit.YUAN_PER_MONTH)


def _subsidies(given: WorkInjuryInput, working: Working) -> None:
    rows = (
        ("medical", _MEDICAL, "一次性工伤医疗补助金", "One-off medical subsidy", "由基金支付", "from the fund"),
        ("job", _JOB, "一次性伤残就业补助金", "One-off job subsidy", "由单位支付", "from the employer"),
    )
    for key, parameter, zh, en, payer_zh, payer_en in rows:
        average, months = working.take(wages.AVERAGE), working.take(parameter.format(given.grade))
        pay = fen(average * months)
        working.line(
            f"{zh}：{digits(months)}个月的当地职工月平均工资，{payer_zh}；标准由省级政府定。",
            f"{en}: {digits(months)} months of the local average wage, {payer_en}; set by the province.",
            _article(given.grade),
            formula=f"{digits(average)} × {digits(months)}",
            result=pay,
            unit=Unit.YUAN,
        )
        working.amount(key, zh, en, value=pay, unit=Unit.YUAN)


CALCULATOR = Calculator(
    key="work-injury",
    title=Bilingual(zh="工伤伤残待遇", en="Work injury benefits"),
    summary=Bilingual(zh="按伤残等级算一次性补助、津贴和护理费。", en="Lump sum, allowance and care by grade."),
    input_type=WorkInjuryInput,
    work=work,
    parameters=(
        *wages.PARAMETERS,
        *(_LUMP.format(grade) for grade in range(1, 11)),
        *(_ALLOWANCE.format(grade) for grade in range(1, 7)),
        *_CARE.values(),
        *(key.format(grade) for key in (_MEDICAL, _JOB) for grade in range(5, 11)),
        _MINIMUM,
    ),
)
