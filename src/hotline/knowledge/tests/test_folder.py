"""A whole folder, and the knowledge that is shipped."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from hotline.knowledge.folder import SAMPLE_FOLDER, Folder, folder_check, folder_read

STATUTES = Path(__file__).parents[5] / "shared" / "data" / "statutes"
ENTRIES_AT_LEAST = 48
DIGITS = "零一二三四五六七八九"
WORKING_TIME_NOTICE = "关于职工全年月平均工作时间和工资折算问题的通知"
RETIREMENT_MEASURES = "国务院关于渐进式延迟法定退休年龄的办法"
FILED_UNDER = {(WORKING_TIME_NOTICE, "2008-01-03"): "2009-03-29"}
"""The collection of statutes dates this notice by when it took it in; citizens know it by the day it was issued."""

READ_AS_PUBLISHED = {
    (RETIREMENT_MEASURES, "2024-09-13", "第一条"),
    (RETIREMENT_MEASURES, "2024-09-13", "第二条"),
    (RETIREMENT_MEASURES, "2024-09-13", "第六条"),
    (RETIREMENT_MEASURES, "2024-09-13", "第七条"),
    (WORKING_TIME_NOTICE, "2025-01-01", "第一部分"),
    (WORKING_TIME_NOTICE, "2025-01-01", "第二部分"),
    ("最高人民法院关于审理劳动争议案件适用法律问题的解释（二）", "2025-07-31", "第二十一条"),
}
"""Younger than the collection: these articles were compared by hand with the text as it was published."""


@pytest.fixture(scope="module")
def shipped() -> Folder:
    return folder_read(SAMPLE_FOLDER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Two entries of the sample and its topics, to be broken."""
    (tmp_path / "entries").mkdir()
    shutil.copy(SAMPLE_FOLDER / "topics.yaml", tmp_path)
    for name in ("1001-unemployment-benefit-claim.md", "4001-wages-unpaid.md"):
        shutil.copy(SAMPLE_FOLDER / "entries" / name, tmp_path / "entries")
    assert folder_check(tmp_path) == ()
    return tmp_path


def test_the_shipped_knowledge_has_no_fault() -> None:
    assert folder_check(SAMPLE_FOLDER) == ()


def test_the_shipped_knowledge_covers_every_field(shipped: Folder) -> None:
    by_field = Counter(draft.code[0] for draft in shipped.entries)
    assert set(by_field) == {"1", "2", "3", "4", "5"}
    assert min(by_field.values()) >= 8
    assert len(shipped.entries) >= ENTRIES_AT_LEAST


def test_each_of_the_five_insurances_has_answers_and_a_guide(shipped: Folder) -> None:
    kinds = Counter((draft.topic, draft.kind) for draft in shipped.entries)
    for name in ("pension", "medical", "unemployment", "injury", "maternity"):
        assert kinds[f"insurance/{name}", "answer"] >= 1, name
        assert kinds[f"insurance/{name}", "guide"] >= 1, name


def test_every_topic_below_the_top_has_an_entry(shipped: Folder) -> None:
    used = {draft.topic for draft in shipped.entries}
    assert {topic.path for topic in shipped.topics if topic.parent} - used == set()


def test_ranks_are_the_numbers_from_one(shipped: Folder) -> None:
    assert sorted(draft.rank for draft in shipped.entries) == list(range(1, len(shipped.entries) + 1))


def test_the_sample_notice_says_that_it_is_a_sample(shipped: Folder) -> None:
    notice = next(draft for draft in shipped.entries if draft.code == "2009")
    assert "示例" in notice.title.zh
    assert "示例" in notice.bodies["zh"][0]
    assert "sample" in notice.bodies["en"][0]


