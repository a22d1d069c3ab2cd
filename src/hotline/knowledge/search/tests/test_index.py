"""What is typed, and the document that it finds."""

import numpy as np
import pytest

from hotline.knowledge.search import Document, Index, Where, dictionary_shipped


def document(key: str, title: str, *body: str, words: tuple[str, ...] = (), rank: int = 1, **more: str) -> Document:
    return Document(
        key=key,
        code=more.get("code", ""),
        titles=(title, more.get("english", "")),
        words=words,
        topic_words=(),
        bodies={"zh": body, "en": (more.get("english", "") + ".",)},
        rank=rank,
        references=tuple(more.get("references", "").split()),
        family=more.get("family", ""),
    )


BENEFIT = document(
    "benefit",
    "怎么申领失业保险金",
    "失业后可以在网上申领失业保险金。",
    words=("失业金", "下岗领钱"),
    english="How to claim unemployment benefit",
    code="1001",
)
INJURY = document(
    "injury",
    "工伤认定怎么申请",
    "单位应当在三十日内提出工伤认定申请。",
    words=("工伤认定", "上班受伤"),
    english="Recognition of a work injury",
    references="工伤保险条例第十七条",
    rank=2,
)
LEAVE = document(
    "leave", "年休假有几天", "工作满一年的，年休假五天。", words=("年假",), english="Annual leave days", rank=3
)
NOTICE = document(
    "notice", "阶段性降低费率的通知", "费率降低。", references="人社部发〔2023〕19号", english="Lower rates", rank=4
)
DISMISSAL = document(
    "dismissal",
    "劳动合同法",
    "用人单位违反本法规定解除或者终止劳动合同的，应当支付赔偿金。",
    references="劳动合同法第八十七条",
    family="劳动合同法",
    rank=5,
)
SEVERANCE = document(
    "severance",
    "劳动合同法",
    "经济补偿按劳动者在本单位工作的年限支付。",
    references="劳动合同法第四十七条",
    family="劳动合同法",
    rank=6,
)
ALL = [BENEFIT, INJURY, LEAVE, NOTICE, DISMISSAL, SEVERANCE]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(ALL, dictionary_shipped())


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("失业金", "benefit"),
        ("shiyejin", "benefit"),
        ("shi ye jin", "benefit"),
        ("shiyejin zenme ling", "benefit"),
        ("syj", "benefit"),
        ("gongshangrending", "injury"),
        ("gsrd", "injury"),
        ("nianjia", "leave"),
        ("失叶金", "benefit"),
        ("工商认定", "injury"),
        ("工伤人定", "injury"),
        ("工伤认廷", "injury"),
        ("shiyejni", "benefit"),
        ("失業保險金", "benefit"),
        ("工傷認定", "injury"),
        ("ＷＯＲＫ injury", "injury"),
        ("unemployement", "benefit"),
        ("anual leave", "leave"),
        ("上班的时候受伤了", "injury"),
        ("下岗了领什么钱", "benefit"),
    ],
)
def test_whatever_way_it_is_typed_the_document_comes_first(index: Index, typed: str, key: str) -> None:
    assert index.search(typed)[0].key == key


@pytest.mark.parametrize(
    "typed",
    [
        "劳动合同法第四十七条",
        "劳动合同法第47条",
        "劳动合同法47条",
        "《中华人民共和国劳动合同法》第四十七条第一款怎么说",
        "勞動合同法第四十七條",
    ],
)
def test_an_article_is_found_by_its_name_first_and_says_so(index: Index, typed: str) -> None:
    hit = index.search(typed)[0]
    assert (hit.key, hit.reasons[0].where) == ("severance", Where.REFERENCE)


@pytest.mark.parametrize(
    "typed", ["人社部发〔2023〕19号", "人社部发[2023]19号", "人社部发(2023) 19 号", "人社部发2023 19号"]
)
def test_a_document_is_found_by_its_number_whatever_the_brackets(index: Index, typed: str) -> None:
    assert index.search(typed)[0].key == "notice"


@pytest.mark.parametrize("typed", ["", "  ", "？！……", "———", "🙂🙂", "今天天气怎么样", "zzzzqqqq", "';--", "\x00"])
def test_what_nothing_answers_finds_nothing(index: Index, typed: str) -> None:
    assert index.search(typed) == []


def test_a_slip_is_named_in_the_reason(index: Index) -> None:
    assert [(reason.where, reason.matched) for reason in index.search("shiyejin")[0].reasons] == [
        (Where.SPELLING, "失业金")
    ]


def test_only_what_is_allowed_is_found(index: Index) -> None:
    allowed = index.allowed(lambda key: key != "benefit")
    assert "benefit" not in {hit.key for hit in index.search("失业金", among=allowed)}


def test_wordings_of_an_article_are_known_from_the_shipped_list(index: Index) -> None:
    assert index.search("无故辞退赔偿")[0].key == "dismissal"


def test_documents_come_change_and_go_one_by_one() -> None:
    index = Index(ALL, dictionary_shipped())
    index.put(document("new", "高温津贴", "高温天气作业发高温津贴。", words=("高温补贴",)))
    assert index.search("高温补贴")[0].key == "new"
    index.put(document("new", "防暑降温费", "防暑降温费。", words=("防暑费",)))
    assert index.search("高温补贴") == []
    assert index.search("防暑费")[0].key == "new"
    index.remove("new")
    assert index.search("防暑费") == []
    index.remove("never there")


def test_after_many_have_gone_the_rest_is_found_as_before_and_by_meaning_too() -> None:
    index = Index([*ALL, *(document(f"old{n}", f"旧文件{n}", "旧。") for n in range(60))], dictionary_shipped())
    towards = np.eye(384, dtype=np.float32)[0]
    for key, _ in index.without_vectors():
        index.put_vectors(key, [np.full(384, 127 if key == "leave" else -127, dtype=np.int8)])
    for n in range(60):
        index.remove(f"old{n}")
    assert {key for key, _ in index.without_vectors()} == set()
    assert index.search("失业金")[0].key == "benefit"
    assert index.search("年假", vector=towards)[0].key == "leave"


@pytest.mark.parametrize(
    ("typed", "first"),
    [("失业", "失业金"), ("shiyej", "失业金"), ("syj", "失业金"), ("工伤认", "工伤认定"), ("nianji", "年假")],
)
def test_half_typed_input_is_completed(index: Index, typed: str, first: str) -> None:
    assert index.completed(typed, limit=3)[0] == first


def test_the_sentence_that_answers_is_in_the_language_asked_for(index: Index) -> None:
    assert index.sentence(key="leave", query="年假几天", language="zh") == "工作满一年的，年休假五天。"
    assert index.sentence(key="leave", query="年假几天", language="en") == "Annual leave days."
    assert index.sentence(key="gone", query="年假几天", language="zh") == ""
