"""All calculators by key, in the order in which they are offered."""

from collections.abc import Mapping
from types import MappingProxyType

from . import (
    annual_leave,
    contributions,
    maternity,
    overtime,
    pension,
    retirement,
    severance,
    sick_pay,
    unemployment,
    work_death,
    work_injury,
)
from .calculator import Calculator

CALCULATORS: Mapping[str, Calculator] = MappingProxyType(
    {
        module.CALCULATOR.key: module.CALCULATOR
        for module in (
            unemployment,
            severance,
            overtime,
            annual_leave,
            maternity,
            sick_pay,
            contributions,
            pension,
            retirement,
            work_injury,
            work_death,
        )
    }
)
"""Every calculator by its key."""


def calculators_using(parameter: str) -> tuple[Calculator, ...]:
    """The calculators whose answers a change of this parameter may touch."""
    return tuple(one for one in CALCULATORS.values() if parameter in one.parameters)