def test_codes_that_texts_refer_to_exist(shipped: Folder) -> None:
    codes = {draft.code for draft in shipped.entries}
    named = {
        code
        for draft in shipped.entries
        for paragraph in (*draft.bodies["zh"], *draft.bodies["en"])
        for code in re.findall(
            r"(?:请听|、|仲裁请听|[Ll]isten to(?: code)?|and) ?([1-5]\d{3})(?=号|[^\d年]|$)", paragraph
        )
    }
    assert {"3005", "3014", "3016"} <= named
    assert named <= codes


def test_every_cited_article_exists_in_its_version_of_the_statute(shipped: Folder) -> None:
    if not STATUTES.is_dir():
        pytest.skip(f"the statutes are not here: {STATUTES} (see shared/data/README.md)")
    missing = {
        (basis.law.zh, basis.version.isoformat(), basis.article.zh)
        for draft in shipped.entries
        for basis in draft.basis
        if not _stands_in(_statute(basis.law.zh, basis.version.isoformat()), basis.article.zh)
    }
    assert missing == READ_AS_PUBLISHED


def test_article_numbers_agree_between_the_languages(shipped: Folder) -> None:
    for draft in shipped.entries:
        for basis in draft.basis:
            number = re.fullmatch(r"第(.+?)(条|部分)", basis.article.zh)
            assert number is not None, draft.code
            word = "Article" if number[2] == "条" else "Part"
            assert basis.article.en == f"{word} {_number(number[1])}", draft.code


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ('code: "4001"', 'code: "1001"', "code", "已用于 1001-unemployment-benefit-claim.md"),
        ("slug: wages-unpaid", "slug: unemployment-benefit-claim", "slug", "已用于"),
        ("slug: wages-unpaid", "slug: wages-late", "slug", "4001-wages-late.md"),
        ("rank: 2\n", "rank: 1\n", "rank", "已用于"),
        ("topic: wages/payment", "topic: wages/gold", "topic", "没有这个主题"),
        ("topic: wages/payment", "topic: labour/contract", "code", "以3开头"),
    ],
)
def test_faults_between_files(copy: Path, old: str, new: str, field: str, says: str) -> None:
    file = "4001-wages-unpaid.md"
    path = copy / "entries" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = [fault for fault in folder_check(copy) if fault.field == field and says in fault.zh]
    assert [fault.file for fault in found] == [file]


def test_a_folder_without_topics_says_so(copy: Path) -> None:
    (copy / "topics.yaml").unlink()
    assert ("topics.yaml", "缺少这个文件。") in [(fault.file, fault.zh) for fault in folder_check(copy)]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    shutil.copy(SAMPLE_FOLDER / "topics.yaml", tmp_path)
    assert [fault.zh for fault in folder_check(tmp_path)] == ["文件夹里没有条目文件。"]


def test_a_file_in_another_encoding_says_so(copy: Path) -> None:
    (copy / "entries" / "4001-wages-unpaid.md").write_bytes("工资".encode("gb18030"))
    assert [(fault.file, fault.zh) for fault in folder_check(copy)] == [
        ("4001-wages-unpaid.md", "请保存为 UTF-8 编码。")
    ]


@pytest.mark.parametrize("text", ["[", "- title: {zh: 一, en: One}\n", "3"])
def test_broken_topics_are_a_fault_not_a_crash(copy: Path, text: str) -> None:
    (copy / "topics.yaml").write_text(text, encoding="utf-8")
    assert "topics.yaml" in {fault.file for fault in folder_check(copy)}


def _statute(law: str, version: str) -> str:
    filed_under = FILED_UNDER.get((law, version), version)
    path = STATUTES / f"{law.removeprefix('中华人民共和国')}({filed_under}).md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _stands_in(statute: str, article: str) -> bool:
    heading = re.fullmatch(r"第(.+)部分", article)
    line = rf"^#+ {heading[1]}(、|$)" if heading else rf"^{article}[ \u3000]"
    return re.search(line, statute, re.MULTILINE) is not None


def _number(chinese: str) -> int:
    tens, _, ones = chinese.rpartition("十")
    if "十" not in chinese:
        return DIGITS.index(chinese)
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)
