"""How an entry is heard and seen."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import get_args

import pytest

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.renderings import basis_lines, day_in_words, validity_line, voice_script
from hotline.knowledge.selectors import version_digest, voice_paragraph, voice_script_length
from hotline.knowledge.selectors.voice import Rendering
from hotline.knowledge.services import entry_publish

from .drafts import draft, topics_make

LAW = Bilingual(zh="社会保险法", en="Social Insurance Law")
RULES = Bilingual(zh="失业保险条例", en="Unemployment Regulation")


def basis(law: Bilingual, zh: str, en: str) -> Basis:
    return Basis(law=law, version=date(2018, 12, 29), article=Bilingual(zh=zh, en=en))


ENTRY = EntryAsOf(
    version_id=uuid.UUID(int=1),
    entry_id=uuid.UUID(int=2),
    n=1,
    code="1001",
    slug="benefit",
    kind="answer",
    topic="insurance/unemployment",
    audience="citizen",
    rank=1,
    title=Bilingual(zh="怎样领失业金", en="Claiming benefit"),
    basis=(
        basis(LAW, "第四十五条", "Article 45"),
        basis(LAW, "第五十条", "Article 50"),
        basis(RULES, "第十四条", "Article 14"),
    ),
    words=(),
    paragraphs={"zh": ("可以领。", "先登记。"), "en": ("Yes.", "Register first.")},
    valid_from=date(2011, 7, 1),
    valid_to=None,
    said_from=datetime(2026, 1, 1, tzinfo=UTC),
    as_of=date(2026, 1, 1),
)


def test_the_voice_reads_title_paragraphs_and_basis() -> None:
    assert voice_script(ENTRY, "zh") == (
        "怎样领失业金。",
        "可以领。",
        "先登记。",
        "以上依据社会保险法第四十五条、第五十条；失业保险条例第十四条，2011年7月1日起有效。",
    )
    assert voice_script(ENTRY, "en") == (
        "Claiming benefit.",
        "Yes.",
        "Register first.",
        (
            "This rests on the Social Insurance Law, Articles 45 and 50; the Unemployment Regulation, Article 14. "
            "Valid from 1 July 2011."
        ),
    )


def test_an_article_of_two_versions_is_spoken_once_and_shown_twice() -> None:
    old, new = basis(LAW, "第二条", "Article 2"), replace(basis(LAW, "第二条", "Article 2"), version=date(2025, 1, 1))
    entry = replace(ENTRY, basis=(old, new))
    assert voice_script(entry, "zh")[-1] == "以上依据社会保险法第二条，2011年7月1日起有效。"
    assert voice_script(entry, "en")[-1] == (
        "This rests on the Social Insurance Law, Article 2. Valid from 1 July 2011."
    )
    assert basis_lines(entry.basis, "zh") == (
        "《社会保险法》（2018年12月29日版）第二条",
        "《社会保险法》（2025年1月1日版）第二条",
    )


def test_the_last_day_is_said_where_there_is_one() -> None:
    entry = replace(ENTRY, valid_to=date(2030, 1, 1))
    assert voice_script(entry, "zh")[-1].endswith("2011年7月1日起有效，到2029年12月31日为止。")
    assert voice_script(entry, "en")[-1].endswith("Valid from 1 July 2011 to 31 December 2029.")


@pytest.mark.parametrize("title", ["能领吗？", "能领吗?"])
def test_a_title_that_asks_gets_no_second_stop(title: str) -> None:
    assert voice_script(replace(ENTRY, title=Bilingual(zh=title, en="x")), "zh")[0] == title


def test_a_missing_language_falls_back_to_the_source() -> None:
    entry = replace(ENTRY, paragraphs={"zh": ("可以领。",)})
    assert voice_script(entry, "en")[1] == "可以领。"


def test_a_page_names_each_law_once_with_its_version_and_articles() -> None:
    assert basis_lines(ENTRY.basis, "zh") == (
        "《社会保险法》（2018年12月29日版）第四十五条、第五十条",
        "《失业保险条例》（2018年12月29日版）第十四条",
    )
    assert basis_lines(ENTRY.basis, "en") == (
        "Social Insurance Law (version of 29 December 2018), Articles 45 and 50",
        "Unemployment Regulation (version of 29 December 2018), Article 14",
    )
    assert (validity_line(ENTRY, "zh"), validity_line(ENTRY, "en")) == ("2011年7月1日起有效", "Valid from 1 July 2011")


@pytest.mark.parametrize(("language", "text"), [("zh", "2026年1月31日"), ("en", "31 January 2026")])
def test_days_are_written_to_be_spoken(language: str, text: str) -> None:
    assert day_in_words(date(2026, 1, 31), language) == text


@pytest.mark.django_db
def test_the_switchboard_asks_for_a_script_piece_by_piece() -> None:
    topics_make()
    version = entry_publish(draft=draft())
    assert voice_script_length(version_id=version.pk) == 5
    assert voice_paragraph(version_id=str(version.pk), index=0, language="zh") == "怎样领失业金。"
    assert voice_paragraph(version_id=version.pk, index=1, language="en") == "Yes."
    for index in (-1, 5):
        with pytest.raises(LookupError):
            voice_paragraph(version_id=version.pk, index=index, language="zh")
    with pytest.raises(LookupError):
        voice_script_length(version_id=uuid.uuid4())


@pytest.mark.django_db
def test_the_digest_proves_the_wording_of_one_language() -> None:
    topics_make()
    first = entry_publish(draft=draft())
    second = entry_publish(draft=draft(bodies={**draft().bodies, "zh": ("不能领。", "先登记。", "再申请。")}))
    for rendering in get_args(Rendering):
        zh, other_zh, en, other_en = (
            version_digest(version_id=version.pk, language=language, rendering=rendering)
            for language in ("zh", "en")
            for version in (first, second)
        )
        assert zh != other_zh
        assert en == other_en


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rendering", "script"),
    [
        ("voice", "Claiming benefit.\nYes.\nRegister first.\nThen apply.\n{basis}"),
        ("card", "Claiming benefit\nYes.\nRegister first.\nThen apply."),
    ],
)
def test_each_rendering_proves_its_own_wording_in_the_same_way(rendering: Rendering, script: str) -> None:
    topics_make()
    version = entry_publish(draft=draft())
    basis = voice_paragraph(version_id=version.pk, index=4, language="en")
    proof = sha256(script.format(basis=basis).encode()).hexdigest()
    assert version_digest(version_id=version.pk, language="en", rendering=rendering) == proof
