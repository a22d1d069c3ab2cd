"""Numbers and days that documents state of themselves."""

from datetime import date

import pytest

from hotline.documents.document import DateKind
from hotline.documents.facts import dates_in, document_number, facts_of


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("人社部发〔2024〕12号", "人社部发〔2024〕12号"),
        ("劳社部发[2008]3号", "劳社部发〔2008〕3号"),
        ("法释（2020）26号", "法释〔2020〕26号"),
        ("2010年12月20日 中华人民共和国国务院令第586号公布", "国务院令第586号"),
        ("国家统计局令第一号", "国家统计局令第1号"),
        ("人力资源社会保障部公告2021年第3号", "人力资源社会保障部公告2021年第3号"),
        ("2024年5月1日起施行", ""),
        ("第12号", ""),
    ],
)
def test_document_numbers(line: str, number: str) -> None:
    assert document_number(line) == number


def test_days_with_what_they_say() -> None:
    line = "（2003年4月27日国务院令第375号公布 根据2010年12月20日《决定》修订 自2011年1月1日起施行）"

    assert [(fact.kind, fact.day) for fact in dates_in(line)] == [
        (DateKind.ISSUED, date(2003, 4, 27)),
        (DateKind.AMENDED, date(2010, 12, 20)),
        (DateKind.EFFECTIVE, date(2011, 1, 1)),
    ]


def test_days_in_chinese_numerals_and_days_that_are_none() -> None:
    assert [fact.day for fact in dates_in("一九九四年十二月六日")] == [date(1994, 12, 6)]
    assert dates_in("2023年2月30日印发") == ()


def test_effect_on_the_day_of_issue_and_an_end() -> None:
    facts = facts_of(
        title="关于某事的通知",
        head=["2024年3月1日 某某市人民政府发布"],
        body=["本通知自发布之日起施行，有效期至2029年2月28日。"],
    )

    days = {fact.kind: fact.day for fact in facts.dates}
    assert days == {
        DateKind.ISSUED: date(2024, 3, 1),
        DateKind.EFFECTIVE: date(2024, 3, 1),
        DateKind.EXPIRES: date(2029, 2, 28),
    }
    assert facts.issuer == "某某市人民政府"


def test_a_repeal_told_of_another_text_is_not_this_ones() -> None:
    facts = facts_of(
        title="说明",
        head=[],
        body=["《甲条例》已于去年废止。", "本办法施行后，《乙办法》（市发〔1999〕1号）同时废止。"],
    )

    assert facts.repeals == ("乙办法",)
