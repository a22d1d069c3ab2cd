"""Parsing one entry file: what it gives, and every fault it names."""

from datetime import date

import pytest

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.faults import FaultsFoundError
from hotline.knowledge.files import entry_parse

GOOD = """---
code: "1001"
slug: unemployment-benefit-claim
kind: answer
topic: insurance/unemployment
audience: citizen
valid_from: 2011-07-01
valid_to: null
basis:
  - law: {zh: 社会保险法, en: Social Insurance Law}
    version: 2018-12-29
    article: {zh: 第四十五条, en: Article 45}
title: {zh: 怎样领失业金, en: How to claim}
words: [失业金, unemployment benefit]
rank: 1
---
## zh

可以领。

先登记，
再申请。

带身份证。

## en

You can claim.

Register first,
then apply.

Bring your card.
"""


def test_a_good_file_gives_its_entry() -> None:
    draft = entry_parse(file="a.md", text=GOOD)
    assert (draft.code, draft.slug, draft.kind, draft.topic) == (
        "1001",
        "unemployment-benefit-claim",
        "answer",
        "insurance/unemployment",
    )
    assert (draft.audience, draft.rank) == ("citizen", 1)
    assert (draft.valid_from, draft.valid_to) == (date(2011, 7, 1), None)
    assert draft.title == Bilingual(zh="怎样领失业金", en="How to claim")
    assert draft.words == ("失业金", "unemployment benefit")
    assert draft.basis == (
        Basis(
            law=Bilingual(zh="社会保险法", en="Social Insurance Law"),
            version=date(2018, 12, 29),
            article=Bilingual(zh="第四十五条", en="Article 45"),
        ),
    )


def test_wrapped_lines_join_as_their_language_is_written() -> None:
    draft = entry_parse(file="a.md", text=GOOD)
    assert draft.bodies["zh"] == ("可以领。", "先登记，再申请。", "带身份证。")
    assert draft.bodies["en"] == ("You can claim.", "Register first, then apply.", "Bring your card.")


def test_windows_line_ends_change_nothing() -> None:
    assert entry_parse(file="a.md", text=GOOD.replace("\n", "\r\n")) == entry_parse(file="a.md", text=GOOD)


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ('code: "1001"', "code: 1001", "code", "四位数字"),
        ('code: "1001"', 'code: "12"', "code", "四位数字"),
        ("slug: unemployment-benefit-claim", "slug: Not Good", "slug", "小写字母"),
        ("kind: answer", "kind: rumour", "kind", "answer, guide, policy"),
        ("audience: citizen", "audience: all", "audience", "citizen, employer, both"),
        ("topic: insurance/unemployment", "topic: 7", "topic", "主题路径"),
        ("rank: 1\n", "rank: 0\n", "rank", "1以上的整数"),
        ("rank: 1\n", "rank: true\n", "rank", "1以上的整数"),
        ("valid_from: 2011-07-01", "valid_from: soon", "valid_from", "2026-01-31"),
        ("valid_to: null", "valid_to: later", "valid_to", "2026-01-31"),
        ("valid_to: null", "valid_to: 2011-07-01", "valid_to", "晚于生效日"),
        ("valid_to: null", "valid_to: 2000-01-01", "valid_to", "晚于生效日"),
        ("title: {zh: 怎样领失业金, en: How to claim}", "title: {zh: 怎样领失业金}", "title", "中文和英文都要写"),
        ("words: [失业金, unemployment benefit]", "words: []", "words", "至少写一个"),
        ("words: [失业金, unemployment benefit]", "words: [失业金, 996]", "words", "数字要加引号"),
        ("    version: 2018-12-29\n", "", "basis[1].version", "日期"),
        ("    article: {zh: 第四十五条, en: Article 45}\n", "", "basis[1].article", "中文和英文都要写"),
        ("rank: 1\n", "rank: 1\ncolour: red\n", "colour", "没有这个字段"),
        ("## en", "## fr", "## fr", "只能有 ## zh、## en"),
        ("## en", "## zh", "## zh", "各一次"),
        ("## zh\n", "Before\n\n## zh\n", "text", "正文要写在"),
        ("带身份证。", "字" * 121, "## zh [3]", "121个字符"),
        ("Bring your card.", "w" * 481, "## en [3]", "481 characters"),
        ("\n\n带身份证。", "", "## zh", "现在有2段"),
        ("Bring your card.", "Bring your card.\n\nAnd a pen.", "text", "段数要一样"),
    ],
)
def test_each_fault_names_file_and_field_and_what_to_do(old: str, new: str, field: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text=GOOD.replace(old, new, 1))
    named = {fault.field: fault for fault in caught.value.faults}
    assert field in named
    assert says in named[field].zh + named[field].en
    assert str(named[field]).startswith(f"a.md: {field}: ")


def test_a_missing_basis_is_a_fault() -> None:
    start, end = GOOD.index("basis:"), GOOD.index("title:")
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text=GOOD[:start] + GOOD[end:])
    assert [(fault.field, fault.zh) for fault in caught.value.faults] == [("basis", "缺少法律依据，至少写一条。")]


def test_a_missing_language_is_a_fault() -> None:
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text=GOOD[: GOOD.index("## en")])
    assert [(fault.field, fault.zh) for fault in caught.value.faults] == [("## en", "缺少这个语言的正文。")]


def test_a_file_without_front_matter_says_how_to_begin() -> None:
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text="# Hello")
    assert [fault.field for fault in caught.value.faults] == ["---"]


def test_unreadable_yaml_names_the_line() -> None:
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text=GOOD.replace("kind: answer", "kind: [answer"))
    assert [fault.field.split()[0] for fault in caught.value.faults] == ["line"]


def test_all_faults_of_a_file_come_at_once() -> None:
    broken = GOOD.replace("kind: answer", "kind: x").replace("rank: 1\n", "rank: no\n")
    with pytest.raises(FaultsFoundError) as caught:
        entry_parse(file="a.md", text=broken)
    assert [fault.field for fault in caught.value.faults] == ["kind", "rank"]


def test_a_parameter_counts_as_long_as_its_figure() -> None:
    named = "字" * 110 + "{{a-key-that-is-much-longer-than-any-figure}}。"
    assert entry_parse(file="a.md", text=GOOD.replace("带身份证。", named, 1)).bodies["zh"][2] == named
