"""The wage on which work injury benefits rest: one's own, within bounds of the local average."""

from decimal import Decimal

from hotline.knowledge.parameters import Unit

from .laws import INJURY_REGULATION
from .working import Working, digits, fen

AVERAGE = "average-monthly-wage"
_LEAST, _MOST = "injury-wage-least-share", "injury-wage-most-share"

PARAMETERS = (AVERAGE, _LEAST, _MOST)
"""What `injured_wage` takes."""


def injured_wage(wage: Decimal, working: Working) -> Decimal:
    """The wage within 60 and 300 % of the local average (article 64), with its line in the working."""
    average, least, most = working.take(AVERAGE), working.take(_LEAST), working.take(_MOST)
    counted = fen(min(max(wage, average * least / 100), average * most / 100))
    working.line(
        f"本人工资：受伤前12个月平均月缴费工资，在当地职工平均工资的{digits(least)}%到{digits(most)}%之间。",
        f"One's wage: the mean of 12 months before, within {digits(least)}% and {digits(most)}% of the local average.",
        INJURY_REGULATION.article(64),
        formula=(
            f"min(max({digits(wage)}, {digits(average)} × {digits(least)}%), {digits(average)} × {digits(most)}%)"
        ),
        result=counted,
        unit=Unit.YUAN_PER_MONTH,
    )
    return counted
