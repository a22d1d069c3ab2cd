"""An entry's levels, a guide's fields, a policy document's articles, and the parameters that a text names."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from hotline.kernel import clock
from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.guide import Guide, Material, Place
from hotline.knowledge.parameters import DatedValue, Parameter, Unit
from hotline.knowledge.policy import LawVersion, Policy, PolicyArticle
from hotline.knowledge.services import entry_publish, parameter_publish
from hotline.knowledge.tests.drafts import DRAFT, draft, said, topics_make
from hotline.portal.elder import ELDER_COOKIE

from .browsers import english

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def both(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


GUIDE = Guide(
    who=(both("失业的人", "People out of work"),),
    conditions=(both("缴费满一年", "A year of contributions"),),
    materials=(Material(both("身份证", "Identity card"), originals=1, copies=2, form=""),),
    steps={"window": (both("取号", "Take a number"), both("交材料", "Hand in the papers"))},
    time_limit_law=both("十个工作日", "Ten working days"),
    time_limit_promised=both("五个工作日", "Five working days"),
    fee=both("不收费", "Free of charge"),
    fee_basis=both("没有收费项目", "No fee exists"),
    places=(
        Place(
            both("样例市社保中心", "Sample centre"),
            both("样例路1号", "1 Sample Road"),
            both("九点到五点", "9 to 5"),
            "12333",
        ),
    ),
    result=both("按月发钱", "A monthly payment"),
    appeal=both("六十日内申请行政复议", "Ask for a review within sixty days"),
    complaint=both("拨打12333", "Call 12333"),
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    topics_make()


def page(address: str = "/topics/1001/", *, client: Client | None = None) -> str:
    return (client or Client()).get(address).content.decode()


def test_a_guide_shows_every_field_in_both_languages() -> None:
    entry_publish(draft=draft(kind="guide", guide=GUIDE))
    chinese, foreign = page(), page(client=english())
    for text in GUIDE.texts():
        assert text.zh in chinese
        assert text.en in foreign
    assert "原件1份、复印件2份" in chinese
    assert "1 original, 2 copies" in foreign
    assert 'href="tel:12333"' in chinese
    assert "邮寄办理" not in chinese


def test_a_level_is_chosen_by_link_and_by_larger_type() -> None:
    simple = {"very_plain": {"zh": ("能领钱。", "先登记。"), "en": ("You get money.", "Register.")}}
    entry_publish(draft=draft(levels=simple))
    assert "能领钱。" not in page()
    assert 'href="?level=very_plain"' in page()
    assert "能领钱。" in page("/topics/1001/?level=very_plain")
    elder = Client()
    elder.cookies[ELDER_COOKIE] = "1"
    assert "能领钱。" in page(client=elder)
    assert "可以领。" in page("/topics/1001/?level=plain", client=elder)
    assert "可以领。" in page("/topics/1001/?level=nonsense")


def test_an_entry_with_one_level_has_no_choice() -> None:
    entry_publish(draft=draft())
    assert "level=" not in page()


def test_a_translation_left_behind_says_so_in_that_language_alone() -> None:
    entry_publish(draft=draft(), at=datetime(2026, 11, 1, tzinfo=UTC))
    entry_publish(draft=draft(bodies={**DRAFT.bodies, "zh": ("改了。", "二。", "三。")}))
    assert "an update is under way" in page(client=english())
    assert "正在更新" not in page()


def test_a_policy_document_shows_number_dates_articles_and_what_it_repeals() -> None:
    law = LawVersion(law=both("失业保险条例", "Unemployment Regulation"), version=date(1999, 1, 22))
    policy = Policy(
        document=law,
        number=both("国务院令第258号", "State Council Order 258"),
        issuer=both("国务院", "State Council"),
        issued_on=date(1999, 1, 22),
        effective_on=date(1999, 1, 22),
        articles=(PolicyArticle(both("第十四条", "Article 14"), both("三个条件", "Three conditions")),),
        repeals=(replace(law, version=date(1993, 4, 12)),),
    )
    entry_publish(draft=draft(kind="policy", policy=policy))
    shown = page()
    for text in ("国务院令第258号", "1999-01-22", "第十四条", "三个条件", "1993-04-12"):
        assert text in shown


@pytest.mark.parametrize(("day", "words"), [("2025-12-31", "每月2100元"), ("2026-01-01", "每月2200元")])
def test_the_figures_of_the_day_are_in_the_text_and_named_below_it(day: str, words: str) -> None:
    source = both("通知", "Notice")
    values = (
        DatedValue(Decimal(2100), "cn", date(2025, 1, 1), date(2026, 1, 1), source),
        DatedValue(Decimal(2200), "cn", date(2026, 1, 1), None, source, is_sample=True),
    )
    parameter = Parameter("benefit", both("失业保险金标准", "Benefit rate"), Unit.YUAN_PER_MONTH, 0, values)
    parameter_publish(parameter=parameter)
    entry_publish(draft=draft(bodies=said("标准是{{benefit}}。")))
    shown = page(f"/topics/1001/?day={day}")
    assert f"标准是{words}。" in shown
    assert f"失业保险金标准：{words}" in shown
    assert "{{" not in shown
    assert ("（示例）" in shown) == (day == "2026-01-01")


def test_what_only_a_city_can_decide_is_marked_as_a_sample() -> None:
    entry_publish(draft=draft(sample=True))
    assert "示例：其中的数额" in page()


def test_what_is_for_advisers_is_no_page() -> None:
    entry_publish(draft=draft(secrecy="staff"))
    assert Client().get("/topics/1001/").status_code == 404
    assert "怎样领失业金" not in page("/search?q=失业金")
