"""What tests of calculators share: the sample's parameters, and one way to ask."""

from datetime import date
from functools import cache
from typing import Any

from hotline.knowledge.calculators import CALCULATORS
from hotline.knowledge.parameter_files import SAMPLE_PARAMETERS, parameters_read
from hotline.knowledge.parameters import ParameterBook

CITY = "cn/sample-city"
TODAY = date(2026, 11, 24)


@cache
def sample_book() -> ParameterBook:
    """The sample centre's parameters, read once."""
    return parameters_read(SAMPLE_PARAMETERS).book()


def answer(calculator: str, *, day: Any = TODAY, region: Any = CITY, **given: Any) -> Any:
    """The `Result` of a calculator in the sample city to what a form hands over.

    Untyped, because tests compare its amounts, decimals or days, with the plain numbers they expect.
    """
    return CALCULATORS[calculator].answer(given, book=sample_book(), region=region, day=day)
