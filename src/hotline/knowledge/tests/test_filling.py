"""Parameters in texts: what is said on which day, and what happens where there is no value."""

from datetime import date
from decimal import Decimal

import pytest

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.filling import NOT_KNOWN, broken_tokens_in, keys_in, text_filled
from hotline.knowledge.parameters import DatedValue, Parameter, ParameterBook, Unit

SOURCE = Bilingual(zh="市政府通知", en="Notice of the city")


def wage(*values: tuple[int, date, date | None], region: str = "cn/city") -> Parameter:
    return Parameter(
        key="minimum-wage",
        title=Bilingual(zh="最低工资", en="Minimum wage"),
        unit=Unit.YUAN_PER_MONTH,
        decimals=2,
        values=tuple(
            DatedValue(value=Decimal(value), region=region, valid_from=first, valid_to=end, source=SOURCE)
            for value, first, end in values
        ),
    )


BOOK = ParameterBook([wage((2320, date(2024, 9, 1), date(2025, 9, 1)), (2540, date(2025, 9, 1), None))])


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2025, 8, 31), "最低工资是每月2320元。", "It is 2320 yuan a month."),
        (date(2025, 9, 1), "最低工资是每月2540元。", "It is 2540 yuan a month."),
        (date(2024, 8, 31), f"最低工资是{NOT_KNOWN.zh}。", f"It is {NOT_KNOWN.en}."),
    ],
)
def test_a_text_says_what_holds_on_the_day(day: date, zh: str, en: str) -> None:
    assert text_filled("最低工资是{{minimum-wage}}。", book=BOOK, region="cn/city", day=day, language="zh") == zh
    assert text_filled("It is {{ minimum-wage }}.", book=BOOK, region="cn/city", day=day, language="en") == en


def test_another_region_does_not_say_this_ones_figure() -> None:
    filled = text_filled("{{minimum-wage}}", book=BOOK, region="cn/other", day=date(2026, 1, 1), language="zh")
    assert filled == NOT_KNOWN.zh


def test_a_district_says_its_citys_figure() -> None:
    filled = text_filled("{{minimum-wage}}", book=BOOK, region="cn/city/east", day=date(2026, 1, 1), language="zh")
    assert filled == "每月2540元"


def test_keys_are_named_once_in_their_order() -> None:
    assert keys_in(["{{b}} 和 {{a}}", "{{b}}", "没有"]) == ("b", "a")


@pytest.mark.parametrize("text", ["{{Minimum Wage}}", "{{ }}", "只有 {{ 一半", "只有 }} 一半"])
def test_what_only_looks_like_a_token_is_named(text: str) -> None:
    assert broken_tokens_in(text)
    assert keys_in([text]) == ()


def test_a_good_token_is_not_broken() -> None:
    assert broken_tokens_in("是{{ minimum-wage }}。") == ()
