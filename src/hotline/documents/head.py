"""Where a document's title and head end and its text begins."""

import re
from collections.abc import Sequence

from hotline.documents.document import Flat, Heading, Paragraph
from hotline.documents.facts import dates_in, day_alone, document_number
from hotline.documents.marks import article_mark, is_short_heading, part_mark, unspaced

_TITLE_NOUN = re.compile(
    "(?:法|法典|条例|规定|办法|通知|意见|决定|细则|解释|公告|函|批复|方案|规程|标准|指南|公报|规则|章程|纲要|通告|要点|答复|决议|说明|令)"
    "(?:[（(][^（）()]{1,20}[）)])?$"
)
_STATES_A_DAY = re.compile("通过|公布|发布|修订|修正|修改|施行|实施|批准|印发|执行|颁布|生效")
_ON_ISSUE = re.compile("自?(?:发布|公布|印发|颁布)之日起?(?:施行|实施|执行)$")
_RED_HEAD = re.compile("^[^，。；：]{2,30}文件$")
_URGENCY = re.compile("^(?:特急|加急|急件|机密|秘密|内部|签发人[:：].{0,20}|[★☆].*)$")
_LONGEST_TITLE = 90
_DEEPEST = 14
_LETTERHEAD = 5


def head_split(blocks: Sequence[Flat]) -> tuple[str, tuple[str, ...], list[Flat]]:
    """Title (empty where none is to be seen), the lines of the head, and the blocks of the text."""
    head = _letterhead(blocks)
    place = _head_taken(blocks, len(head), head)
    title, place = _title_taken(blocks, place)
    if not title:
        return "", (), list(blocks)
    place = _head_taken(blocks, place, head)
    return title, tuple(head), list(blocks[place:])


def _letterhead(blocks: Sequence[Flat]) -> list[str]:
    """Short lines above a title that is marked or printed as one: the name of an office, its telephone."""
    for place, block in enumerate(blocks[:_LETTERHEAD]):
        if isinstance(block, Heading) and block.level == 1:
            return [_text(above) for above in blocks[:place]]
        if not isinstance(block, Paragraph) or not (_title_like(block.text) or is_head_line(block.text)):
            break
    return []


def is_head_line(text: str) -> bool:
    """Whether a line says something of the document (number, dates, issuing body) and is no part of its text."""
    if len(text) > 400 or article_mark(text) or part_mark(text):
        return False
    if _RED_HEAD.match(text) or _URGENCY.match(text) or _ON_ISSUE.match(text) or day_alone(text):
        return True
    if dates_in(text):
        return bool(_STATES_A_DAY.search(text)) and (_in_brackets(text) or (text[0].isdigit() and "。" not in text))
    return bool(document_number(text)) and len(text) <= 50 and not re.search("[。；]", text)


def _in_brackets(text: str) -> bool:
    return text[0] in "（(" and text[-1] in "）)"


def _head_taken(blocks: Sequence[Flat], place: int, head: list[str]) -> int:
    while place < min(len(blocks), _DEEPEST):
        block = blocks[place]
        if not isinstance(block, Paragraph | Heading) or not is_head_line(block.text):
            break
        head.append(block.text)
        place += 1
    return place


def _title_taken(blocks: Sequence[Flat], place: int) -> tuple[str, int]:
    """The title at `place`, put together where it was printed on two or three lines."""
    if place >= len(blocks) or not _could_be_title(blocks[place]):
        return "", place
    first = blocks[place]
    title = _text(first)
    following = place + 1
    while (
        following < len(blocks) and not _TITLE_NOUN.search(title) and _continues_title(first, blocks[following], title)
    ):
        title += _text(blocks[following])
        following += 1
    return unspaced(title), following


def _could_be_title(block: Flat) -> bool:
    if isinstance(block, Heading):
        return len(block.text) <= 2 * _LONGEST_TITLE
    return isinstance(block, Paragraph) and _title_like(block.text)


def _title_like(text: str) -> bool:
    if len(text) > _LONGEST_TITLE or re.search("[。；;!！]|[：:，,]$", text):
        return False
    return not (article_mark(text) or part_mark(text) or is_short_heading(text))


def _continues_title(first: Flat, block: Flat, title: str) -> bool:
    """Only when the whole then ends as titles do: otherwise the next line is text."""
    if type(block) is not type(first) or not _could_be_title(block):
        return False
    if isinstance(first, Heading) and isinstance(block, Heading) and block.level != first.level:
        return False
    together = title + _text(block)
    return len(together) <= _LONGEST_TITLE and bool(_TITLE_NOUN.search(together)) and not is_head_line(_text(block))


def _text(block: Flat) -> str:
    return block.text if isinstance(block, Heading | Paragraph) else ""
