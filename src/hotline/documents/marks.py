"""What the beginning of a line says: an article, a part, an item, a heading; and how text is cleaned before that
is asked.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from hotline.documents.numerals import NUMERAL, numeral_read, numeral_write

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_NUMBER = rf"(?:{NUMERAL}|[0-9０-９]{{1,4}})"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff\ufff9-\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_ARTICLE = re.compile(rf"第\s?({_NUMBER})\s?条(?:之({_NUMBER}))?(.*)", re.DOTALL)
_PART = re.compile(rf"第\s?({_NUMBER})\s?(分编|编|章|节)(?:之({_NUMBER}))?(\s+|[:：]\s*|)(.*)", re.DOTALL)
_ITEM = re.compile(rf"[（(]\s?{_NUMBER}\s?[）)]|{NUMERAL}、|[甲乙丙丁戊己庚辛壬癸]、")
_SUBITEM = re.compile(r"[0-9０-９]{1,3}\s?[.．、)）](?![0-9０-９])|[①-⑳]")
_NOT_AFTER_A_NUMBER = re.compile(r"[规第至到、，,和及与或的款项之]|所[列称述]|中[的规第]|以[前后]")
_TITLE_IN_BRACKETS = re.compile(r"\s?【([^【】]{1,40})】\s*|[（(]([^（）()]{1,30})[）)]\s*")
_SHORT_HEADING = re.compile(rf"{NUMERAL}、[^。；;，,：:！？!?]{{1,38}}$")
_LONGEST_PART_TITLE = 50
_ANNEX = re.compile(rf"附\s?(?:件|录|表|图)\s?{_NUMBER}?\s?[:：]?$")
_ANNEX_LINE = re.compile(rf"附\s?(?:件|录|表|图)\s?{_NUMBER}?\s?[:：]")


class Role(StrEnum):
    """What a paragraph of an article is: 款, 项 or 目."""

    CLAUSE = "clause"
    ITEM = "item"
    SUBITEM = "subitem"


class PartKind(StrEnum):
    """编, 分编, 章, 节."""

    BOOK = "编"
    SUBBOOK = "分编"
    CHAPTER = "章"
    SECTION = "节"


@dataclass(frozen=True, slots=True, order=True)
class Ordinal:
    """A number with its inserted branch: 第四十七条之一 is (47, 1); without a branch it is 0."""

    main: int
    branch: int = 0

    def label(self, noun: str) -> str:
        """第四十七条之一, for the noun 条."""
        inserted = f"之{numeral_write(self.branch)}" if self.branch else ""
        return f"第{numeral_write(self.main)}{noun}{inserted}"


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """A line that begins with 第X条.

    `spaced`: something stands between the number and the text, as laws print it. `direct`: a bracket stands at the
    number,
    as in 第三条（适用范围）.
    """

    number: Ordinal
    rest: str
    spaced: bool
    direct: bool

    @property
    def may_be_a_citation(self) -> bool:
        """第四十七条规定的…: the text runs on from the number, as when another text is quoted."""
        return not self.spaced and bool(_NOT_AFTER_A_NUMBER.match(self.rest) or _ITEM.match(self.rest))


@dataclass(frozen=True, slots=True)
class PartMark:
    """A line that is 第X编, 章 or 节 with its title."""

    kind: PartKind
    number: Ordinal
    title: str


def text_clean(text: str) -> str:
    """One line without control and invisible characters; any white space is one space; radicals of PDF fonts are
    characters.
    """
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = _RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return " ".join(text.split())


def unspaced(text: str) -> str:
    """总 则 as 总则: headings are printed with gaps between their characters."""
    if re.fullmatch(rf"(?:[{CJK}] ){{1,9}}[{CJK}]", text):
        return text.replace(" ", "")
    return text


def article_mark(text: str) -> ArticleMark | None:
    """The article that a cleaned line begins, if it does."""
    found = _ARTICLE.match(text)
    number = _ordinal(found.group(1), found.group(2)) if found else None
    if found is None or number is None:
        return None
    raw = found.group(3)
    rest = raw.strip()
    direct = raw[:1] in ("（", "(") and not _ITEM.match(raw)
    return ArticleMark(number=number, rest=rest, spaced=direct or not raw or raw[0] in " 【", direct=direct)


def article_title_split(rest: str, *, direct: bool) -> tuple[str, str]:
    """Title and text of what follows 第X条: 【立法目的】 always, （立法目的） where it stands `direct` at the
    number.
    """
    found = _TITLE_IN_BRACKETS.match(rest)
    if found is None or (found.group(1) is None and not direct):
        return "", rest
    title = (found.group(1) or found.group(2)).strip()
    return (title, rest[found.end() :].strip()) if title else ("", rest)


def part_mark(text: str) -> PartMark | None:
    """The part that a cleaned line is: short, without a sentence's end, and not a citation (第三章规定…)."""
    found = _PART.fullmatch(text)
    number = _ordinal(found.group(1), found.group(3)) if found else None
    if found is None or number is None:
        return None
    title = unspaced(found.group(5).strip())
    if len(title) > _LONGEST_PART_TITLE or re.search("[。；;！？]|[，：:]$", title):
        return None
    if not found.group(4) and _NOT_AFTER_A_NUMBER.match(title):
        return None
    return PartMark(kind=PartKind(found.group(2)), number=number, title=title)


def role_of(text: str) -> Role:
    """款, 项 （一） or 目 1. by the beginning of the paragraph."""
    if _ITEM.match(text):
        return Role.ITEM
    return Role.SUBITEM if _SUBITEM.match(text) else Role.CLAUSE


def begins_anew(text: str) -> bool:
    """Whether the line begins an article, part, item or annex: it never continues the line before."""
    article = article_mark(text)
    if article is not None:
        return not article.may_be_a_citation
    return (
        bool(part_mark(text)) or role_of(text) is not Role.CLAUSE or bool(_ANNEX_LINE.match(text) or _ANNEX.match(text))
    )


def is_short_heading(text: str) -> bool:
    """一、总体要求: how notices number their headings."""
    return bool(_SHORT_HEADING.match(text))


def is_annex(text: str) -> bool:
    """附件1 standing alone: what follows has articles of its own."""
    return bool(_ANNEX.match(text))


def is_annex_line(text: str) -> bool:
    """附件：1. …: the list of annexes that ends a notice."""
    return bool(_ANNEX_LINE.match(text))


def _ordinal(main: str, branch: str | None) -> Ordinal | None:
    number = numeral_read(main)
    inserted = numeral_read(branch) if branch else 0
    if number is None or inserted is None or not (0 < number <= 9999 and inserted <= 9999):
        return None
    return Ordinal(main=number, branch=inserted)
