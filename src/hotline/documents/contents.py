"""Tables of contents: found and left out, so that no part is there twice."""

import re
from collections.abc import Sequence

from hotline.documents.document import Flat, Heading, Paragraph
from hotline.documents.marks import part_mark

_HEADING = re.compile(r"目\s?[录次]$")
_LEADERS = re.compile(r"(?:(?:[.．·‥⋯_-]\s?){4,}|(?:…\s?)+)[（(]?\d{1,4}[）)]?$")
_PAGE_AT_END = re.compile(r"\s*[（(]?\d{1,4}[）)]?$")


def contents_removed(blocks: Sequence[Flat]) -> list[Flat]:
    """The blocks without tables of contents: 目录 with the entries under it, and single lines that lead to a page
    number.
    """
    kept = list(blocks)
    while (shorter := _one_removed(kept)) is not None:
        kept = shorter
    return [
        block
        for block in kept
        if not (isinstance(block, Paragraph) and _LEADERS.search(block.text) and len(block.text) < 120)
    ]


def _one_removed(blocks: list[Flat]) -> list[Flat] | None:
    for place, block in enumerate(blocks):
        if not _HEADING.fullmatch(_text(block)):
            continue
        end = _contents_end(blocks, place + 1)
        if end > place + 1:
            return blocks[:place] + blocks[end:]
    return None


def _contents_end(blocks: Sequence[Flat], start: int) -> int:
    """Behind the last entry. Entries without page numbers count only if the first comes again later, as the part
    itself.
    """
    end = start
    first = _entry(blocks[start]) if start < len(blocks) else ""
    if not first:
        return start
    led = False
    while end < len(blocks) and (entry := _entry(blocks[end])) and (end == start or entry != first):
        led = led or bool(_LEADERS.search(_text(blocks[end])))
        end += 1
    comes_again = any(_entry(block) == first for block in blocks[end:])
    return end if led or comes_again else start


def _entry(block: Flat) -> str:
    """What an entry points at; empty if the block cannot be an entry."""
    text = _text(block)
    if not text or len(text) > 120:
        return ""
    led = _LEADERS.search(text)
    if led:
        return text[: led.start()].strip() or text
    without_page = _PAGE_AT_END.sub("", text)
    return without_page if part_mark(without_page) else ""


def _text(block: Flat) -> str:
    return block.text if isinstance(block, Heading | Paragraph) else ""
