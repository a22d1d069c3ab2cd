"""Calculators: plain functions over dated parameters, each with the articles it rests on.

`CALCULATORS["severance"].answer({...}, book=book, region="cn/sample-city", day=today)` gives the same `Result` on desk,
page and API.
"""

from .asking import Ask, AskedField, FieldKind, InputRefusedError
from .calculator import Calculator
from .registry import CALCULATORS, calculators_using
from .working import Amount, Line, Result, Used, Value

__all__ = [
    "CALCULATORS",
    "Amount",
    "Ask",
    "AskedField",
    "Calculator",
    "FieldKind",
    "InputRefusedError",
    "Line",
    "Result",
    "Used",
    "Value",
    "calculators_using",
]
