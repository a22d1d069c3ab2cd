"""A rule of reading: what it looks for, and what is said in its place."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """Every place where `pattern` fits is said as `say` has it."""

    pattern: re.Pattern[str]
    say: Callable[[Match], str]


def rule(pattern: str, say: Callable[[Match], str] | str, *, flags: int = 0) -> Rule:
    """A rule by its regular expression; `say` is a function of the match, or a template as `re.sub` takes it."""
    compiled = re.compile(pattern, flags)
    if isinstance(say, str):
        template = say
        return Rule(compiled, lambda match: match.expand(template))
    return Rule(compiled, say)


def apply(rules: Iterable[Rule], text: str) -> str:
    """The text after each rule in turn."""
    for each in rules:
        text = each.pattern.sub(each.say, text)
    return text


def grouped(figures: str) -> list[str]:
    """A long number in groups that a listener can write down: 3-4-4 for mobiles, fours from the right otherwise."""
    if len(figures) == 11:
        return [figures[:3], figures[3:7], figures[7:]]
    if len(figures) == 18:
        return [figures[:6], figures[6:14], figures[14:]]
    if len(figures) <= 5:
        return [figures]
    first = len(figures) % 4 or 4
    if first == 1:
        first = 5
    return [figures[:first], *(figures[at : at + 4] for at in range(first, len(figures), 4))]


def plain_figures(text: str) -> str:
    """Full-width figures, letters and signs made plain, one kind of dash between figures, no commas inside numbers."""
    text = text.translate(_PLAIN)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=[\d%℃元日月年天号])\s*[~～〜∼–—−－]+\s*(?=\d)", "-", text)


_PLAIN = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_PLAIN |= {
    ord("％"): "%",
    ord("＃"): "#",
    ord("＊"): "*",
    ord("＋"): "+",
    ord("／"): "/",
    ord("．"): ".",
    ord("－"): "-",
}
_PLAIN |= {ord("＠"): "@", ord("　"): " ", ord("\u00a0"): " ", ord("￥"): "¥", ord("＄"): "$"}
