"""Everyday wordings find the entry that answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.search import Where
from hotline.knowledge.selectors import entries_search, entries_suggested
from hotline.knowledge.services import entry_publish, entry_withdraw, folder_load

from .drafts import draft

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module", autouse=True)
def _centre(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample centre, loaded once for all tests of this module and undone after them."""
    from django.db import transaction  # noqa: PLC0415  # only once Django's test database is there

    with django_db_blocker.unblock(), transaction.atomic():
        folder_load(folder=SAMPLE_FOLDER)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(_centre: None, db: None) -> None:
    """Each test in a savepoint of its own."""


def codes(query: str, language: str = "zh", limit: int = 3) -> list[str]:
    return [hit.entry.code for hit in entries_search(query=query, language=language, day=TODAY, limit=limit)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("炒鱿鱼", "3007"),
        ("炒鱿鱼", "3006"),
        ("五险一金", "1503"),
        ("失业金", "1001"),
        ("失业金能领多久", "1002"),
        ("下岗了能领什么钱", "1001"),
        ("老板不给我发工资", "4001"),
        ("包工头跑了", "4005"),
        ("我在工地干活没拿到钱", "4005"),
        ("农民工讨薪", "4006"),
        ("没签合同能要双倍工资吗", "3001"),
        ("试用期被辞退", "3003"),
        ("试用期工资多少", "3002"),
        ("被公司开除了怎么办", "3007"),
        ("怀孕了公司要辞退我", "3010"),
        ("产假多少天", "3023"),
        ("生孩子能报销吗", "1401"),
        ("上班路上被车撞了", "1306"),
        ("工伤怎么赔", "1304"),
        ("单位不报工伤", "1302"),
        ("怎么告老板", "3014"),
        ("去哪里投诉公司", "3016"),
        ("我爸退休能拿多少钱", "1102"),
        ("社保没交够15年", "1103"),
        ("单位不交社保", "1501"),
        ("外地看病", "1204"),
        ("年假没休完", "4010"),
        ("加班费", "4002"),
        ("996", "4003"),
        ("最低工资", "4004"),
        ("公务员处分", "5006"),
        ("考事业编", "5001"),
        ("档案在哪里", "5008"),
        ("中介扣我身份证", "2004"),
        ("竞业协议", "3012"),
        ("保姆算劳动关系吗", "3026"),
        ("unemployment benefit", "1001"),
        ("I lost my job", "1001"),
        ("fired without reason", "3007"),
        ("redundancy pay", "3006"),
        ("boss does not pay me", "4001"),
        ("overtime on public holiday", "4002"),
        ("how many days of annual leave", "4009"),
        ("maternity leave", "3023"),
        ("hurt at work", "1301"),
        ("minimum wage", "4004"),
        ("how to quit", "3004"),
        ("sue my employer", "3014"),
        ("moved to another city pension", "1104"),
        ("Wages Not Paid!", "4001"),
    ],
)
def test_everyday_wordings_find_their_entry_among_the_first_three(query: str, code: str) -> None:
    assert code in codes(query)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("失业保", "1001"),
        ("加班费怎", "4002"),
        ("最低工", "4004"),
        ("年休", "4009"),
        ("unemploym", "1001"),
        ("minimum wa", "4004"),
        ("overti", "4002"),
        ("sever", "3006"),
    ],
)
def test_half_typed_input_finds_already(typed: str, code: str) -> None:
    assert code in codes(typed)


def test_a_code_finds_exactly_its_entry() -> None:
    assert codes("1001", limit=10) == ["1001"]
    assert codes(" １００１ ", limit=10) == ["1001"]


def test_the_first_digits_of_a_code_list_what_begins_so() -> None:
    assert codes("100", limit=10) == [f"100{n}" for n in range(1, 9)]
    assert set(codes("5", limit=100)) == {code for code in codes("5", limit=100) if code.startswith("5")}


@pytest.mark.parametrize("query", ["", "   ", "？！", "今天天气怎么样", "pizza margherita", "7777", "';--", "\x00"])
def test_what_nothing_answers_finds_nothing(query: str) -> None:
    assert codes(query) == []


def test_entries_that_do_not_hold_on_the_day_are_not_found() -> None:
    assert "4008" not in codes("月平均工作天数", limit=50)
    found = entries_search(query="4008", day=date(2024, 12, 31))
    assert [hit.entry.code for hit in found] == ["4008"]
    assert codes("2009") == []


def test_a_hit_shows_the_sentence_that_answers_and_why_it_was_found() -> None:
    hit = entries_search(query="流产假休几天", day=TODAY)[0]
    assert hit.entry.code == "3023"
    assert hit.sentence == "怀孕不满4个月流产的休15天，满4个月流产的休42天。"
    assert (hit.reasons[0].where, hit.reasons[0].matched) == (Where.WORDS, "流产假")


def test_the_sentence_comes_in_the_language_of_the_face() -> None:
    hit = entries_search(query="失业金", language="en", day=TODAY)[0]
    assert hit.sentence.startswith("You can claim if ")


def test_a_mere_yes_is_not_the_sentence_that_answers() -> None:
    hit = entries_search(query="3005", day=TODAY)[0]
    assert hit.sentence.startswith("能。单位拖欠工资")


def test_a_reason_names_the_code() -> None:
    hit = entries_search(query="1001", day=TODAY)[0]
    assert [(reason.where, reason.matched) for reason in hit.reasons] == [(Where.CODE, "1001")]


def test_long_letters_are_looked_at_in_part_only() -> None:
    assert codes("失业金" + "呀" * 100_000)[0] == "1001"


def test_what_is_published_is_found_at_once_and_no_more_when_withdrawn() -> None:
    assert codes("独角兽") == []
    new = draft(code="1999", slug="unicorn", rank=999, words=("独角兽",))
    version = entry_publish(draft=new)
    assert codes("独角兽") == ["1999"]
    entry_withdraw(entry_id=version.entry_id)
    assert codes("独角兽") == []


def suggested(**known: Any) -> list[str]:
    entries: tuple[EntryAsOf, ...] = entries_suggested(day=TODAY, **known)
    return [entry.code for entry in entries]


def test_suggestions_begin_with_what_the_caller_heard() -> None:
    found = suggested(code="1001")
    assert found[0] == "1001"
    assert set(found) == {"1001", "1002", "1003", "1004", "1005"}


def test_suggestions_follow_what_was_heard_then_the_menu_path_then_the_topic() -> None:
    by_path = suggested(path_words=["工资", "加班"])
    assert by_path[0] in {"4002", "4003", "4016"}
    assert suggested(code="1001", path_words=["工资", "加班"], limit=3) == ["1001", *by_path[:2]]
    assert suggested(code="4002")[0] == "4002"
    assert set(suggested(code="4002")) == {"4002", "4003", "4016"}


def test_without_a_hint_the_most_asked_are_suggested() -> None:
    assert suggested(limit=3) == ["1001", "4001", "3006"]
    assert suggested(code="9999", path_words=["", " "], limit=1) == ["1001"]
